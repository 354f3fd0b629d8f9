import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit, auditSegmentation, open, portrait, stats, type Tally } from 'tally';
import { segmentDrift } from '../../../../lib/src/metrics/audit/segment-drift.js';
import { tableOf } from '../../table-of.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => tally.close());

const COLUMNS = {
  segment: 'text',
  outcome: 'double',
  half: 'text',
  q1: 'integer',
  q2: 'integer',
  score: 'integer',
  revenue: 'double',
} as const;
type Line = readonly [string, number, string, number, number, number, number];

/** Anomalies: two of four of s, two of four of t, none of r. */
const ROWS: readonly Line[] = [
  ['s', 0.1, 'a', 8, 2, 90, 900],
  ['s', 0.5, 'a', 3, 3, 70, 600],
  ['s', 0.5, 'b', 5, 1, 40, 700],
  ['s', 0.9, 'b', 0, 10, 20, 100],
  ['t', 0.2, 'a', 2, 2, 50, 300],
  ['t', 0.6, 'b', 4, 4, 60, 500],
  ['t', 0.6, 'b', 0, 0, 10, 200],
  ['t', 1, 'b', 1, 1, 80, 400],
  ['r', 0.7, 'a', 1, 2, 30, 150],
];
const OPTIONS = {
  ...({ segment: 'segment', outcome: 'outcome', threshold: 0.15, permutations: 19, halves: 'half' } as const),
  ...({ periods: ['q1', 'q2'], match: { score: 'score', value: 'revenue' } } as const),
} as const;

/** A table whose segments have an order of their own. */
async function declared(rows: readonly Line[]) {
  const plain = await tableOf(tally, 'rows', COLUMNS, rows, {});
  const values = Object.fromEntries(
    ['t', 's', 'r', 'none'].map((name) => [name, { label: `Segment ${name}` }]),
  );
  const schema = {
    ...plain.schema,
    segment: { kind: 'text', label: 'Segment', values },
    revenue: { kind: 'double', label: 'Revenue', format: 'count', digits: 1 },
  } as const;
  return Object.assign(Object.create(plain) as typeof plain, { schema });
}

