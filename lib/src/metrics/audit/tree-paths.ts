import { id, join, literal, raw, sql, type Sql } from '../../engine/sql.js';
import type { Table } from '../../core/table.js';
import type { TreeNode } from '../../stats/tree-node.js';
import { double } from './better-sql.js';
import { asDouble, isComplete, isDouble } from './better-rows.js';

/** The bounds of one feature in a leaf. */
export interface Side {
  readonly feature: string;
  /** Values are above this one. */
  readonly above: number | null;
  /** Values are at most this one. */
  readonly upTo: number | null;
}

export interface Leaf {
  /** Position from the left. */
  readonly key: string;
  readonly node: TreeNode;
  /** One a feature, in the order of the splits. */
  readonly sides: readonly Side[];
}

/** The leaves of a tree from left to right, with what leads to them. */
export function leavesOf(tree: TreeNode, features: readonly string[]): readonly Leaf[] {
  const found: Leaf[] = [];
  const visit = (node: TreeNode, sides: readonly Side[]): void => {
    if (node.split === null) return void found.push({ key: `leaf${found.length + 1}`, node, sides });
    const { left, right, low, high } = node.split;
    const feature = features[node.split.feature] ?? '';
    const cut = roundest(low, high);
    visit(left, bounded(sides, { feature, above: null, upTo: cut }));
    visit(right, bounded(sides, { feature, above: cut, upTo: null }));
  };
  visit(tree, []);
  return found;
}

/** A later bound of the same feature is the narrower one. */
function bounded(sides: readonly Side[], { feature, above, upTo }: Side): readonly Side[] {
  const known = sides.find((side) => side.feature === feature);
  if (known === undefined) return [...sides, { feature, above, upTo }];
  const narrowed = { feature, above: above ?? known.above, upTo: upTo ?? known.upTo };
  return sides.map((side) => (side === known ? narrowed : side));
}

/**
 * The number with the fewest digits that is at least `low` and below `high`: any of them divides the rows alike, and this
 * one is written the same in a sentence and in SQL.
 *
 * @example
 * roundest(498.2, 503.9); // 500
 */
export function roundest(low: number, high: number): number {
  const size = Math.max(Math.abs(low), Math.abs(high));
  for (let power = 1 + Math.floor(Math.log10(size)); power >= -308; power -= 1) {
    const rounded =
      power >= 0 ? Math.ceil(low / 10 ** power) * 10 ** power : Math.ceil(low * 10 ** -power) / 10 ** -power;
    if (rounded >= low && rounded < high) return rounded + 0;
  }
  return low;
}

/** SQL for all columns of a table and the key of the leaf; rows without a value that a rule needs are `unassigned`. */
export function leafRows(table: Table, leaves: readonly Leaf[], as: string): Sql {
  const whole = leaves.find(({ sides }) => sides.length === 0);
  const label = whole === undefined ? leafCase(table, leaves) : literal(whole.key);
  return sql`SELECT ${join(Object.keys(table.columns).map(id))},
    ${label} AS ${id(as)}
    FROM ${table}`;
}

function leafCase(table: Table, leaves: readonly Leaf[]): Sql {
  const used = [...new Set(leaves.flatMap(({ sides }) => sides.map(({ feature }) => feature)))];
  const value = (name: string) => (isDouble(table, name) ? asDouble(name) : id(name));
  const cases = leaves.map(({ key, sides }) => {
    const conditions = sides.flatMap(({ feature, above, upTo }) => [
      ...(above === null ? [] : [sql`${value(feature)} > ${plain(above)}`]),
      ...(upTo === null ? [] : [sql`${value(feature)} <= ${plain(upTo)}`]),
    ]);
    return sql`WHEN ${join(conditions, ' AND ')} THEN ${literal(key)}`;
  });
  const incomplete = sql`WHEN (${isComplete(table, used)}) IS NOT TRUE THEN 'unassigned'`;
  return sql`CASE ${join([incomplete, ...cases], '\n      ')} END`;
}

/** A cut as people write it, where engines read the same number from it. */
const plain = (cut: number): Sql => (/^-?[\d.]{1,15}$/.test(String(cut)) ? raw(String(cut)) : double(cut));
