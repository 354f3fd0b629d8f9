import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import type { Categories } from '../../core/schema.js';
import { described, type Table } from '../../core/table.js';
import { corrected } from '../../stats/multiple.js';
import type { ColumnOf } from './columns.js';
import { COMPARED, compareGroups } from './comparison.js';

/** A value and the groups to compare it between: `['total_spending', 'gender']`. */
export type ComparisonPair<T extends Table> = readonly [value: ColumnOf<T>, group: ColumnOf<T>];

function pairsSchema(table: Table, pairs: readonly (readonly [string, string])[]) {
  const named = (names: readonly string[]): Categories =>
    Object.fromEntries(names.map((name) => [name, { label: described(table, name).label }]));
  const { groups, n, test, p, ...rest } = COMPARED;
  return {
    value: column.category<string>('measure', named(pairs.map(([value]) => value))),
    group: column.category<string>('groupedBy', named(pairs.map(([, group]) => group))),
    ...{ groups, n, test, p },
    q: column.optional(column.pValue('q')),
    ...rest,
  };
}

/** Whether values differ between groups, one row per comparison. */
export type PairComparisons = Result<ReturnType<typeof pairsSchema>>;

/**
 * Tests several values for differences between groups, as one family: each row is the result of {@link compareGroups},
 * with q, the Benjamini-Hochberg-adjusted p. A comparison whose p is undefined is not counted in the family.
 *
 * Source: Welch (1951); Kruskal & Wallis (1952); Benjamini & Hochberg (1995).
 * @param pairs for each, a numeric column and a column of groups, in display order.
 * @example
 * const found = await comparePairs(users, [['total_spending', 'gender'], ['income', 'location']]);
 * found.at({ value: 'income', group: 'location' }).effect.en; // '49.1%'
 */
export async function comparePairs<T extends Table>(
  table: T,
  pairs: readonly ComparisonPair<T>[],
): Promise<PairComparisons> {
  const found = [];
  for (const [value, group] of pairs) found.push(...(await compareGroups(table, value, group)).rows);
  return new Result({
    session: table.session,
    name: 'comparisons',
    title: { en: 'Differences between groups', zh: '组间差异' },
    schema: pairsSchema(table, pairs),
    rows: corrected(found),
  });
}
