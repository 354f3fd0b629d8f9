import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit, chart, open, portrait, segmentSizes, type Tally } from 'tally';
import { roundest } from '../../../../lib/src/metrics/audit/tree-paths.js';
import { tableOf } from '../../table-of.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open();
});
afterAll(() => tally.close());

const COLUMNS = {
  tier: 'text?',
  who: 'text',
  orders: 'integer?',
  spent: 'decimal',
  share: 'double',
  kept: 'double',
} as const;

/** Kept is 0.9 above 12 orders; otherwise 0.5 from a spending of 100 on, and 0.1 below. */
const ROWS = Array.from({ length: 60 }, (_, at) => {
  const [orders, spent] = [at % 20, ((at * 7) % 60) * 4 + 0.25];
  const kept = orders > 12 ? 0.9 : spent > 100 ? 0.5 : 0.1;
  return [spent > 100 ? 'gold' : 'basic', `c${at % 30}`, orders, spent, at / 7, kept] as const;
});
const FEATURES = { features: ['orders', 'spent', 'share'], leaf: 5 } as const;
const table = () => tableOf(tally, 'customers', COLUMNS, ROWS, { monetary: 'spent' });

describe('tree', () => {
  it('prints the rules that are there, in both languages and as SQL', async () => {
    const rules = await audit.tree(await table(), 'kept', { ...FEATURES, depth: 2 });
    expect(rules.rows.map(({ rule, rows }) => [rule, rows])).toEqual([
      ['orders at most 12, and spent at most 100', 18],
      ['orders at most 12, and spent above 100', 21],
      ['orders above 12', 21],
    ]);
    [0.1, 0.5, 0.9].forEach((mean, at) => expect(rules.rows[at]?.mean).toBeCloseTo(mean, 12));
    expect(rules.schema.rule.values['orders above 12']?.label).toEqual({
      en: 'orders above 12',
      zh: 'orders高于12',
    });
    expect(rules.sql()).toContain(`WHEN "orders" <= 12 AND "spent" <= 100 THEN 'leaf1'`);
    expect(chart(rules).alt).toContain('orders');
  });

  it('has the tree itself as nodes, from the top, whose leaves are the rules', async () => {
    const { nodes, rows } = await audit.tree(await table(), 'kept', { ...FEATURES, depth: 2 });
    expect(nodes.rows.map((row) => [row.node, row.parent, row.branch, row.rule, row.rows])).toEqual([
      ['1', null, null, 'orders at most 12', 60],
      ['1.1', '1', true, 'spent at most 100', 39],
      ['1.1.1', '1.1', true, null, 18],
      ['1.1.2', '1.1', false, null, 21],
      ['1.2', '1', false, null, 21],
    ]);
    const leaves = nodes.rows.filter(({ rule }) => rule === null);
    expect(leaves.map(({ rows, mean }) => [rows, mean])).toEqual(rows.map(({ rows, mean }) => [rows, mean]));
    // 18 rows of 0.1, 21 of 0.5 and 21 of 0.9.
    expect(nodes.at({ node: '1' }).mean.raw).toBeCloseTo((18 * 0.1 + 21 * 0.5 + 21 * 0.9) / 60, 12);
    expect(nodes.at({ node: '1.2' }).share.raw).toBe(21 / 60);
    expect(chart(nodes).alt).toContain(
      '5 nodes, 3 leaves; orders at most 12: Yes, spent at most 100: Yes → ',
    );
  });

  it('labels the table with the same leaves, which other metrics take for segments', async () => {
    const rules = await audit.tree(await table(), 'kept', FEATURES);
    const sizes = await segmentSizes(rules.table);
    const found = sizes.where(({ users }) => users > 0).rows.map(({ users }) => users);
    expect(found).toEqual(rules.rows.map(({ rows }) => rows));
    expect((await portrait.groupMeans(rules.table, 'kept', 'leaf')).length).toBe(rules.length);
  });

  it('says how deep a tree helps, by owners if asked', async () => {
    const rules = await audit.tree(await table(), 'kept', { ...FEATURES, owner: 'who', folds: 5 });
    expect(rules.depths.rows.map(({ depth }) => depth)).toEqual([1, 2, 3]);
    expect(rules.depths.at({ depth: 2 }).fit.raw).toBeCloseTo(1, 9);
    expect(rules.depths.at({ depth: 2 }).validated.raw).toBeGreaterThan(0.7);
    expect(chart(rules.depths).alt.length).toBeGreaterThan(20);
  });

  it('leaves out rows without a value, and has one rule where nothing varies', async () => {
    const holes = [...ROWS, ['gold', 'x', null, 1, 1, 0.5] as const];
    const rules = await audit.tree(
      await tableOf(tally, 'holes', COLUMNS, holes, { monetary: 'spent' }),
      'kept',
      FEATURES,
    );
    expect(rules.note).toEqual({ en: 'Rows without a value, left out: 1.', zh: '缺少取值而未计入：1行。' });
    expect((await segmentSizes(rules.table)).at({ segment: 'unassigned' }).users.raw).toBe(1);
    const flat = ROWS.map(
      ([tier, who, orders, spent, share]) => [tier, who, orders, spent, share, 1] as const,
    );
    const one = await audit.tree(await tableOf(tally, 'flat', COLUMNS, flat, {}), 'kept', FEATURES);
    expect(one.rows.map(({ rule, rows }) => [rule, rows])).toEqual([['All rows', 60]]);
    expect(one.depths.length).toBe(0);
    expect(await one.table.count()).toBe(60);
  });

  it('tells what a segmentation amounts to', async () => {
    const rules = await audit.segmentTree(await table(), 'tier', FEATURES);
    expect(rules.rows.map(({ rule, predicted, purity }) => [rule, predicted, purity])).toEqual([
      ['spent at most 100', 'basic', 1],
      ['spent above 100', 'gold', 1],
    ]);
    expect(rules.depths.at({ depth: 1 }).validated.raw).toBeGreaterThan(0.9);
    // 4 m + 0.25 is above 100 from m = 25 on, and every m of 0 to 59 occurs once: 35 of 60.
    expect(rules.nodes.rows.map(({ predicted, purity }) => [predicted, purity])).toEqual([
      ['gold', 35 / 60],
      ['basic', 1],
      ['gold', 1],
    ]);
  });

  it('refuses what makes no tree', async () => {
    const of = await table();
    await expect(audit.tree(of, 'kept', { features: [] })).rejects.toThrow('name at least one feature');
    await expect(audit.tree(of, 'kept', { features: ['kept'] })).rejects.toThrow(
      'leave it out of the features',
    );
    await expect(audit.tree(of, 'tier', { features: ['spent'] })).rejects.toThrow('it must be a number');
    await expect(audit.segmentTree(of, 'tiers' as never, FEATURES)).rejects.toThrow('Did you mean "tier"?');
    const empty = await tableOf(tally, 'empty', COLUMNS, [], {});
    await expect(audit.tree(empty, 'kept', FEATURES)).rejects.toThrow(
      '0 rows have all values; a tree needs two.',
    );
    const done = await audit.tree(of, 'kept', FEATURES);
    await expect(audit.tree(done.table, 'kept', FEATURES)).rejects.toThrow('has a column "leaf" already');
  });
});

describe('roundest', () => {
  it('is the number with the fewest digits that divides as the cut does', () => {
    expect([roundest(498.2, 503.9), roundest(12, 13), roundest(0.768, 0.774), roundest(-3, 2)]).toEqual([
      500, 12, 0.77, 0,
    ]);
    expect([roundest(1, 1.0000001), roundest(99.9, 1234), roundest(-1500, -900)]).toEqual([1, 1000, -1000]);
  });
});
