import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit, chart, MetricError, open, OptionsError, segmentSizes, sql, type Tally } from 'tally';
import { seeded, shuffle } from '../../../../lib/src/stats/random.js';
import { tableOf } from '../../table-of.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open();
});
afterAll(() => tally.close());

const COLUMNS = {
  tier: 'text?',
  orders: 'double?',
  spent: 'double',
  copy: 'double',
  same: 'integer',
  kept: 'double?',
} as const;
type Line = [string | null, number | null, number, number, number, number | null];

/** Three groups of customers that the tiers do not follow; what they keep depends on the group. */
function customers(seed: number): Line[] {
  const random = seeded(seed);
  return Array.from({ length: 120 }, (_, at): Line => {
    const group = at < 60 ? 0 : at < 100 ? 1 : 2;
    const spent = [10, 30, 30][group] ?? 0;
    const amount = spent + random.normal();
    const kept = [0.2, 0.5, 0.8][group] ?? 0;
    const tier = random.next() < 0.5 ? 'gold' : 'silver';
    return [
      tier,
      ([5, 5, 15][group] ?? 0) + random.normal(),
      amount,
      3 * amount,
      365,
      kept + 0.05 * random.normal(),
    ];
  });
}

const OPTIONS = {
  segment: 'tier',
  features: ['orders', 'spent', 'copy', 'same'],
  outcome: 'kept',
  k: [2, 3, 4],
  resamples: 10,
  references: 5,
} as const;

const tableWith = (rows: readonly Line[]) =>
  tableOf(tally, 'customers', COLUMNS, rows, { monetary: 'spent' });

