import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  comparePriorities,
  MetricError,
  OptionsError,
  priorities,
  PUBLISHED_PRIORITIES,
  rfm,
  segmentRegions,
  segmentSizes,
} from 'tally';
import { userLine, Workbench } from '../../users.js';
import { allPairs, pair } from './pairs.js';

describe('priorities', () => {
  it('rank by revenue per user x users x reach', () => {
    const ranked = priorities([
      pair('lost', 'Rural', 10, 1000, 0.25),
      pair('keyValue', 'Suburban', 2, 600, 1),
      pair('potential', 'Rural', 5, 500, 0.5),
      pair('lost', 'Urban', 0, 0),
    ]);
    expect(ranked.map(({ segment, region, score }) => [segment, region, score])).toEqual([
      ['keyValue', 'Suburban', 600],
      ['lost', 'Rural', 250],
      ['potential', 'Rural', 250],
      ['lost', 'Urban', 0],
    ]);
    expect(ranked.map((row) => row.rank)).toEqual([1, 2, 3, 4]);
    // Before them: 0, 600, 850, 1100 of 1100.
    expect(ranked.map((row) => row.level)).toEqual([1, 2, 2, 4]);
  });

  it('starts a level where the scores before a pair reach the cut', () => {
    const pairs = [50, 30, 15, 5].map((revenue, index) =>
      pair((['keyValue', 'lost', 'lowCost', 'potential'] as const)[index] ?? 'lost', 'Urban', 1, revenue, 1),
    );
    expect(priorities(pairs).map((row) => row.level)).toEqual([1, 2, 3, 4]);
    expect(priorities(pairs, { cuts: [0.9] }).map((row) => row.level)).toEqual([1, 1, 1, 2]);
  });

  it('is the same in any order of the rows; levels never fall, and pairs without users come last', () => {
    fc.assert(
      fc.property(
        allPairs.chain((rows) =>
          fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
        ),
        ([rows, shuffled]) => {
          const ranked = priorities(rows);
          expect(priorities(shuffled)).toEqual(ranked);
          expect(ranked.reduce((sum, row) => sum + row.share, 0)).toBeCloseTo(1, 9);
          ranked.forEach((row, index) => {
            const next = ranked[index + 1];
            expect(row.level).toBeLessThanOrEqual(next?.level ?? 4);
            expect(row.score).toBeGreaterThanOrEqual(next?.score ?? 0);
            if (row.users === 0) expect([row.score, row.level]).toEqual([0, 4]);
          });
        },
      ),
    );
  });

  it.each([[[]], [[0]], [[1]], [[0.5, 0.5]], [[0.8, 0.5]], [[NaN]]])('refuse the cuts %j', (cuts) => {
    expect(() => priorities([pair('lost', 'Rural', 1, 1)], { cuts })).toThrow(OptionsError);
  });

  it('refuse to rank without any revenue', () => {
    expect(() => priorities([pair('lost', 'Rural', 3, 0)])).toThrow(MetricError);
    expect(() => priorities([])).toThrow(/nothing to rank/);
  });
});

describe('comparePriorities', () => {
  it('puts the eight published pairs beside their computed level', () => {
    fc.assert(
      fc.property(allPairs, (rows) => {
        const ranked = priorities(rows);
        const compared = comparePriorities(ranked);
        expect(
          compared.map(({ segment, region, published }) => ({ segment, region, level: published })),
        ).toEqual([...PUBLISHED_PRIORITIES]);
        for (const row of compared) {
          expect(row).toMatchObject(ranked[row.rank - 1] ?? {});
          expect(row.agrees).toBe(row.level === row.published);
        }
      }),
    );
  });
});

describe('segmentRegions', () => {
  let bench: Workbench;
  beforeAll(async () => {
    bench = await Workbench.open();
  });
  afterAll(() => bench.close());

  const scored = async (lines: readonly string[]) =>
    rfm(bench.engine, (await bench.users(lines, { onViolation: 'report' })).table);
  const five = (region: (index: number) => string) =>
    [1, 2, 3, 4, 5].map((place) =>
      userLine(place, {
        last_login_days_ago: place,
        purchase_frequency: place,
        total_spending: 600 - 100 * place,
        location: region(place),
      }),
    );

  it('has every pair, with the reach of its users', async () => {
    const table = await scored(five((place) => (place < 3 ? 'Urban' : 'Rural')));
    const pairs = await segmentRegions(bench.engine, table);
    expect(pairs).toHaveLength(24);
    expect(pairs.filter((row) => row.users > 0)).toEqual([
      { segment: 'newHighValue', region: 'Urban', users: 2, revenue: 900, arpu: 450, reach: 0.9 },
      { segment: 'lowCost', region: 'Rural', users: 2, revenue: 300, arpu: 150, reach: 0.3 },
      { segment: 'lost', region: 'Rural', users: 1, revenue: 300, arpu: 300, reach: 0.6 },
    ]);
    expect(pairs.find((row) => row.segment === 'keyValue')).toMatchObject({
      users: 0,
      arpu: null,
      reach: null,
    });
    const sizes = await segmentSizes(bench.engine, table);
    for (const { segment, users, revenue } of sizes) {
      const own = pairs.filter((row) => row.segment === segment);
      expect(own.reduce((sum, row) => sum + row.users, 0)).toBe(users);
      expect(own.reduce((sum, row) => sum + row.revenue, 0)).toBe(revenue);
    }
  });

  it('refuses a region for which there are no actions, rather than leave its users out', async () => {
    const table = await scored(five((place) => (place === 1 ? 'Moon' : 'Urban')));
    await expect(segmentRegions(bench.engine, table)).rejects.toThrow(MetricError);
    await expect(segmentRegions(bench.engine, table)).rejects.toThrow(/1 users live in "Moon"/);
  });
});
