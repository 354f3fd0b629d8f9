import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { open, rfm, RFM_SEGMENTS, segmentSizes, sql, type RfmOptions, type Tally } from 'tally';
import { tableOf } from '../../table-of.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ currency: 'EUR' });
});
afterAll(() => tally.close());

/** Five customers without ties, under names of their own: scores are their places. */
const customers = () =>
  tableOf(
    tally,
    'kunden',
    { nr: 'integer', tage: 'integer', kaeufe: 'integer', umsatz: 'decimal' },
    [
      [1, 1, 1, 500],
      [2, 2, 2, 400],
      [3, 3, 3, 300],
      [4, 4, 4, 200],
      [5, 5, 5, 100],
    ],
    { user: 'nr', recency: 'tage', frequency: 'kaeufe', monetary: 'umsatz' },
  );

const scores = async (options: RfmOptions) => {
  const scored = await rfm(await customers(), options);
  const rows = await tally.engine.all(
    sql`SELECT r_score, f_score, m_score, segment FROM ${scored} ORDER BY nr`,
    {
      r_score: 'integer',
      f_score: 'integer',
      m_score: 'integer',
      segment: 'text',
    },
  );
  return rows.map((row) => [row.r_score, row.f_score, row.m_score, row.segment]);
};

describe('rfm', () => {
  it.each(['key', 'percent_rank', 'cume_dist', 'mean'] as const)('scores by place under %s', async (ties) => {
    expect(await scores({ ties })).toEqual([
      [5, 1, 5, 'keyDevelop'],
      [4, 2, 4, 'keyDevelop'],
      [3, 3, 3, 'generalWinBack'],
      [2, 4, 2, 'generalRetain'],
      [1, 5, 1, 'generalRetain'],
    ]);
  });

  it('has the same segments in whatever order they are named', async () => {
    const segments = Object.fromEntries(Object.entries(RFM_SEGMENTS).toReversed());
    expect(await scores({ segments })).toEqual(await scores({}));
  });

  it('scores two dimensions into four segments, whose names say what is high', async () => {
    const sizes = await segmentSizes(await rfm(await customers(), { dimensions: ['recency', 'frequency'] }));
    expect(sizes.rows.map((row) => [row.segment, row.users])).toEqual([
      ['recency_high_frequency_high', 0],
      ['recency_high_frequency_low', 2],
      ['recency_low_frequency_high', 2],
      ['recency_low_frequency_low', 1],
    ]);
    expect(sizes.max('revenue').segment).toMatchObject({ en: 'Recent, rare', zh: '近期活跃、低频' });
  });

  it('tells the columns that it adds, so that metrics can take them by name', async () => {
    const rf = await rfm(await customers(), { dimensions: ['recency', 'frequency'] });
    expect(Object.keys(rf.columns).slice(-3)).toEqual(['r_score', 'f_score', 'segment']);
    expect(rf.schema['r_score']).toMatchObject({ label: { en: 'R score', zh: 'R评分' }, format: 'count' });
    expectTypeOf(rf.columns.f_score).toEqualTypeOf<'integer'>();
    expectTypeOf(rf.columns).not.toHaveProperty('m_score');
  });

  it('has the colors of segments that are given some', async () => {
    const { keyValue, ...others } = RFM_SEGMENTS;
    const scored = await rfm(await customers(), {
      segments: { keyValue: { ...keyValue, color: '#123456' }, ...others },
    });
    const { values } = (await segmentSizes(scored)).schema.segment;
    expect(values.keyValue).toEqual({ label: keyValue.label, color: '#123456' });
    expect(Object.keys(values.keyDevelop)).toEqual(['label']);
  });

  it('keeps two scorings of one table apart', async () => {
    const table = await customers();
    const strict = await segmentSizes(await rfm(table, { high: 5 }));
    const loose = await rfm(table, { high: 2 });
    expect(strict.at({ segment: 'keyDevelop' }).users.raw).toBe(1);
    expect((await segmentSizes(loose)).at({ segment: 'keyValue' }).users.raw).toBe(3);
    expect((await segmentSizes(await rfm(table, { high: 5 }))).rows).toEqual(strict.rows);
  });

  it('shows sizes in the currency of the session, under the names of their columns', async () => {
    const sizes = await segmentSizes(await rfm(await customers()));
    const { data } = sizes.output();
    expect(data['text/plain']).toMatch(
      /^Users and revenue by segment\nSegment +Users +Share of users +Revenue/,
    );
    expect(data['text/plain']).toMatch(/Key development +2 +40\.0% +€900 +60\.0% +€450\n/);
    expect(sizes.chart).toEqual({ mark: 'bar', x: 'share', y: 'segment' });
    expect([sizes.schema.share.of, sizes.schema.revenueShare.of]).toEqual([
      { base: 'users' },
      { base: 'revenue' },
    ]);
  });

  it('does not compile where a role is missing', async () => {
    const table = await tableOf(tally, 'thin', { nr: 'integer', tage: 'integer' }, [[1, 1]], {
      user: 'nr',
      recency: 'tage',
    });
    // @ts-expect-error frequency and monetary are not bound
    await expect(rfm(table)).rejects.toThrow('thin has no column for the role frequency');
  });
});
