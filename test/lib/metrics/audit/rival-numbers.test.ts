import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit, open, stats, type Tally } from 'tally';
import { seeded } from '../../../../lib/src/stats/random.js';
import { tableOf } from '../../table-of.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open();
});
afterAll(() => tally.close());

const CENTERS = [
  [0, 0],
  [10, 0],
  [5, 9],
] as const;
const COLUMNS = { tier: 'text', spent: 'double', kept: 'double' } as const;

describe('the numbers of rival groups', () => {
  it('are the agreement with the segmentation, and what each explains, by hand', async () => {
    // Groups of four: all gold, all silver, two of each; gold keeps 1 to 6, silver 7 to 12.
    const tiers = ['g', 'g', 'g', 'g', 's', 's', 's', 's', 'g', 'g', 's', 's'];
    const kept = [1, 2, 3, 4, 7, 8, 9, 10, 5, 6, 11, 12];
    const rows = tiers.map(
      (tier, row) => [tier, 10 * Math.floor(row / 4) + 0.1 * (row % 4), kept[row] ?? 0] as const,
    );
    const found = await audit.rivals(await tableOf(tally, 'people', COLUMNS, rows, {}), {
      ...{ segment: 'tier', features: ['spent'], outcome: 'kept', k: [3], choose: 3 },
      ...{ resamples: 5, references: 3 },
    });
    const [given, kmeans] = found.labelings.rows;
    // Ranks are the values: sums of 21 and 57.
    expect(given).toMatchObject({ labeling: 'tier', groups: 2, n: 12, adjustedRand: 1, adjustedMutual: 1 });
    expect(given?.mutual).toBeCloseTo(Math.LN2, 12);
    expect(given?.etaSquared).toBeCloseTo((2 * 6 * 3 ** 2) / 143, 12);
    expect(given?.h).toBeCloseTo((12 / 156) * (21 ** 2 / 6 + 57 ** 2 / 6) - 39, 10);
    expect(given?.epsilonSquared).toBeCloseTo(((12 / 156) * (21 ** 2 / 6 + 57 ** 2 / 6) - 39) / 11, 10);
    // Of the third group one cannot tell the tier, of the others all.
    expect(kmeans).toMatchObject({ labeling: 'kmeans', groups: 3, n: 12 });
    expect(kmeans?.mutual).toBeCloseTo((2 / 3) * Math.LN2, 12);
    const { adjusted, adjustedRand } = stats.agreement([
      [4, 0, 2],
      [0, 4, 2],
    ]);
    expect([kmeans?.adjustedMutual, kmeans?.adjustedRand]).toEqual([adjusted, adjustedRand]);
    // Means 2.5, 8.5 and 8.5 about 6.5.
    expect(kmeans?.etaSquared).toBeCloseTo((4 * (4 ** 2 + 2 ** 2 + 2 ** 2)) / 143, 12);
  });

  it('say of each number of clusters how sure it is, and choose by it', async () => {
    const random = seeded(3);
    const rows = Array.from({ length: 90 }, (_, row) => {
      const [x, y] = CENTERS[row % 3] ?? [0, 0];
      return ['g', x + random.normal(), y + random.normal()] as const;
    });
    const found = await audit.rivals(await tableOf(tally, 'people', COLUMNS, rows, {}), {
      ...{
        segment: 'tier',
        features: ['spent', 'kept'],
        scale: 'none',
        k: [2, 3, 4],
        resamples: 8,
        references: 5,
      },
    });
    const [one, two, three, four] = found.rows;
    expect([one?.stability, one?.leastStability, one?.silhouette]).toEqual([null, null, null]);
    for (const row of found.rows.slice(1)) expect(row.leastStability).toBeLessThanOrEqual(row.stability ?? 0);
    expect(three?.leastStability).toBe(found.clusters.min('stability').stability.raw);
    const gapOf = (row: typeof one) => [row?.gap ?? NaN, row?.gapError ?? NaN] as const;
    // The first number whose gap the next one does not exceed by its error.
    expect(gapOf(one)[0]).toBeLessThan(gapOf(two)[0] - gapOf(two)[1]);
    expect(gapOf(two)[0]).toBeLessThan(gapOf(three)[0] - gapOf(three)[1]);
    expect(gapOf(three)[0]).toBeGreaterThanOrEqual(gapOf(four)[0] - gapOf(four)[1]);
    expect(gapOf(four)[1]).toBeGreaterThan(0);
    expect(found.min('bic').k.raw).toBe(3);
    expect(found.at({ k: 3 }).chosenBy.raw).toBe('Silhouette, Gap statistic, BIC');
  });
});