describe('the parts of an audit', () => {
  it('have segments in the order of their column', async () => {
    const found = await auditSegmentation(await declared(ROWS), OPTIONS);
    expect(found.anomalies.rows.map(({ segment, anomalies }) => [segment, anomalies])).toEqual([
      ['t', 2],
      ['s', 2],
      ['r', 0],
    ]);
    expect(found.segments.rows.map(({ segment }) => segment)).toEqual(['t', 's', 'r']);
    expect(found.periods?.bySegment.rows.map(({ segment, period }) => `${segment} ${period}`)).toEqual([
      ...['t q1', 't q2', 's q1', 's q2', 'r q1', 'r q2'],
    ]);
    expect(found.drift?.rows.map(({ segment, first, second }) => [segment, first, second])).toEqual([
      ['t', 1, 3],
      ['s', 2, 2],
      ['r', 1, 0],
      ['none', 0, 0],
    ]);
    expect(found.anomalies.note).toMatchObject({
      en: 'No anomaly, so nothing can be said of anomalies: Segment r.',
    });
    const marked = await audit.markAnomalies(await declared(ROWS), { ...OPTIONS });
    expect(Object.entries(marked.schema['anomaly_group']?.values ?? {}).slice(0, 3)).toEqual([
      ['t anomaly', { label: { en: 'Segment t: anomalies', zh: 'Segment t：异常行' } }],
      ['t other', { label: { en: 'Segment t: others', zh: 'Segment t：其他行' } }],
      ['s anomaly', { label: { en: 'Segment s: anomalies', zh: 'Segment s：异常行' } }],
    ]);
    expect((await portrait.points(marked, ['outcome', 'segment_mean'])).length).toBe(9);
  });

  it('have no note where all segments have anomalies', async () => {
    const { anomalies } = await auditSegmentation(await declared(ROWS.slice(0, 8)), OPTIONS);
    expect([anomalies.note, anomalies.length]).toEqual([null, 2]);
  });

  it('say how many anomalies normal values would have', async () => {
    const { methods, anomalies } = await auditSegmentation(await declared(ROWS), OPTIONS);
    const sd = Math.sqrt(0.32 / 3);
    const four = (band: number, of: number) => stats.expectedBeyond({ n: 4, sd: of, band }) ?? NaN;
    expect(anomalies.rows.map(({ expected }) => expected)).toEqual([
      expect.closeTo(four(0.15, sd), 10),
      expect.closeTo(four(0.15, sd), 10),
      null,
    ]);
    // P(|Z| > 3.5) is 4.65 of 10,000.
    expect(methods.rows.map(({ method, expected }) => [method, expected])).toEqual([
      ['fixed', expect.closeTo(2 * four(0.15, sd), 10)],
      ['z', expect.closeTo(2 * four(2, 1), 10)],
      ['quantile', expect.closeTo(0.05 * 9, 12)],
      ['mad', expect.closeTo(9 * 4.6526e-4, 6)],
    ]);
    expect(methods.at({ method: 'fixed' })).toMatchObject({
      ...{ rows: { raw: 4 }, customers: { raw: 4 }, share: { raw: 4 / 9 }, segments: { raw: 2 } },
    });
    expect(methods.at({ method: 'z' })).toMatchObject({
      rows: { raw: 0 },
      share: { raw: 0 },
      segments: { raw: 0 },
    });
  });

  it('cut score and value at their medians', async () => {
    const { quadrants } = await auditSegmentation(await declared(ROWS), OPTIONS);
    expect(quadrants?.cuts).toEqual({ score: 50, value: 400 });
    expect(quadrants?.note).toEqual({
      en: 'High from a score of 50.00 and a value of 400.00 on.',
      zh: '得分不低于50.00、价值不低于400.00为高。',
    });
    // Anomalies are at (90, 900), (20, 100), (50, 300) and (80, 400).
    expect(quadrants?.rows).toEqual([
      { quadrant: 'realized', rows: 4, anomalies: 2, share: 0.5, othersShare: 2 / 5 },
      { quadrant: 'potential', rows: 1, anomalies: 1, share: 0.25, othersShare: 0 },
      { quadrant: 'underRecognized', rows: 1, anomalies: 0, share: 0, othersShare: 1 / 5 },
      { quadrant: 'low', rows: 3, anomalies: 1, share: 0.25, othersShare: 2 / 5 },
    ]);
  });

  it('have properties with names and formats', async () => {
    const { control } = await auditSegmentation(await declared(ROWS), {
      ...OPTIONS,
      features: ['score', 'revenue'],
    });
    expect(Object.entries(control.schema.property.values)).toMatchObject([
      ['score', { label: 'score', written: { format: 'decimal' } }],
      ['revenue', { label: 'Revenue', written: { format: 'decimal', digits: 1 } }],
      ['share of q1', { label: { en: 'Share: q1', zh: '占比：q1' }, written: { format: 'percent' } }],
      ['share of q2', { label: { en: 'Share: q2' } }],
      ['largestShare', { label: { en: 'Share of the largest period' }, written: { format: 'percent' } }],
      ['entropy', { written: { format: 'decimal' } }],
      ['hhi', { written: { format: 'decimal' } }],
      [
        'residual',
        { label: { en: 'Distance of value from score' }, written: { format: 'decimal', digits: 1 } },
      ],
    ]);
    const row = control.at({ property: 'revenue', control: 'others' });
    expect([
      row.anomalousMean.en,
      control.at({ property: 'score', control: 'others' }).anomalousMean.en,
    ]).toEqual([...['425.0', '60.00']]);
  });

  it('have words of twelve values at most', async () => {
    const words = async (n: number) => {
      const rows = Array.from(
        { length: 26 },
        (_, row) => [row % 2 === 0 ? 's' : 't', row / 26, `w${row % n}`] as const,
      );
      const columns = { segment: 'text', outcome: 'double', word: 'text' } as const;
      const { control } = await auditSegmentation(await tableOf(tally, 'words', columns, rows, {}), {
        ...{ segment: 'segment', outcome: 'outcome', threshold: 0.2, permutations: 19, features: ['word'] },
      });
      return control.length;
    };
    expect(await words(12)).toBe(24);
    await expect(words(13)).rejects.toThrow('word has more than 12 values: leave it out');
  });
});

