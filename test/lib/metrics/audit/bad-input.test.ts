import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit, auditSegmentation, open, MetricError, OptionsError, sql, type Tally } from 'tally';
import { tableOf } from '../../table-of.js';
import { customersOf, drawnRows, type CustomerRow } from './customers.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 2 });
});
afterAll(() => tally.close());

const OPTIONS = { outcome: 'outcome', threshold: 0.15, customer: 'customer', permutations: 19 } as const;

const audited = async (rows: readonly CustomerRow[], options: object = {}) =>
  auditSegmentation(await customersOf(tally, rows), { ...OPTIONS, ...options });

const drawn = drawnRows(3);
const changed = (change: (row: CustomerRow, index: number) => CustomerRow) => drawn.map(change);
const withOutcome = ([customer, segment, , a, b, word]: CustomerRow, y: number | null): CustomerRow => [
  ...([customer, segment] as const),
  y,
  ...([a, b, word] as const),
];

describe('an audit says what is wrong', () => {
  it.each([
    ['one segment', changed(([c, , ...rest]) => [c, 's', ...rest]), /has one segment only: an audit needs/],
    ['no outcome', changed((row) => withOutcome(row, null)), /has no value in any row with a segment/],
    ['a constant outcome', changed((row) => withOutcome(row, 0.4)), /is 0\.4 in every row: segments cannot/],
    ['no rows', [], /has no value in any row/],
  ])('of %s', async (_, rows, message) => {
    await expect(audited(rows)).rejects.toThrow(message);
    await expect(audited(rows)).rejects.toThrow(MetricError);
  });

  it('of a percentage outside 0 to 1, but not of a plain number there', async () => {
    const rows = changed((row, index) => withOutcome(row, index === 0 ? 40 : row[2]));
    const plain = await customersOf(tally, rows);
    expect((await auditSegmentation(plain, OPTIONS)).length).toBe(5);
    const percent = { ...plain.schema, outcome: { kind: 'decimal?', label: 'Outcome', format: 'percent' } };
    const declared = Object.assign(Object.create(plain) as typeof plain, { schema: percent });
    await expect(auditSegmentation(declared, OPTIONS)).rejects.toThrow(
      /is a percentage, but \d+ of its values are outside 0 to 1, from .* to 40: divide them by 100/,
    );
  });

  it.each([
    [{ outcome: 'word' }, /word is text; the audit needs a number there/],
    [{ outcome: 'retention' }, /no column "retention"/],
    [{ segment: 'tier' }, /no column "tier"/],
    [{ features: ['outcome'] }, /outcome is the outcome: leave it out of the features/],
    [{ features: ['customer'] }, /has more than 12 values: leave it out of the features/],
    [{ threshold: 0 }, /threshold must be a number above 0, not 0/],
    [{ threshold: NaN }, /threshold must be a number above 0/],
    [{ periods: ['a'] }, /periods needs at least two columns/],
    [{ rules: { quantile: 2 } }, /rules\.quantile must be a share below 1, not 2/],
    [{ rules: { z: -1 } }, /rules\.z must be a number above 0, not -1/],
    [{ scoreRules: { homogenity: {} } }, /no criterion "homogenity": did you mean homogeneity\?/],
    [
      { scoreRules: { drift: { good: 0.5 } } },
      /scoreRules\.drift: good \(0\.5\) must be at most fair \(0\.25\)/,
    ],
    [{ scoreRules: { separation: { fair: 0.2 } } }, /good \(0\.14\) must be at least fair \(0\.2\)/],
    [{ scoreRules: { separation: { good: NaN } } }, /good and fair must be numbers, not NaN/],
    [{ folds: 1 }, /folds must be a whole number of at least 2/],
    [{ permutations: 5 }, /permutations must be a whole number of at least 19/],
    [{ halves: 'word' }, /Drift compares two halves, but the column has 3: u, w, v/],
  ])('of options %j', async (options, message) => {
    await expect(audited(drawn, options)).rejects.toThrow(message);
    await expect(audited(drawn, options)).rejects.toThrow(OptionsError);
  });

  it('of a season without a holiday among its periods', () => {
    expect(() => audit.season(['q1', 'q2'], { holiday: 'q4' })).toThrow(/"q4" to be one of them/);
  });

  it('of a label that names rows', async () => {
    const rows = drawnRows(5, { rows: 1200 });
    await expect(
      audited(rows, { labels: { own: audit.labelFrom(sql`customer || CAST(b AS STRING)`) } }),
    ).rejects.toThrow(/A label has \d+ values; with more than 1000 it names rows/);
  });
});

