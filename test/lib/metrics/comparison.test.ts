import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareGroups } from 'tally';
import { userLine, Workbench } from '../users.js';

let bench: Workbench;
beforeAll(async () => {
  bench = await Workbench.open();
});
afterAll(() => bench.close());

const PLANT_GROWTH = {
  Urban: [417, 558, 518, 611, 450, 461, 517, 453, 533, 514],
  Suburban: [481, 417, 441, 359, 587, 383, 603, 489, 432, 469],
  Rural: [631, 512, 554, 550, 537, 529, 492, 615, 580, 526],
};

const incomes = (groups: Readonly<Record<string, readonly number[]>>) =>
  bench.users(
    Object.entries(groups).flatMap(([location, values]) =>
      values.map((income, index) => userLine(`${location}${index}`, { location, income })),
    ),
  );

describe('compareGroups', () => {
  it('is what R prints for PlantGrowth, computed in SQL', async () => {
    const { table } = await incomes(PLANT_GROWTH);
    const result = await compareGroups(bench.engine, table, 'income', 'location');
    expect(result).toMatchObject({ groups: 3, n: 30, test: 'anova', size: 'large' });
    expect(result.anova?.f).toBeCloseTo(4.846, 3);
    expect(result.kruskal?.h).toBeCloseTo(7.9882, 4);
    expect(result.p).toBe(result.anova?.p);
    expect(result.effect).toBeCloseTo(0.2641, 4);
  });

  it('reads Kruskal-Wallis when variances differ much', async () => {
    const { table } = await incomes({ Urban: [1, 2, 3, 4], Rural: [10, 2000, 40000, 90000] });
    const result = await compareGroups(bench.engine, table, 'income', 'location');
    expect(result.test).toBe('kruskal');
    expect(result.effect).toBe(result.kruskal?.epsilonSquared);
  });

  it('corrects for ties', async () => {
    const { table } = await incomes({ Urban: [1, 1, 2, 2], Rural: [2, 3, 3, 3] });
    const result = await compareGroups(bench.engine, table, 'income', 'location');
    // Mid-ranks 1.5 1.5 4 4 and 4 7 7 7, rank sums 11 and 25; runs of 2, 3 and 3 equal values.
    const uncorrected = (12 / (8 * 9)) * (11 ** 2 / 4 + 25 ** 2 / 4) - 3 * 9;
    expect(result.kruskal?.h).toBeCloseTo(uncorrected / (1 - (6 + 24 + 24) / (8 ** 3 - 8)), 10);
  });

  it('is not defined where there is one group or no variance', async () => {
    const one = await incomes({ Urban: [1, 2, 3] });
    expect(await compareGroups(bench.engine, one.table, 'income', 'location')).toMatchObject({
      anova: null,
      kruskal: null,
      p: null,
      effect: null,
      size: null,
    });
    const flat = await incomes({ Urban: [5, 5], Rural: [5, 5] });
    expect(await compareGroups(bench.engine, flat.table, 'income', 'location')).toMatchObject({ p: null });
  });
});