describe('drift', () => {
  it('is the stability index of shares, with half a row added to each', async () => {
    const { drift } = await auditSegmentation(await declared(ROWS), OPTIONS);
    // 1, 2, 1 and 0 of 4 before, 3, 2, 0 and 0 of 5 after.
    const parts = [
      [1.5 / 6, 3.5 / 7],
      [2.5 / 6, 2.5 / 7],
      [1.5 / 6, 0.5 / 7],
      [0.5 / 6, 0.5 / 7],
    ].map(([b = NaN, a = NaN]) => (a - b) * Math.log(a / b));
    drift?.rows.forEach(({ psi }, at) => expect(psi).toBeCloseTo(parts[at] ?? NaN, 12));
    const psi = parts.reduce((sum, part) => sum + part, 0);
    expect(drift?.summary.at().psi.raw).toBeCloseTo(psi, 12);
    expect(
      drift?.rows.map((row) => [row.shareFirst, row.shareSecond, row.meanFirst, row.meanSecond]),
    ).toEqual([
      [1 / 4, 3 / 5, 0.2, expect.closeTo(2.2 / 3, 12)],
      [2 / 4, 2 / 5, expect.closeTo(0.3, 12), expect.closeTo(0.7, 12)],
      [1 / 4, 0, 0.7, null],
      [0, 0, null, null],
    ]);
    expect(drift?.at({ segment: 's' }).psi.en).toMatch(/^0\.\d{3}$/);
    expect(drift?.schema.shareFirst.of).toEqual({ base: 'first' });
    expect(drift?.schema.shareSecond.of).toEqual({ base: 'second' });
  });

  it('is of two halves', async () => {
    const drift = async (of: (row: number) => string) =>
      auditSegmentation(
        await declared(ROWS.map((line, row) => [line[0], line[1], of(row), ...line.slice(3)] as never)),
        OPTIONS,
      );
    await expect(drift(() => 'x')).rejects.toThrow('but the column has 1: x. Name a column with two values.');
    await expect(drift((row) => `h${row % 6}`)).rejects.toThrow('the column has 6: h0, h1, h2, h3, h4. Name');
    await expect(drift((row) => `h${row % 3}`)).rejects.toThrow('the column has 3: h0, h1, h2. Name');
  });

  it('of two tables takes the roles of the first, or each row for a customer', async () => {
    const columns = { who: 'text?', segment: 'text', outcome: 'double' } as const;
    const line = (who: string | null, segment: string, outcome: number) => [who, segment, outcome] as const;
    const one = [line('a', 's', 1), line('b', 's', 2), line(null, 't', 3)];
    const other = [line('a', 't', 1), line('b', 's', 2), line(null, 't', 3)];
    const roles = { user: 'who', segment: 'segment' } as const;
    const before = await tableOf(tally, 'before', columns, one, roles);
    const after = await tableOf(tally, 'after', columns, other, {});
    const drift = await segmentDrift(before, after, { outcome: 'outcome' });
    expect(drift.summary.rows).toMatchObject([{ customers: 2, moved: 0.5 }]);
    const { shareFirst, shareSecond } = drift.schema;
    expect([shareFirst.label, shareSecond.label]).toEqual([
      { en: `Share: ${before.name}`, zh: `占比：${before.name}` },
      { en: `Share: ${after.name}`, zh: `占比：${after.name}` },
    ]);
    const plain = await tableOf(tally, 'before', columns, one, {});
    const alone = await segmentDrift(plain, after, { segment: 'segment', outcome: 'outcome' });
    expect(alone.summary.rows).toMatchObject([{ customers: 0, moved: null }]);
    const lacking = await tableOf(tally, 'lacking', { segment: 'text', outcome: 'double' }, [], {});
    await expect(segmentDrift(before, lacking, { outcome: 'outcome' })).rejects.toThrow('no column "who"');
  });
});
