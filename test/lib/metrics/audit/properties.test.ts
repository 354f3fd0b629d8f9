import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit, auditSegmentation, open, type Tally } from 'tally';
import { tableOf } from '../../table-of.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => tally.close());

const COLUMNS = {
  segment: 'text',
  outcome: 'double',
  q1: 'integer',
  q2: 'integer',
  score: 'integer',
  revenue: 'integer',
  word: 'text?',
} as const;

/** The first two are anomalies: the mean of s is 0.5. */
const ROWS = [
  ['s', 0.1, 3, 1, 0, 1, 'v'],
  ['s', 0.9, 0, 1, 1, 0, 'w'],
  ['s', 0.5, 2, 2, 2, 5, 'w'],
  ['s', 0.5, 0, 0, 3, 4, 'u'],
  ['t', 0.5, 1, 0, 4, 9, null],
  ['t', 0.51, 0, 0, 5, 5, 'u'],
] as const;

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** How far the revenue of each row lies from the line through all of them: scores 0 to 5 vary by 17.5 about 2.5. */
function distances(): number[] {
  const slope = ROWS.reduce((sum, row) => sum + (row[4] - 2.5) * (row[5] - 4), 0) / 17.5;
  return ROWS.map((row) => Math.abs(row[5] - (4 + slope * (row[4] - 2.5))));
}

describe('the properties in which anomalies are compared', () => {
  const audited = async () =>
    auditSegmentation(await tableOf(tally, 'rows', COLUMNS, ROWS, {}), {
      ...{ segment: 'segment', outcome: 'outcome', threshold: 0.15, permutations: 19 },
      ...{ features: ['word'], periods: ['q1', 'q2'], match: { score: 'score', value: 'revenue' } },
      labels: { word: audit.labelFrom('word') },
    });

  it('are shares of periods, entropy, HHI and the distance from the line, where there are purchases', async () => {
    const { control } = await audited();
    const found = (property: string) => {
      const { anomalousMean, othersMean } = control.at({ property, control: 'others' });
      return [anomalousMean.raw, othersMean.raw];
    };
    const expected: Readonly<Record<string, readonly [number, number]>> = {
      // 3/4 and 0/1; 2/4 and 1/1, of the two that have any.
      'share of q1': [(0.75 + 0) / 2, (0.5 + 1) / 2],
      'share of q2': [(0.25 + 1) / 2, (0.5 + 0) / 2],
      largestShare: [(0.75 + 1) / 2, (0.5 + 1) / 2],
      entropy: [-(0.75 * Math.log2(0.75) + 0.25 * Math.log2(0.25)) / 2, 1 / 2],
      hhi: [(0.625 + 1) / 2, (0.5 + 1) / 2],
      residual: [mean(distances().slice(0, 2)), mean(distances().slice(2))],
    };
    for (const [property, [one, other]] of Object.entries(expected)) {
      expect(found(property), property).toEqual([expect.closeTo(one, 12), expect.closeTo(other, 12)]);
    }
  });

  it('are words in the order of their names, as shares of the rows that have one', async () => {
    const { control, labels } = await audited();
    const words = control.rows.filter((row) => row.control === 'others' && row.property.startsWith('word'));
    expect(words.map((row) => [row.property, row.anomalousMean, row.othersMean])).toEqual([
      ['word=u', 0, expect.closeTo(2 / 3, 12)],
      ['word=v', 0.5, 0],
      ['word=w', 0.5, expect.closeTo(1 / 3, 12)],
    ]);
    expect(labels.rows).toMatchObject([{ rows: 5, levels: 3 }]);
  });
});