describe('an audit copes with', () => {
  it('a segment of one row: it has no spread, and no test', async () => {
    const rows: CustomerRow[] = [...drawn, ['solo', 'lonely', 0.9, 1, 1, 'u']];
    const found = await audited(rows, { features: ['a'] });
    expect(found.anomalies.at({ segment: 'lonely' })).toMatchObject({
      rows: { raw: 1 },
      sd: { raw: null },
      anomalies: { raw: 0 },
      expected: { raw: null },
    });
    expect(found.segments.at({ segment: 'lonely' }).p.raw).toBeNull();
  });

  it('a feature that is missing in one segment, which does not count within segments', async () => {
    const rows = changed(([c, s, y, a, b, w]) => [c, s, y, s === 's3' ? null : a, b, w]);
    const found = await audited(rows, { features: ['a', 'b'] });
    const [gone, whole] = [
      found.control.at({ property: 'a', control: 'segment' }),
      found.control.at({ property: 'b', control: 'segment' }),
    ];
    expect(gone.anomalous.raw).toBeLessThan(whole.anomalous.raw ?? 0);
    expect(gone.p.raw).not.toBeNull();
  });

  it('a feature that is missing everywhere, or constant: not compared, and not in the family', async () => {
    const rows = changed(([c, s, y, , b, w]) => [c, s, y, null, b, w]);
    const found = await audited(rows, { features: ['a', 'b'] });
    expect(found.control.where({ property: 'a' }).rows.every(({ p, q }) => p === null && q === null)).toBe(
      true,
    );
    const constant = await audited(
      changed(([c, s, y, , b, w]) => [c, s, y, 7, b, w]),
      { features: ['a', 'b'] },
    );
    expect(constant.control.at({ property: 'a', control: 'others' }).p.raw).toBeNull();
    expect(constant.relations.at({ column: 'a' }).relation.raw).toBe('constant');
  });

  it('perfectly collinear columns, which it names', async () => {
    const rows = changed(([c, s, y, a, , w]) => [c, s, y, a, a === null ? null : 3 - 2 * a, w]);
    const found = await audited(rows, { features: ['a', 'b'] });
    expect(found.relations.at({ column: 'b' })).toMatchObject({
      relation: { raw: 'linear' },
      other: { raw: 'a' },
    });
    const p = (property: string) => found.control.at({ property, control: 'others' }).p.raw ?? NaN;
    expect(p('a')).toBeCloseTo(p('b'), 9);
  });

  it('rows without a segment or an outcome, which it counts', async () => {
    const rows: CustomerRow[] = [...drawn, ['x', null, 0.5, 1, 1, 'u'], ['y', 's1', null, 1, 1, 'u']];
    const found = await audited(rows);
    expect(found.composition.at().missing.raw).toBe(2);
    expect(found.composition.at().rows.raw).toBe(drawn.length);
  });

  it('a table without customers: every row is one', async () => {
    const columns = { segment: 'text', outcome: 'double' } as const;
    const rows = drawn.map(([, segment, outcome]) => [segment ?? '', outcome ?? 0]);
    const table = await tableOf(tally, 'rows', columns, rows, {});
    const found = await auditSegmentation(table, { segment: 'segment', outcome: 'outcome', threshold: 0.15 });
    expect(found.composition.at().customers.raw).toBe(rows.length);
    expect(found.at({ criterion: 'stability' }).grade.en).toBe('Cannot be told');
    expect(found.labels.length).toBe(0);
    expect([found.periods, found.match, found.quadrants, found.drift]).toEqual([null, null, null, null]);
  });
});
