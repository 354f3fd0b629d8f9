import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, Table, type Tally } from 'tally';
import { inlineSql } from '../../../../lib/src/engine/render.js';
import { leafRows, leavesOf, roundest } from '../../../../lib/src/metrics/audit/tree-paths.js';
import { ownerOf, requireFeatures } from '../../../../lib/src/metrics/audit/tree-options.js';
import { rowsForTree } from '../../../../lib/src/metrics/audit/tree-rows.js';
import { condition, ruleOf } from '../../../../lib/src/metrics/audit/tree-words.js';
import type { TreeNode } from '../../../../lib/src/stats/tree-node.js';
import { tableOf } from '../../table-of.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => tally.close());

const leaf: TreeNode = { rows: 5, depth: 1, value: 0, classes: [], split: null };
const split = (feature: number, low: number, high: number, left: TreeNode, right: TreeNode): TreeNode => ({
  ...leaf,
  split: { feature, low, high, gain: 1, left, right },
});

/** Spent up to 500; above that orders up to 12, or more; of these spent up to 700. */
const TREE = split(1, 498.2, 503.9, leaf, split(0, 12, 13, leaf, split(1, 700, 700.5, leaf, leaf)));
const FEATURES = ['orders', 'spent'];

const side = (feature: string, above: number | null, upTo: number | null) => ({ feature, above, upTo });

describe('the leaves of a tree', () => {
  it('are numbered from the left, with the narrowest bounds of each feature', () => {
    expect(leavesOf(TREE, FEATURES).map(({ key, sides }) => [key, sides])).toEqual([
      ['leaf1', [side('spent', null, 500)]],
      ['leaf2', [side('spent', 500, null), side('orders', null, 12)]],
      ['leaf3', [side('spent', 500, 700), side('orders', 12, null)]],
      ['leaf4', [side('spent', 700, null), side('orders', 12, null)]],
    ]);
    expect(leavesOf(leaf, FEATURES)).toEqual([{ key: 'leaf1', node: leaf, sides: [] }]);
  });

  it('are SQL with the same bounds, and none for rows without a value that a rule needs', async () => {
    const rows = [
      [12, 500, 'a'],
      [13, 499, 'a'],
      [12, 500.5, 'a'],
      [13, 700, 'a'],
      [13, 700.5, 'a'],
      [null, 1, 'a'],
      [1, null, 'a'],
    ] as const;
    const columns = { orders: 'integer?', spent: 'double?', other: 'text' } as const;
    const table = await tableOf(tally, 'people', columns, rows, {});
    const query = leafRows(table, leavesOf(TREE, FEATURES), 'leaf');
    const found = await tally.engine.all(query, { ...columns, leaf: 'text' });
    expect(found.map((row) => Object.values(row))).toEqual(
      ['leaf1', 'leaf1', 'leaf2', 'leaf3', 'leaf4', 'unassigned', 'unassigned'].map((key, row) => [
        ...(rows[row] ?? []),
        key,
      ]),
    );
    expect(inlineSql(query, tally.engine.dialect)).toContain(
      `WHEN CAST("spent" AS DOUBLE) > 500 AND "orders" <= 12 THEN 'leaf2'`,
    );
    const whole = leafRows(table, leavesOf(leaf, FEATURES), 'leaf');
    const all = await tally.engine.all(whole, { ...columns, leaf: 'text' });
    expect(all.map((row) => row.leaf)).toEqual(rows.map(() => 'leaf1'));
  });

  it('have cuts as people write them, or with all digits where engines would round them', async () => {
    const table = await tableOf(tally, 'cuts', { spent: 'double' }, [], {});
    const written = (cut: number) => {
      const leaves = [side('spent', null, cut), side('spent', cut, null)].map((one, at) => ({
        ...{ key: `leaf${at + 1}`, node: leaf, sides: [one] },
      }));
      const query = inlineSql(leafRows(table, leaves, 'leaf'), tally.engine.dialect);
      return /<= (\S+) THEN 'leaf1'/.exec(query)?.[1];
    };
    expect([12, -0.25, 123456.123].map(written)).toEqual(['12', '-0.25', '123456.123']);
    expect([1e21, 1234567.123456789].map(written)).toEqual(['1e+21', '1.234567123456789e+6']);
  });
});

describe('roundest', () => {
  it('is 0 from 0 on, and between numbers of both signs', () => {
    expect([roundest(0, 5), roundest(-3, 2), roundest(-3, 0), roundest(-0.5, 0.001)]).toEqual([0, 0, -3, 0]);
  });

  it('is below the upper bound, and never below the lower one', () => {
    expect([roundest(498, 500), roundest(500, 504), roundest(-504, -500)]).toEqual([498, 500, -504]);
    expect(roundest(29600, 31000)).toBe(30_000);
    // A hundred times it is 41 in doubles.
    expect(roundest(0.41000000000000003, 0.42)).toBe(0.411);
  });

  it('has as many decimals as it needs', () => {
    expect([roundest(0.001234, 0.00129), roundest(12.312, 12.39)]).toEqual([0.00124, 12.32]);
    expect(roundest(1.5e-308, 2.5e-308)).toBe(2e-308);
  });
});

