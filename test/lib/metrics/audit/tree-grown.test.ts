import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit, open, Table, type Tally } from 'tally';
import type { TreeRuleOptions } from '../../../../lib/src/metrics/audit/tree-options.js';
import { tableOf } from '../../table-of.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => tally.close());

const COLUMNS = { who: 'text', tier: 'text', x: 'double?', y: 'double' } as const;
type Line = readonly [who: string, tier: string, x: number | null, y: number];

/** A table whose columns have names of their own. */
async function tableWith(rows: readonly Line[]) {
  const { name, schema } = await tableOf(tally, 'grown', COLUMNS, rows, {});
  return new Table({
    ...{ session: tally, name, columns: COLUMNS, roles: {} },
    schema: {
      ...schema,
      x: { kind: 'double?', label: { en: 'Orders', zh: '订单' }, format: 'count' },
      y: { kind: 'double', label: { en: 'Kept', zh: '留存' }, format: 'percent' },
      tier: {
        kind: 'text',
        label: { en: 'Tier', zh: '等级' },
        values: { gold: { label: 'Gold' }, basic: { label: { en: 'Basic', zh: '普通' } } },
      },
    },
  });
}
const FEATURES = ['x'] as const;
const grown = async (rows: readonly Line[], own: Partial<TreeRuleOptions<'x' | 'y' | 'who'>> = {}) =>
  audit.tree(await tableWith(rows), 'y', { features: FEATURES, ...own });

/** Numbers that rise with x, each row of a customer of its own. */
const rising = (n: number) =>
  Array.from({ length: n }, (_, at): Line => [`c${at}`, at < 2 ? 'basic' : 'gold', at + 1, at]);
const FOUR: readonly Line[] = [
  ['a', 'basic', 1, 0],
  ['b', 'basic', 2, 0],
  ['a', 'gold', 3, 10],
  ['b', 'gold', 4, 10],
];

describe('a grown tree', () => {
  const leaves = async (own: object) => (await grown(rising(8), own)).rows.map(({ rows }) => rows);

  it('has rules of at most as many conditions, and at least as many rows, as asked for', async () => {
    expect(await leaves({ leaf: 1, depth: 1 })).toEqual([4, 4]);
    expect(await leaves({ leaf: 1, depth: 2 })).toEqual([2, 2, 2, 2]);
    expect(await leaves({ leaf: 1 })).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
    expect(await leaves({ leaf: 3 })).toEqual([4, 4]);
    // By default a rule has five rows.
    expect(await leaves({})).toEqual([8]);
  });

  it('needs two rows', async () => {
    const rules = await grown(rising(2), { leaf: 1 });
    expect(rules.rows).toEqual([
      { rule: 'Orders at most 1', rows: 1, share: 1 / 2, mean: 0 },
      { rule: 'Orders above 1', rows: 1, share: 1 / 2, mean: 1 },
    ]);
    expect(rules.note).toBeNull();
    await expect(grown(rising(1), { leaf: 1 })).rejects.toThrow('1 rows have all values; a tree needs two.');
  });

  it('has no rules of the outcome itself', async () => {
    const zigzag = [0, 9, 1, 8].map((y, at): Line => [`c${at}`, 'gold', at, y]);
    const { rows } = await grown(zigzag, { leaf: 1, depth: 1 });
    expect(rows.map(({ rule }) => rule)).toEqual(['Orders at most 0', 'Orders above 0']);
  });

  it('names the leaves of the table by their rules', async () => {
    const { table } = await grown(FOUR, { leaf: 1 });
    expect(table.schema['x']?.label).toEqual({ en: 'Orders', zh: '订单' });
    expect(Object.entries(table.schema['leaf']?.values ?? {})).toEqual([
      ['leaf1', { label: { en: 'Orders at most 2', zh: '订单不超过2' } }],
      ['leaf2', { label: { en: 'Orders above 2', zh: '订单高于2' } }],
      ['unassigned', { label: { en: 'Unassigned', zh: '未归入' } }],
    ]);
  });
});

