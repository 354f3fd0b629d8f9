import * as column from '../../core/column.js';
import type { Label } from '../../core/label.js';
import { Result } from '../../core/result.js';
import type { Table } from '../../core/table.js';
import { groupCategories } from '../groups-of.js';
import { measured, type ColumnOf } from '../portrait/columns.js';
import { figureName, named } from '../portrait/titles.js';
import { worded } from '../worded.js';
import type { TreeNode } from '../../stats/tree-node.js';
import { grow, type Added } from './tree-grown.js';
import { nodesOf, type TreeNodes } from './tree-nodes.js';
import { ownerOf, requireFeatures, type TreeRuleOptions } from './tree-options.js';
import { rowsForTree } from './tree-rows.js';

const ruleSchema = (rules: readonly Label[]) => ({
  rule: worded('rule', rules),
  rows: column.count('rows'),
  share: column.percent('share', { base: 'rows' }),
});

const meanColumn = (table: Table, outcome: string) => ({
  mean: measured(column.decimal('mean'), table, outcome),
});

const meanSchema = (table: Table, outcome: string, rules: readonly Label[]) => ({
  ...ruleSchema(rules),
  ...meanColumn(table, outcome),
});

const groupColumns = (table: Table, segment: string, names: readonly string[]) => ({
  predicted: column.category('predicted', groupCategories(table, segment, names)),
  purity: column.percent('purity'),
});

const groupSchema = (table: Table, segment: string, names: readonly string[], rules: readonly Label[]) => ({
  ...ruleSchema(rules),
  ...groupColumns(table, segment, names),
});

export type OutcomeTree<T extends Table = Table> = Result<ReturnType<typeof meanSchema>> &
  Added<T> & { readonly nodes: TreeNodes<ReturnType<typeof meanColumn>> };
export type SegmentTree<T extends Table = Table> = Result<ReturnType<typeof groupSchema>> &
  Added<T> & { readonly nodes: TreeNodes<ReturnType<typeof groupColumns>> };

/**
 * The rules of a shallow decision tree (CART) for a numeric outcome, one row each: a sentence, how many rows it holds for,
 * and their mean. `sql()` is the same rules as SQL, with the same cuts: the roundest numbers that divide the rows as the
 * tree does. `depths` says how much of the outcome's variance trees of each depth explain, in these rows and in rows that
 * they have not seen. `nodes` is the tree itself, to be drawn.
 *
 * Rows without a finite value of every feature and of the outcome are left out; the note counts them.
 * @throws OptionsError for columns that are missing or no numbers, no features, or the outcome among them.
 * @throws MetricError for fewer rows than two.
 * Source: Breiman, Friedman, Olshen & Stone (1984), Classification and Regression Trees.
 * @example
 * const rules = await tree(customers, 'retention', { features: ['orders', 'spent'], depth: 2 });
 * rules.max('mean').rule.en; // 'orders above 12, and spent above 500'
 */
export async function tree<T extends Table>(
  table: T,
  outcome: ColumnOf<T>,
  options: TreeRuleOptions<ColumnOf<T>>,
): Promise<OutcomeTree<T>> {
  requireFeatures(table, outcome, options.features);
  const read = await rowsForTree(table, { numbers: [...options.features, outcome], ...ownerOf(options) });
  const target = { values: read.numbers.at(-1) ?? new Float64Array(), classes: 0 };
  const grown = await grow(table, read, target, options);
  const { within, first } = named(table, outcome);
  const schema = meanSchema(table, outcome, grown.rules);
  const rows = grown.leaves.map((leaf) => ({ ...grown.rows(leaf), mean: leaf.node.value }));
  const title = { en: `Rules for ${within.en}`, zh: `${first.zh}的划分规则` };
  const nodes = nodesOf(
    grown.steps,
    {
      ...grown.input(figureName('tree', outcome)),
      title: { en: `Decision tree for ${within.en}`, zh: `${first.zh}的决策树` },
      schema: meanColumn(table, outcome),
    },
    ({ value }) => ({ mean: value }),
  );
  return Object.assign(
    new Result({
      ...grown.input(figureName('rules', outcome)),
      title,
      schema,
      rows,
      chart: { mark: 'bar', x: 'mean', y: 'rule' },
    }),
    { ...grown.added, nodes },
  );
}

/**
 * The rules of a shallow decision tree (CART) that tell the groups of a segmentation apart by features, one row each: what
 * the segmentation amounts to. `depths` says which share of rows trees of each depth tell right, in these rows and in
 * rows that they have not seen. See {@link tree}.
 *
 * @throws OptionsError for columns that are missing or no numbers, no features, or more than 200 groups.
 * @throws MetricError for fewer rows than two.
 * @example
 * const rules = await segmentTree(customers, 'tier', { features: ['orders', 'spent'] });
 * rules.sql(); // SELECT …, CASE WHEN … THEN 'leaf1' …
 */
export async function segmentTree<T extends Table>(
  table: T,
  segment: ColumnOf<T>,
  options: TreeRuleOptions<ColumnOf<T>>,
): Promise<SegmentTree<T>> {
  requireFeatures(table, segment, options.features);
  const read = await rowsForTree(table, { numbers: options.features, segment, ...ownerOf(options) });
  const names = read.grouping?.names ?? [];
  const target = { values: Float64Array.from(read.grouping?.labels ?? []), classes: names.length };
  const grown = await grow(table, read, target, options);
  const { within, first } = named(table, segment);
  const schema = groupSchema(table, segment, names, grown.rules);
  const groupOf = ({ value, classes, rows: all }: TreeNode) => ({
    predicted: names[value] ?? '',
    purity: (classes[value] ?? 0) / all,
  });
  const rows = grown.leaves.map((leaf) => ({ ...grown.rows(leaf), ...groupOf(leaf.node) }));
  const title = { en: `Rules that tell groups apart: ${within.en}`, zh: `区分各组的规则：${first.zh}` };
  const nodes = nodesOf(
    grown.steps,
    {
      ...grown.input(figureName('tree', segment)),
      title: { en: `Decision tree for ${within.en}`, zh: `${first.zh}的决策树` },
      schema: groupColumns(table, segment, names),
    },
    groupOf,
  );
  return Object.assign(
    new Result({
      ...grown.input(figureName('rules', segment)),
      title,
      schema,
      rows,
      chart: { mark: 'bar', x: 'purity', y: 'rule' },
    }),
    { ...grown.added, nodes },
  );
}
