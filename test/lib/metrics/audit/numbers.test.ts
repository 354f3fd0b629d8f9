import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit, auditSegmentation, open, stats, type Tally } from 'tally';
import { studentCritical } from '../../../../lib/src/stats/distributions.js';
import { tableOf } from '../../table-of.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 2 });
});
afterAll(() => tally.close());

const COLUMNS = {
  segment: 'text',
  outcome: 'double',
  q1: 'integer',
  q2: 'integer',
  score: 'integer',
  revenue: 'double',
  label: 'text',
} as const;
type Line = readonly [string, number, number, number, number, number, string];

/** Anomalies are the first and the last row of s. */
const SEASONS: readonly Line[] = [
  ['s', 0.1, 8, 2, 90, 900, 'x'],
  ['s', 0.5, 3, 3, 70, 600, 'y'],
  ['s', 0.5, 5, 1, 40, 700, 'x'],
  ['s', 0.9, 0, 10, 20, 100, 'y'],
  ['t', 0.5, 2, 2, 50, 300, 'x'],
  ['t', 0.51, 4, 4, 60, 500, 'y'],
  ['t', 0.49, 0, 0, 10, 200, 'x'],
];
const tableWith = (rows: readonly Line[]) => tableOf(tally, 'seasons', COLUMNS, rows, {});

const around = (mean: number, half: number) => ({
  low: expect.closeTo(mean - half, 8) as number,
  high: expect.closeTo(mean + half, 8) as number,
});

