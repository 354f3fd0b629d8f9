import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit, open, type Tally } from 'tally';
import { tableOf } from '../../table-of.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => tally.close());

const COLUMNS = {
  who: 'text',
  tier: 'text',
  city: 'text',
  spent: 'double?',
  kept: 'double',
  same: 'integer',
} as const;

/** Three groups of three, and a row that has spent nothing known. */
const ROWS = [0, 0.2, 0.5, 10, 10.3, 10.4, 20, 20.1, 20.4, null].map(
  (spent, row) =>
    [`c${row % 9}`, row % 2 === 0 ? 'gold' : 'blue', `t${row % 3}`, spent, row / 10, 1] as const,
);
const OPTIONS = {
  ...({ segment: 'tier', features: ['spent'], k: [2, 3] } as const),
  ...{ starts: 3, resamples: 3, references: 2 },
} as const;

const people = (rows: typeof ROWS = ROWS, roles: object = {}) =>
  tableOf(tally, 'people', COLUMNS, rows, roles);

describe('rivals of a segmentation', () => {
  it('are clusters by number, the chosen ones, and labelings side by side', async () => {
    const found = await audit.rivals(await people(), { ...OPTIONS, others: ['city'], outcome: 'kept' });
    expect(found.rows.map(({ k }) => k)).toEqual([1, 2, 3]);
    expect([found.chosen, found.clusters.rows.map(({ rows }) => rows)]).toEqual([3, [3, 3, 3]]);
    expect(
      found.rows.map(({ stability, leastStability }) => stability === null && leastStability === null),
    ).toEqual([...[true, false, false]]);
    // Squares about the means 10.21 of all, and of each group.
    const within = (of: readonly number[]) => {
      const mean = of.reduce((sum, value) => sum + value, 0) / of.length;
      return of.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    };
    const all = [0, 0.2, 0.5, 10, 10.3, 10.4, 20, 20.1, 20.4];
    const parts = [all.slice(0, 3), all.slice(3, 6), all.slice(6)];
    const share = parts.reduce((sum, part) => sum + within(part), 0) / within(all);
    expect(found.rows[0]?.within).toBeCloseTo(9, 10);
    expect(found.rows[2]?.within).toBeCloseTo(9 * share, 10);
    const names = found.labelings.rows.map(({ labeling }) => labeling);
    expect(names.slice(0, 3)).toEqual(['tier', 'city', 'kmeans']);
    expect(found.labelings.at({ labeling: 'kmeans' }).etaSquared.raw).toBeGreaterThan(0.8);
    expect([found.title, found.chart]).toEqual([
      { en: 'Clusterings by number of clusters', zh: '不同聚类数的聚类效果' },
      { mark: 'line', x: 'k', y: 'silhouette' },
    ]);
    expect(found.note).toMatchObject({
      en: 'Features scaled by mean and standard deviation: spent. Rows without a value, not clustered: 1.',
    });
    expect(found.sql()).toContain('kmeans');
    const labels = await tally.query`SELECT kmeans FROM ${found.table} ORDER BY spent NULLS LAST`;
    const keys = labels.rows.map((row) => row['kmeans']);
    expect(keys.slice(9)).toEqual(['unassigned']);
    expect([0, 3, 6].map((at) => new Set(keys.slice(at, at + 3)).size)).toEqual([1, 1, 1]);
    expect(new Set(keys).size).toBe(4);
  });

  it('are as many as one likes', async () => {
    const found = await audit.rivals(await people(), { ...OPTIONS, choose: 2 });
    expect([found.chosen, found.clusters.length]).toEqual([2, 2]);
    expect(found.clusters.rows.map(({ stability }) => typeof stability)).toEqual(['number', 'number']);
    await expect(audit.rivals(await people(), { ...OPTIONS, choose: 4 })).rejects.toThrow(
      '4 clusters were chosen, which is none of k: 1, 2, 3.',
    );
    const scores = found.at({ k: 3 });
    expect([scores.silhouette.en, scores.gap.en, scores.gapError.en]).toEqual(
      Array.from({ length: 3 }, () => expect.stringMatching(/^−?\d\.\d{3}$/) as string),
    );
  });

  it('take customers with all their rows where an owner is known', async () => {
    const twice = [...ROWS.slice(0, 9), ...ROWS.slice(0, 9)];
    const bound = await audit.rivals(await people(twice, { user: 'who' }), { ...OPTIONS, sample: 6 });
    const named = await audit.rivals(await people(twice), { ...OPTIONS, owner: 'who', sample: 6 });
    const alone = await audit.rivals(await people(twice), { ...OPTIONS, sample: 6 });
    expect(bound.rows).toEqual(named.rows);
    expect(bound.rows).not.toEqual(alone.rows);
  });

  it('take starts, resamples and references as they are given, and refuse half of one', async () => {
    const table = await people();
    const asked = (own: object) => audit.rivals(table, { ...OPTIONS, ...own });
    await expect(asked({ starts: 1.5 })).rejects.toThrow('at least one start, not 1.5');
    await expect(asked({ resamples: 1.5 })).rejects.toThrow('at least one resample, not 1.5');
    await expect(asked({ references: 1.5 })).rejects.toThrow('at least one reference set, not 1.5');
  });

  it('hide the squares that are left, and write BIC without decimals', async () => {
    const { schema } = await audit.rivals(await people(), OPTIONS);
    expect(schema).toMatchObject({ bic: { digits: 0 }, within: { hidden: true } });
  });

  it('have a seed of their own, or that of the session', async () => {
    const scores = async (own: object) => (await audit.rivals(await people(), { ...OPTIONS, ...own })).rows;
    expect(await scores({ seed: tally.seed })).toEqual(await scores({}));
    expect(await scores({ seed: tally.seed + 1 })).not.toEqual(await scores({}));
  });

  it('are refused for too few rows, features or different rows', async () => {
    await expect(audit.rivals(await people(ROWS.slice(0, 2)), OPTIONS)).rejects.toThrow(
      '2 rows have all features; clusters need three.',
    );
    await expect(audit.rivals(await people(ROWS.slice(0, 3)), { ...OPTIONS, k: [2] })).resolves.toBeDefined();
    await expect(audit.rivals(await people(), { ...OPTIONS, features: [] })).rejects.toThrow(
      'name at least one feature to cluster by.',
    );
    await expect(audit.rivals(await people(), { ...OPTIONS, features: ['same'] })).rejects.toThrow(
      'no feature varies',
    );
    const two = [...ROWS.slice(0, 1), ...ROWS.slice(3, 4), ...ROWS.slice(3, 4)];
    await expect(audit.rivals(await people(two), { ...OPTIONS, k: [3] })).rejects.toThrow(
      'too few rows differ in spent to be clustered.',
    );
  });
});