describe('rules in words', () => {
  const table = () =>
    new Table({
      session: tally,
      name: 'people',
      columns: { orders: 'integer', spent: 'decimal', rate: 'double', score: 'double' },
      roles: {},
      schema: {
        orders: { kind: 'integer', label: { en: 'Orders', zh: '订单' }, format: 'count' },
        spent: { kind: 'decimal', label: { en: 'Spent', zh: '消费' }, format: 'money', digits: 2 },
        rate: { kind: 'double', label: { en: 'Rate', zh: '率' }, format: 'percent' },
        score: { kind: 'double', label: { en: 'Score', zh: '分' }, format: 'text' },
      },
    });

  it('have both bounds, as many decimals as the cut, and the format of the column', () => {
    expect(condition(table(), side('orders', 2.5, 9))).toEqual({
      en: 'Orders above 2.5 and at most 9',
      zh: '订单高于2.5且不超过9',
    });
    expect(condition(table(), side('spent', 1500, null)).en).toBe('Spent above 1,500.00');
    expect(condition(table(), side('spent', null, 0.125)).en).toBe('Spent at most 0.125');
    expect(condition(table(), side('rate', 0.5, null)).en).toBe('Rate above 50.0%');
    expect(condition(table(), side('score', null, 1234.5)).en).toBe('Score at most 1,234.5');
  });

  it('are joined, or say that all rows are meant', () => {
    expect(ruleOf(table(), [side('orders', 5, null), side('score', null, 3)])).toEqual({
      en: 'Orders above 5, and Score at most 3',
      zh: '订单高于5，且分不超过3',
    });
    expect(ruleOf(table(), [])).toEqual({ en: 'All rows', zh: '全部行' });
  });

  it('know whose rows are meant, if anybody’s', () => {
    expect([ownerOf({ features: [], owner: 'who' }), ownerOf({ features: [] })]).toEqual([
      { owner: 'who' },
      {},
    ]);
  });

  it('need features that are not the target', () => {
    expect(() => requireFeatures(table(), 'score', ['orders'])).not.toThrow();
    expect(() => requireFeatures(table(), 'score', [])).toThrow('people: name at least one feature');
    expect(() => requireFeatures(table(), 'score', ['orders', 'score'])).toThrow(
      'leave it out of the features',
    );
    expect(() => requireFeatures(table(), 'scor', ['orders'])).toThrow('Did you mean "score"?');
  });
});

describe('the rows of a tree', () => {
  const COLUMNS = { who: 'text', tier: 'text?', a: 'double?', b: 'integer' } as const;
  const ROWS = [
    ['x', 'gold', 1, 5],
    ['y', null, 2, 6],
    ['x', 'blue', 3, 7],
    ['z', 'gold', null, 8],
    ['w', 'gold', 4, 9],
  ] as const;

  it('have numbers, a group if there are any, and whose they are', async () => {
    const table = await tableOf(tally, 'people', COLUMNS, ROWS, {});
    const read = await rowsForTree(table, { numbers: ['a', 'b'], segment: 'tier', owner: 'who' });
    expect([read.rows, read.incomplete]).toEqual([3, 2]);
    expect(read.numbers.map((values) => [...values])).toEqual([
      [1, 3, 4],
      [5, 7, 9],
    ]);
    expect(read.grouping?.names).toEqual(['blue', 'gold']);
    expect([...(read.grouping?.labels ?? [])]).toEqual([1, 0, 1]);
    const all = read.sampled(10, 1);
    expect([[...all.of(Float64Array.of(5, 6, 7))], [...(all.owner ?? [])], all.owners]).toEqual([
      ...[[5, 6, 7], [0, 0, 1], 2],
    ]);
    const some = read.sampled(2, 1);
    expect(some.of(Float64Array.of(5, 6, 7)).length).toBe(2);
    expect(some.owner?.[0]).toBe(0);
  });

  it('are those with all numbers where nothing else is asked for', async () => {
    const table = await tableOf(tally, 'people', COLUMNS, ROWS, {});
    const read = await rowsForTree(table, { numbers: ['a', 'b'] });
    expect([read.rows, read.incomplete, read.grouping]).toEqual([4, 1, null]);
    expect([...(read.numbers[0] ?? [])]).toEqual([1, 2, 3, 4]);
    const { owner, owners } = read.sampled(3, 1);
    expect([owner, owners]).toEqual([null, 3]);
  });
});
