import { MetricError } from '../../errors.js';
import { sql } from '../../engine/sql.js';
import { inOrder } from '../../core/categories.js';
import * as column from '../../core/column.js';
import type { Label } from '../../core/label.js';
import { count } from '../../core/quantity.js';
import type { Column } from '../../core/schema.js';
import { Table } from '../../core/table.js';
import { term } from '../../core/term.js';
import type { Target } from '../../stats/tree-split.js';
import { treeDepths } from '../../stats/tree-validate.js';
import { growTree } from '../../stats/tree.js';
import { requireNew } from './better-table.js';
import { depthsOf, type TreeDepths } from './tree-depths.js';
import type { TreeRuleOptions } from './tree-options.js';
import { leafRows, leavesOf, type Leaf } from './tree-paths.js';
import { stepsOf } from './tree-nodes.js';
import type { TreeRows } from './tree-rows.js';
import { ruleOf } from './tree-words.js';

/** What a result of rules has besides. */
export interface Added<T extends Table> {
  /** Scores by depth, cross-validated. */
  readonly depths: TreeDepths;
  /** The table with a column `leaf`, bound to the role `segment`. */
  readonly table: Table<T['columns'] & { readonly leaf: 'text' }, T['roles'] & { readonly segment: 'leaf' }>;
}

/** A leaf with its conditions in words. */
interface RuledLeaf extends Leaf {
  readonly rule: Label;
}

/** Grows the tree, scores it, and labels the table with its leaves. */
export async function grow<T extends Table>(
  table: T,
  read: TreeRows,
  target: Target,
  options: TreeRuleOptions,
) {
  const { session } = table;
  const { features, depth = 3, leaf, folds = 10, sample = 100_000, seed = session.seed } = options;
  if (read.rows < 2)
    throw new MetricError(`${table.name}: ${read.rows} rows have all values; a tree needs two.`);
  const numbers = read.numbers.slice(0, features.length);
  const own = { depth, ...(leaf !== undefined && { leaf }) };
  const grown = growTree(numbers, target, own);
  const leaves = leavesOf(grown, features).map((leaf) => ({ ...leaf, rule: ruleOf(table, leaf.sides) }));
  requireNew(table, ['leaf']);
  const labeled = new Table({
    session,
    name: session.uniqueName(`${table.name}_leaves`),
    columns: { ...table.columns, leaf: 'text' as const },
    roles: { ...table.roles, segment: 'leaf' as const },
    schema: { ...table.schema, leaf: leafColumn(leaves) },
  });
  const query = leafRows(table, leaves, 'leaf');
  await table.engine.run(sql`CREATE TABLE ${labeled} AS ${query}`);
  const some = read.sampled(sample, seed);
  const scores = treeDepths(
    numbers.map(some.of),
    { ...target, values: some.of(target.values) },
    { ...own, folds: Math.min(folds, some.owners), seed, ...(some.owner !== null && { owners: some.owner }) },
  );
  const missing = count(read.incomplete);
  return {
    leaves,
    rules: leaves.map(({ rule }) => rule),
    steps: stepsOf(table, grown, features),
    rows: ({ rule, node: { rows } }: RuledLeaf) => ({ rule: rule.en, rows, share: rows / read.rows }),
    input: (name: string) => ({
      session,
      name,
      query,
      ...(read.incomplete > 0 && {
        note: {
          en: `Rows without a value, left out: ${missing.en}.`,
          zh: `缺少取值而未计入：${missing.zh}行。`,
        },
      }),
    }),
    added: { depths: depthsOf(session, scores, target.classes > 0), table: labeled } as Added<T>,
  };
}

function leafColumn(leaves: readonly RuledLeaf[]): Column {
  const values = leaves.map(({ key, rule }) => [key, { label: rule }] as const);
  return column.category('leaf', inOrder([...values, ['unassigned', { label: term('unassigned') }]]));
}
