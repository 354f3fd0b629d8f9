import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, rfm, segments, sql, type RfmOptions, type Tally } from 'tally';
import { customersOf, WINDOW_ORDER, type Customer } from './customers.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ currency: 'EUR' });
});
afterAll(() => tally.close());

const scoresOf = async (people: readonly Customer[], options: RfmOptions = {}) =>
  segments.scores(await rfm(await customersOf(tally, people), options));

const same = (values: readonly number[]): Customer[] =>
  values.map((value) => ({ days: 30 - value, orders: value, spent: value }));

describe('the score table', () => {
  it('has the values behind each score, and who was told from equals by order alone', async () => {
    const scores = await scoresOf(same([1, 2, 2, 2, 5, 5, 9, 9, 9, 9]));
    expect(scores.where({ dimension: 'frequency' }).rows).toEqual([
      { dimension: 'frequency', score: 1, users: 2, min: 1, max: 2, split: 1 },
      { dimension: 'frequency', score: 2, users: 2, min: 2, max: 2, split: 2 },
      { dimension: 'frequency', score: 3, users: 2, min: 5, max: 5, split: 0 },
      { dimension: 'frequency', score: 4, users: 2, min: 9, max: 9, split: 2 },
      { dimension: 'frequency', score: 5, users: 2, min: 9, max: 9, split: 2 },
    ]);
    expect(scores.splits.at({ dimension: 'frequency' })).toMatchObject({
      users: { raw: 7 },
      share: { raw: 0.7 },
    });
    expect(scores.at({ dimension: 'monetary', score: 5 })).toMatchObject({
      min: { en: '€9' },
      max: { en: '€9' },
    });
    expect(scores.splits.schema.share.of).toEqual({ base: 'users' });
    expect([scores.chart, scores.splits.chart]).toEqual([
      { mark: 'bar', x: 'split', y: 'dimension', color: 'score' },
      { mark: 'bar', x: 'users', y: 'dimension' },
    ]);
    expect(scores.at({ dimension: 'recency', score: 1 })).toMatchObject({
      dimension: { en: 'tage' },
      max: { en: '29' },
    });
  });

  it('goes by dimension in their usual order, then by score', async () => {
    const scores = await scoresOf(same([1, 2]), { bins: 2 });
    expect(scores.rows.map(({ dimension, score }) => `${dimension} ${score}`)).toEqual([
      ...['recency 1', 'recency 2', 'frequency 1', 'frequency 2', 'monetary 1', 'monetary 2'],
    ]);
  });

  it('splits nobody, and has no row for a score nobody has, where equals score alike', async () => {
    const scores = await scoresOf(same([1, 2, 2, 2, 5, 5, 9, 9, 9, 9]), { ties: 'cume_dist' });
    expect(scores.total('split').raw).toBe(0);
    expect(scores.where({ dimension: 'monetary' }).rows.map(({ score, users }) => [score, users])).toEqual([
      [1, 1],
      [2, 3],
      [3, 2],
      [5, 4],
    ]);
  });

  it('is what counting row by row gives, for any customers and policy', async () => {
    const value = fc.integer({ min: 1, max: 6 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ days: value, orders: value, spent: value }), { minLength: 6, maxLength: 30 }),
        fc.constantFrom('key' as const, 'mean' as const, 'percent_rank' as const, WINDOW_ORDER),
        async (people, ties) => {
          for (const name of ['days', 'orders', 'spent'] as const) {
            fc.pre(new Set(people.map((one) => one[name])).size > 1);
          }
          const scored = await rfm(await customersOf(tally, people), { ties, bins: 4 });
          const rows = await tally.engine.all(
            sql`SELECT kaeufe AS value, f_score AS score FROM ${scored} ORDER BY zeile`,
            { value: 'integer', score: 'integer' },
          );
          const scores = (await segments.scores(scored)).where({ dimension: 'frequency' });
          for (const { score, users, min, max, split } of scores) {
            const own = rows.filter((row) => row.score === score);
            const values = own.map((row) => row.value);
            const apart = own.filter((row) =>
              rows.some((other) => other.value === row.value && other.score !== score),
            );
            expect([users, min, max, split]).toEqual([
              own.length,
              Math.min(...values),
              Math.max(...values),
              apart.length,
            ]);
          }
          expect(scores.total('users').raw).toBe(people.length);
        },
      ),
      { numRuns: 8, seed: 5 },
    );
  });
});
