import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rfm, scoreTable, TIE_POLICIES, type RfmOptions, type ScoreRow } from 'tally';
import { userLine, Workbench } from '../../users.js';
import { scoreByHand, type Person } from './reference.js';

let bench: Workbench;
beforeAll(async () => {
  bench = await Workbench.open();
});
afterAll(() => bench.close());

async function tableOf(people: readonly Person[], options: RfmOptions): Promise<ScoreRow[]> {
  const { table } = await bench.users(
    people.map(({ id, recency, frequency, monetary }) =>
      userLine(id, { last_login_days_ago: recency, purchase_frequency: frequency, total_spending: monetary }),
    ),
  );
  return scoreTable(bench.engine, await rfm(bench.engine, table, options));
}

/** Users whose three values are the same but for their direction. */
const same = (values: readonly number[]): Person[] =>
  values.map((value, index) => ({
    id: String(index),
    recency: 30 - value,
    frequency: value,
    monetary: value,
  }));

const DIMENSIONS = ['recency', 'frequency', 'monetary'] as const;

/** Counts over arrays: slow and obvious. */
function byHand(
  people: readonly Person[],
  options: { ties: (typeof TIE_POLICIES)[number]; bins: number },
): ScoreRow[] {
  const scored = scoreByHand(people, options.ties, options.bins);
  return DIMENSIONS.flatMap((dimension, position) =>
    Array.from({ length: options.bins }, (_, index) => index + 1).flatMap((score) => {
      const own = scored.filter((one) => one.scores[position] === score);
      const apart = own.filter((one) =>
        scored.some((other) => other[dimension] === one[dimension] && other.scores[position] !== score),
      );
      const values = own.map((one) => one[dimension]);
      return own.length === 0
        ? []
        : [
            {
              dimension,
              score,
              users: own.length,
              min: Math.min(...values),
              max: Math.max(...values),
              split: apart.length,
            },
          ];
    }),
  );
}

describe('the score table', () => {
  it('has the values behind each score, and how many users were told from their equals by order alone', async () => {
    const rows = await tableOf(same([1, 2, 2, 2, 5, 5, 9, 9, 9, 9]), { ties: 'key' });
    expect(rows.filter(({ dimension }) => dimension === 'frequency')).toEqual([
      { dimension: 'frequency', score: 1, users: 2, min: 1, max: 2, split: 1 },
      { dimension: 'frequency', score: 2, users: 2, min: 2, max: 2, split: 2 },
      { dimension: 'frequency', score: 3, users: 2, min: 5, max: 5, split: 0 },
      { dimension: 'frequency', score: 4, users: 2, min: 9, max: 9, split: 2 },
      { dimension: 'frequency', score: 5, users: 2, min: 9, max: 9, split: 2 },
    ]);
    expect(rows[0]).toEqual({ dimension: 'recency', score: 1, users: 2, min: 28, max: 29, split: 1 });
  });

  it('has nobody told from equals, and no row for a score that nobody has, where equals score alike', async () => {
    const rows = await tableOf(same([1, 2, 2, 2, 5, 5, 9, 9, 9, 9]), { ties: 'cume_dist' });
    expect(rows.every(({ split }) => split === 0)).toBe(true);
    expect(
      rows.filter(({ dimension }) => dimension === 'monetary').map(({ score, users }) => [score, users]),
    ).toEqual([
      [1, 1],
      [2, 3],
      [3, 2],
      [5, 4],
    ]);
  });

  it('is what counting by hand gives, for any users and policy', async () => {
    const value = { min: 1, max: 6 };
    const drawn = fc.record({
      recency: fc.integer(value),
      frequency: fc.integer(value),
      monetary: fc.integer(value),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(drawn, { minLength: 6, maxLength: 30 }),
        fc.constantFrom(...TIE_POLICIES),
        fc.integer({ min: 2, max: 5 }),
        async (values, ties, bins) => {
          const people = values.map((one, index) => ({ ...one, id: String(index) }));
          for (const dimension of DIMENSIONS) fc.pre(new Set(people.map((one) => one[dimension])).size > 1);
          expect(await tableOf(people, { ties, bins })).toEqual(byHand(people, { ties, bins }));
        },
      ),
      { numRuns: 12 },
    );
  });
});