describe('rivals', () => {
  it('finds the groups that are there, and that the segments are none of them', async () => {
    const found = await audit.rivals(await tableWith(customers(1)), OPTIONS);
    expect(found.chosen).toBe(3);
    expect(found.at({ k: 3 }).chosenBy.raw).toBe('Silhouette, Gap statistic, BIC');
    expect(found.at({ k: 1 }).silhouette.raw).toBeNull();
    expect(found.clusters.rows.map(({ rows }) => rows)).toEqual([60, 40, 20]);
    expect(found.clusters.min('stability').stability.raw).toBeGreaterThan(0.95);
    const [given, kmeans, mixture] = found.labelings.rows;
    expect(found.labelings.rows.map(({ labeling }) => labeling)).toEqual(['tier', 'kmeans', 'mixture']);
    expect(given?.adjustedRand).toBe(1);
    expect(Math.abs(kmeans?.adjustedRand ?? 1)).toBeLessThan(0.05);
    expect(kmeans?.effect).toBeGreaterThan(0.9);
    expect(given?.effect).toBeLessThan(0.1);
    expect(mixture?.groups).toBe(3);
    const off = found.clusters.means.at({ cluster: 'c3', feature: 'orders' });
    expect(off.mean.raw).toBeCloseTo(15, 0);
    expect(off.off.raw).toBeGreaterThan(1.5);
  });

  it('says what it left out, in both languages', async () => {
    const { note } = await audit.rivals(await tableWith(customers(1)), {
      ...OPTIONS,
      sample: 80,
      mixtureSample: 90,
    });
    expect(note).toEqual({
      en:
        'Features scaled by mean and standard deviation: orders, spent. Left out because they are constant: same. ' +
        'Left out as copies of others: copy. Silhouette, gap and stability are of a sample of 80 rows. ' +
        'Mixtures are fitted to a sample of 90 rows.',
      zh:
        '特征缩放方式（按均值和标准差）：orders、spent。取值恒定而剔除：same。与其他特征重复而剔除：copy。' +
        '轮廓系数、Gap统计量与稳定性基于80行样本。混合模型基于90行样本拟合。',
    });
  });

  it('labels the table by a query with the same clusters, and other metrics take them for segments', async () => {
    const table = await tableWith(customers(2));
    for (const scale of ['z', 'robust', 'log', 'none'] as const) {
      const found = await audit.rivals(table, {
        ...OPTIONS,
        features: ['orders', 'spent'],
        scale: { spent: scale },
      });
      const sizes = await segmentSizes(found.table);
      expect(sizes.where(({ users }) => users > 0).rows.map(({ users }) => users)).toEqual(
        found.clusters.rows.map(({ rows }) => rows),
      );
      const again =
        await tally.query`SELECT count(*) AS n FROM ${found.table} WHERE mixture IS NULL OR kmeans IS NULL`;
      expect(again.rows[0]?.['n']).toBe(0);
    }
  });

  it('has the same answer whatever the order of the rows', async () => {
    const rows = customers(3);
    const one = await audit.rivals(await tableWith(rows), OPTIONS);
    const other = await audit.rivals(await tableWith(shuffle([...rows], seeded(9))), OPTIONS);
    expect(other.rows).toEqual(one.rows);
    expect(other.labelings.rows).toEqual(one.labelings.rows);
    expect(other.clusters.means.rows).toEqual(one.clusters.means.rows);
  });

  it('leaves rows without a value unassigned, and does not need every segment or outcome', async () => {
    const rows = customers(4);
    const holes: Line[] = [
      [null, 5, 10, 30, 365, 0.2],
      ['bronze', 5, 10, 30, 365, null],
      ['gold', null, 10, 30, 365, 0.2],
    ];
    const table = await tableWith([...rows, ...holes]);
    await tally.engine.run(
      sql`INSERT INTO ${table} VALUES ('gold', 'nan', 10, 30, 365, 0.2), ('gold', 'inf', 1, 3, 365, 0.2)`,
    );
    const found = await audit.rivals(table, OPTIONS);
    expect(found.output().data['text/plain']).toContain('Rows without a value, not clustered: 3.');
    expect(found.clusters.total('rows').raw).toBe(122);
    expect((await segmentSizes(found.table)).at({ segment: 'unassigned' }).users.raw).toBe(3);
    expect(found.labelings.at({ labeling: 'tier' }).n.raw).toBe(121);
    expect(found.labelings.at({ labeling: 'tier' }).groups.raw).toBe(3);
  });

  it('says that one group is enough where nothing else is there', async () => {
    const random = seeded(5);
    const rows = Array.from({ length: 150 }, (): Line => ['a', random.normal(), random.normal(), 0, 1, null]);
    const found = await audit.rivals(await tableWith(rows), {
      ...OPTIONS,
      outcome: 'kept',
      features: ['orders', 'spent'],
    });
    expect(found.at({ k: 1 }).chosenBy.raw).toBe('Gap statistic, BIC');
    expect(found.labelings.rows.map(({ labeling, effect }) => [labeling, effect])).toEqual([
      ['tier', null],
      ['kmeans', null],
    ]);
  });

  it('draws itself', async () => {
    const found = await audit.rivals(await tableWith(customers(1)), OPTIONS);
    const drawn = [chart(found), chart(found.clusters), chart(found.clusters.means), chart(found.labelings)];
    for (const { alt } of drawn) expect(alt.length).toBeGreaterThan(20);
  });

  it('takes few rows, and refuses what cannot be clustered', async () => {
    const few = await tableWith(customers(1).slice(57, 62));
    const byDefault = { segment: 'tier', features: ['spent'], resamples: 5, references: 2 } as const;
    expect((await audit.rivals(few, byDefault)).rows.map(({ k }) => k)).toEqual([1, 2, 3, 4, 5]);
    const table = await tableWith(customers(1));
    const refused = (options: object) => audit.rivals(table, { ...OPTIONS, ...options });
    await expect(audit.rivals(few, { ...OPTIONS, k: [9] })).rejects.toThrow('9 clusters of 5 complete rows');
    await expect(refused({ k: [] })).rejects.toThrow(OptionsError);
    await expect(refused({ features: [] })).rejects.toThrow('name at least one feature');
    await expect(refused({ features: ['same'] })).rejects.toThrow('no feature varies (same)');
    await expect(refused({ features: ['tier'] })).rejects.toThrow('tier is text?; it must be a number');
    await expect(refused({ features: ['oders'] })).rejects.toThrow('Did you mean "orders"?');
    await expect(refused({ choose: 7 })).rejects.toThrow(
      '7 clusters were chosen, which is none of k: 1, 2, 3, 4.',
    );
    await expect(refused({ segment: 'spent' })).resolves.toBeDefined();
    await expect(audit.rivals(await tableWith([]), OPTIONS)).rejects.toThrow(MetricError);
    const done = await audit.rivals(table, OPTIONS);
    await expect(audit.rivals(done.table, OPTIONS)).rejects.toThrow('has a column "kmeans" already');
  });
});