describe('the numbers of an audit', () => {
  it('compare each segment with the rest by the test whose p is larger', async () => {
    const rows = [1, 3, 5, 9].map((y, row): Line => [row < 2 ? 's' : 't', y, 1, 1, y, y, 'x']);
    const { segments } = await auditSegmentation(await tableWith(rows), {
      ...{ segment: 'segment', outcome: 'outcome', threshold: 1.5, permutations: 19 },
    });
    // Both together vary by 35 / 3: error sqrt(35 / 3), with two degrees of freedom, of which t and p are in closed form.
    const error = Math.sqrt(35 / 3);
    const half = 0.95 * Math.sqrt(2 / (1 - 0.95 ** 2)) * error;
    const p = 1 - 5 / error / Math.sqrt(25 / error ** 2 + 2);
    expect(segments.rows).toMatchObject([
      { segment: 's', rows: 2, customers: 2, mean: 2, rest: 7, difference: -5 },
      { segment: 't', rows: 2, customers: 2, mean: 7, rest: 2, difference: 5 },
    ]);
    expect(segments.rows.map(({ differenceInterval }) => differenceInterval)).toEqual([
      around(-5, half),
      around(5, half),
    ]);
    expect(segments.rows.map((row) => row.p)).toEqual([expect.closeTo(p, 8), expect.closeTo(p, 8)]);
  });

  it('compare anomalies with the others, by values and by ranks', async () => {
    // Of the property, anomalies have 1 and 3, the others 5 and 9, or twice the ranks 1 and 2 against 3 and 4.
    const rows: Line[] = [
      ...[['s', 0.1, 1, 1, 1, 1, 'x'] as const, ['s', 0.9, 1, 1, 3, 3, 'x'] as const],
      ...[['t', 0.5, 1, 1, 5, 5, 'x'] as const, ['t', 0.51, 1, 1, 9, 9, 'x'] as const],
    ];
    const { control } = await auditSegmentation(await tableWith(rows), {
      ...{ segment: 'segment', outcome: 'outcome', threshold: 0.15, permutations: 19 },
      features: ['score'],
    });
    const two = 0.95 * Math.sqrt(2 / (1 - 0.95 ** 2));
    const pOf = (t: number) => 1 - t / Math.sqrt(t ** 2 + 2);
    const row = control.at({ property: 'score', control: 'others' });
    expect([row.difference.raw, row.superiority.raw]).toEqual([-5, 0]);
    expect(row.differenceInterval.raw).toEqual(around(-5, two * Math.sqrt(35 / 3)));
    expect(row.p.raw).toBeCloseTo(pOf(5 / Math.sqrt(35 / 3)), 8);
    // Ranks together vary by 5 / 3.
    expect(row.rankP.raw).toBeCloseTo(pOf(2 / Math.sqrt(5 / 3)), 8);
    const sd = Math.sqrt(10 / 2);
    expect(row.effect.raw).toBeCloseTo(-5 / sd, 8);
    expect(row.effectInterval.raw).toEqual(around(-5 / sd, (two * Math.sqrt(35 / 3)) / sd));
  });

  it('have an interval for the periods of anomalies and others', async () => {
    const { periods } = await auditSegmentation(await tableWith(SEASONS), {
      ...{ segment: 'segment', outcome: 'outcome', threshold: 0.15, permutations: 19 },
      periods: ['q1', 'q2'],
    });
    // Of 20 in anomalies 8 are in the first: 8 - 4 and 0 - 4. Of 24 in the others 14, four of which have any.
    const one = 2 * (2 * (4 / 20) ** 2);
    const other = ((4 / 3) * (0.5 ** 2 + 1.5 ** 2 + (1 / 3) ** 2 + (2 / 3) ** 2)) / 24 ** 2;
    const df = (one + other) ** 2 / (one ** 2 + other ** 2 / 3);
    const half = studentCritical(0.05, df) * Math.sqrt(one + other);
    const difference = 8 / 20 - 14 / 24;
    expect(periods?.rows.map((row) => [row.difference, row.differenceInterval])).toEqual([
      [expect.closeTo(difference, 10), around(difference, half)],
      [expect.closeTo(-difference, 10), around(-difference, half)],
    ]);
  });

  it('have the agreement of score and value among all, anomalies and others', async () => {
    const { match } = await auditSegmentation(await tableWith(SEASONS), {
      ...{ segment: 'segment', outcome: 'outcome', threshold: 0.15, permutations: 19 },
      match: { score: 'score', value: 'revenue' },
    });
    const parts = [SEASONS, [SEASONS[0], SEASONS[3]], SEASONS.filter((_, row) => row % 3 !== 0 || row === 6)];
    const expected = parts.map((rows) => {
      const of = (column: 4 | 5) => Float64Array.from(rows, (row) => row?.[column] ?? NaN);
      return stats.rankCorrelation({ unit: Float64Array.from(rows.keys()), one: of(4), other: of(5) });
    });
    expect(match?.rows.map((row) => [row.group, row.rows, row.customers, row.spearman])).toEqual([
      ['all', 7, 7, expect.closeTo(0.75, 10)],
      ['anomalous', 2, 2, expect.closeTo(1, 10)],
      // Ranks 5 2 3 4 1 and 4 5 2 3 1: squared differences sum to 12.
      ['others', 5, 5, expect.closeTo(0.4, 10)],
    ]);
    match?.rows.forEach(({ spearmanInterval, pearson }, at) => {
      const { interval, pearson: r } = expected[at] ?? { interval: null, pearson: null };
      expect(pearson).toBeCloseTo(r ?? NaN, 10);
      expect(spearmanInterval === null).toBe(interval === null);
      if (interval !== null)
        expect(spearmanInterval).toEqual(
          around((interval.low + interval.high) / 2, (interval.high - interval.low) / 2),
        );
    });
  });

  it('say how much of the error a label takes away', async () => {
    // In each segment the outcome is one of two numbers, and the label says which.
    const rows = Array.from({ length: 40 }, (_, row): Line => {
      const [segment, label] = [row % 2 === 0 ? 's' : 't', row % 4 < 2 ? 'x' : 'y'];
      return [segment, (segment === 's' ? 2 : 6) + (label === 'x' ? 1 : -1), 1, 1, row, row, label];
    });
    const { labels } = await auditSegmentation(await tableWith(rows), {
      ...{ segment: 'segment', outcome: 'outcome', threshold: 1.5, permutations: 99 },
      labels: { label: audit.labelFrom('label') },
    });
    const [row] = labels.rows;
    expect(row).toMatchObject({ rows: 40, levels: 2, after: 1, errorAfter: 0, gain: 1 });
    // Numbers lie 2 from the mean, and 1 from that of the segment: 4 of 5.
    expect(row?.before).toBeCloseTo(4 / 5, 10);
    // Each fifth of the customers has both numbers equally often, so that its error is 1 as well.
    expect(row?.errorBefore).toBeCloseTo(1, 10);
    // Shuffled within segments, the label says next to nothing more.
    expect(row?.shuffled).toBeGreaterThan(0.8);
    expect(row?.shuffled).toBeLessThan(0.85);
    // None of 99 shuffles is as good.
    expect(row?.p).toBe(0.01);
  });
});

describe('the numbers of a drift', () => {
  it('are shares, means and what segments explain before and after', async () => {
    const rowsOf = (values: readonly (readonly [string, number])[]) =>
      tableWith(values.map(([segment, y], row): Line => [segment, y, 1, 1, row, row, 'x']));
    const before = await rowsOf([
      ['s', 1],
      ['s', 3],
      ['t', 5],
      ['t', 9],
    ]);
    const after = await rowsOf([
      ['s', 2],
      ['s', 4],
      ['s', 6],
      ['t', 5],
    ]);
    const drift = await audit.segmentDrift(before, after, {
      ...{ segment: 'segment', outcome: 'outcome', customer: 'score' },
    });
    expect(
      drift.rows.map((row) => [row.segment, row.first, row.second, row.shareFirst, row.shareSecond]),
    ).toEqual([
      ['s', 2, 3, 0.5, 0.75],
      ['t', 2, 1, 0.5, 0.25],
    ]);
    expect(drift.rows.map((row) => [row.meanFirst, row.meanSecond])).toEqual([
      [2, 4],
      [7, 5],
    ]);
    // Before: SS 25, C 5, so that 5 of 10 lie between. After, a segment of one row leaves one group.
    expect(drift.summary.rows).toMatchObject([{ customers: 4, moved: 0.25, explainedSecond: null }]);
    expect(drift.summary.at().explainedFirst.raw).toBeCloseTo(0.5, 10);
  });
});
