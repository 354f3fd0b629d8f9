import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { advice, open, OptionsError, type Tally } from 'tally';
import { KEYS } from '../segments/customers.js';
import { pair, pairsOf, shuffledPairs } from './pairs.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ currency: 'EUR' });
});
afterAll(() => tally.close());

const four = () =>
  pairsOf(tally, [
    pair('gone', 'Uri', 10, 1000, 0.25),
    pair('stars', 'Bern', 2, 600, 1),
    pair('sleepers', 'Uri', 5, 500, 0.5),
    pair('gone', 'Jura', 0, 0),
  ]);

describe('priorities', () => {
  it('rank by revenue per user x users x reach', () => {
    const ranked = advice.priorities(four());
    expect(ranked.rows.map(({ rank, segment, region, score }) => [rank, segment, region, score])).toEqual([
      [1, 'stars', 'Bern', 600],
      [2, 'gone', 'Uri', 250],
      [3, 'sleepers', 'Uri', 250],
      [4, 'gone', 'Jura', 0],
    ]);
    // Before them: 0, 600, 850, 1100 of 1100.
    expect(ranked.rows.map((row) => row.level)).toEqual([1, 2, 2, 4]);
    expect(ranked.at({ rank: 1 })).toMatchObject({ segment: { zh: '明星' }, score: { en: '€600' } });
  });

  it('are in the order of segments, then of regions, where scores are equal', () => {
    const pairs = ['stars/Uri', 'stars/Bern', 'gone/Uri', 'gone/Jura', 'gone/Bern', 'starters/Bern'];
    const equal = pairs.map((name) => {
      const [segment = '', region = ''] = name.split('/');
      return pair(segment as (typeof KEYS)[number], region, 1, 10, 1);
    });
    const expected = ['gone/Bern', 'gone/Jura', 'gone/Uri', 'stars/Bern', 'stars/Uri', 'starters/Bern'];
    for (const rows of [equal, equal.toReversed()]) {
      const ranked = advice.priorities(pairsOf(tally, rows));
      expect(ranked.rows.map(({ segment, region }) => `${segment}/${region}`)).toEqual(expected);
    }
  });

  it('count a pair of unknown reach, or without revenue per user, as none beside others', () => {
    const rows = [{ ...pair('gone', 'Uri', 3, 900), reach: null }, pair('stars', 'Uri', 1, 10, 0.5)];
    expect(
      advice.priorities(pairsOf(tally, rows)).rows.map(({ segment, score, share, level }) => ({
        ...{ segment, score, share, level },
      })),
    ).toEqual([
      { segment: 'stars', score: 5, share: 1, level: 1 },
      { segment: 'gone', score: 0, share: 0, level: 4 },
    ]);
  });

  it('have a title and a figure of what can be reached', () => {
    const ranked = advice.priorities(four());
    expect(ranked.title).toEqual({ en: 'Segments by region, ranked', zh: '分层与地区组合的优先级' });
    expect(ranked.chart).toEqual({ mark: 'heatmap', x: 'region', y: 'segment', value: 'score' });
    expect(ranked.schema.share.of).toEqual({ base: 'score' });
    expect([ranked.schema.revenue.hidden, ranked.schema.users.hidden]).toEqual([true, undefined]);
  });

  it('start a level where the scores before a pair reach the cut', () => {
    const pairs = pairsOf(
      tally,
      [50, 30, 15, 5].map((revenue, index) => pair(KEYS[index] ?? 'gone', 'Uri', 1, revenue, 1)),
    );
    expect(advice.priorities(pairs).rows.map((row) => row.level)).toEqual([1, 2, 3, 4]);
    expect(advice.priorities(pairs, { cuts: [0.9] }).rows.map((row) => row.level)).toEqual([1, 1, 1, 2]);
  });

  it('are the same in any order of the rows; levels never fall, and pairs without users come last', () => {
    fc.assert(
      fc.property(shuffledPairs, ([rows, shuffled]) => {
        const ranked = advice.priorities(pairsOf(tally, rows));
        expect(advice.priorities(pairsOf(tally, shuffled)).rows).toEqual(ranked.rows);
        expect(ranked.total('share').raw).toBeCloseTo(1, 9);
        ranked.rows.forEach((row, index) => {
          const next = ranked.rows[index + 1];
          expect(row.level).toBeLessThanOrEqual(next?.level ?? 4);
          expect(row.score).toBeGreaterThanOrEqual(next?.score ?? 0);
          if (row.users === 0) expect([row.score, row.level]).toEqual([0, 4]);
        });
      }),
      { numRuns: 20, seed: 12 },
    );
  });

  it.each([[[]], [[0]], [[1]], [[0.5, 0.5]], [[0.8, 0.5]], [[NaN]]])('refuse the cuts %j', (cuts) => {
    expect(() => advice.priorities(four(), { cuts })).toThrow(OptionsError);
  });

  it('put all into the last level where nobody has spent anything, and give no shares', () => {
    const poor = advice.priorities(pairsOf(tally, [pair('gone', 'Uri', 3, 0)]));
    expect(poor.rows).toMatchObject([{ score: 0, share: null, level: 4 }]);
    expect(advice.priorities(pairsOf(tally, [])).rows).toEqual([]);
    // Reach is not defined without users, and that is no fault of the scores.
    const empty = advice.priorities(pairsOf(tally, [pair('gone', 'Uri', 0, 0)]));
    expect(empty.rows).toMatchObject([{ score: 0, share: null, level: 4 }]);
  });

  it('refuse to rank where nobody can be told to be reachable', () => {
    const unscored = pairsOf(tally, [{ ...pair('gone', 'Uri', 3, 9), reach: null }]);
    expect(() => advice.priorities(unscored)).toThrow(/Nobody was scored by recency/);
  });
});

describe('published priorities', () => {
  it('stand beside the computed ones, in their own order; a pair that is not there has no level', () => {
    const compared = advice.comparePriorities(advice.priorities(four()), [
      { segment: 'gone', region: 'Uri', level: 3 },
      { segment: 'stars', region: 'Bern', level: 1 },
      { segment: 'stars', region: 'Moon', level: 1 },
    ]);
    expect(
      compared.rows.map(({ published, level, rank, agrees }) => [published, level, rank, agrees]),
    ).toEqual([
      [3, 2, 2, false],
      [1, 1, 1, true],
      [1, null, null, null],
    ]);
    expect(compared.at({ region: 'Bern' }).agrees.zh).toBe('是');
    expect(compared.title).toEqual({ en: 'Published and computed priorities', zh: '原文与计算所得的优先级' });
  });

  it('are looked up by segment and region', () => {
    const computed = advice.priorities(four());
    const level = (segment: 'stars' | 'gone', region: string) =>
      advice.comparePriorities(computed, [{ segment, region, level: 2 }]).rows[0]?.level;
    expect([level('gone', 'Uri'), level('gone', 'Bern'), level('stars', 'Uri')]).toEqual([2, null, null]);
  });
});