describe('scores of depths', () => {
  const scored = async (own: object, rows = FOUR) =>
    (await grown(rows, { leaf: 1, depth: 1, ...own })).depths.rows;

  it('are of folds of one row where there are fewer rows than folds', async () => {
    // Without the second row the cut is at 1, and it is taken for 10. The means of the other three are 20/3 away.
    const validated = 1 - 100 / (4 * (20 / 3) ** 2);
    expect(await scored({})).toEqual([
      { depth: 1, leaves: 2, fit: 1, validated: expect.closeTo(validated, 12) as number },
    ]);
  });

  it('are none where the outcome is the same, though its mean differs in the last bit', async () => {
    const same = rising(10).map(([who, tier, x]): Line => [who, tier, x, 0.3]);
    expect(await scored({}, same)).toEqual([]);
  });

  it('have all rows of an owner in one fold', async () => {
    const rows = FOUR.map(([who, tier, x], at): Line => [who, tier, x, [0, 2, 9, 10][at] ?? NaN]);
    // Rows of b say 2 and 10 of those of a, which are 0 and 9, and these say 9 and 9; their means are 6 and 4.5.
    const errors = 2 ** 2 + 1 + 7 ** 2 + 1;
    const validated = expect.closeTo(1 - errors / (6 ** 2 + 3 ** 2 + 2.5 ** 2 + 5.5 ** 2), 12) as number;
    for (const seed of [1, 2, 3])
      expect(await scored({ owner: 'who', seed }, rows)).toMatchObject([{ validated }]);
  });

  it('are of as many folds, and dealt by the seed, as asked for', async () => {
    const rows = [3, 1, 4, 1, 5, 9, 2, 6].map((y, at): Line => [`c${at}`, 'gold', at, y]);
    const found = async (own: object) => (await scored(own, rows))[0]?.validated;
    expect(await found({ folds: 2, seed: 1 })).not.toBe(await found({ seed: 1 }));
    expect(await found({ folds: 2, seed: 1 })).not.toBe(await found({ folds: 2, seed: 2 }));
  });
});

describe('what a tree is shown as', () => {
  const hidden = { hidden: true };

  it('is rules, nodes and depths of an outcome', async () => {
    const rules = await grown(FOUR, { leaf: 1 });
    const { nodes, depths } = rules;
    expect([rules, nodes, depths].map(({ name, title, chart }) => [name, title, chart])).toEqual([
      ['rules-y', { en: 'Rules for kept', zh: '留存的划分规则' }, { mark: 'bar', x: 'mean', y: 'rule' }],
      [
        ...['tree-y', { en: 'Decision tree for kept', zh: '留存的决策树' }],
        { mark: 'tree', text: ['mean', 'share'], color: 'mean' },
      ],
      [
        'tree-depths',
        { en: 'Variance that trees of each depth explain', zh: '各深度决策树解释的方差' },
        { mark: 'line', x: 'depth', y: ['fit', 'validated'] },
      ],
    ]);
    expect(Object.keys(rules.schema)).toEqual(['rule', 'rows', 'share', 'mean']);
    expect([rules.schema.share.of, nodes.schema.share.of]).toEqual([{ base: 'rows' }, { base: 'rows' }]);
    expect(nodes.schema).toMatchObject({ node: hidden, parent: hidden, mean: { format: 'percent' } });
    expect(Object.keys(nodes.schema.rule.values)).toEqual(['Orders at most 2']);
  });

  it('is rules, nodes and depths of a segmentation', async () => {
    const rules = await audit.segmentTree(await tableWith(FOUR), 'tier', { features: FEATURES, leaf: 1 });
    const { nodes, depths } = rules;
    expect(rules.rows).toEqual([
      { rule: 'Orders at most 2', rows: 2, share: 1 / 2, predicted: 'basic', purity: 1 },
      { rule: 'Orders above 2', rows: 2, share: 1 / 2, predicted: 'gold', purity: 1 },
    ]);
    expect([rules, nodes, depths].map(({ name, title, chart }) => [name, title, chart])).toEqual([
      [
        'rules-tier',
        { en: 'Rules that tell groups apart: tier', zh: '区分各组的规则：等级' },
        { mark: 'bar', x: 'purity', y: 'rule' },
      ],
      [
        ...['tree-tier', { en: 'Decision tree for tier', zh: '等级的决策树' }],
        { mark: 'tree', text: ['predicted', 'purity', 'share'], color: 'predicted' },
      ],
      [
        'tree-depths',
        { en: 'Share of rows that trees of each depth tell right', zh: '各深度决策树的判对比例' },
        { mark: 'line', x: 'depth', y: ['fit', 'validated'] },
      ],
    ]);
    const predicted = {
      label: { en: expect.any(String) as string },
      values: { gold: { label: 'Gold' }, basic: { label: { en: 'Basic', zh: '普通' } } },
    };
    expect(Object.keys(rules.schema)).toEqual(['rule', 'rows', 'share', 'predicted', 'purity']);
    expect([rules.schema, nodes.schema]).toMatchObject([
      ...[{ predicted, purity: { format: 'percent' } }, { predicted }],
    ]);
  });
});
