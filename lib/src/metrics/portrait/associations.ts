import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { described, type Table } from '../../core/table.js';
import { corrected } from '../../stats/multiple.js';
import type { ColumnOf } from './columns.js';
import { ASSOCIATION, type CrossTab } from './cross-cells.js';
import { crossTab } from './cross-tab.js';
import { figureName, named } from './titles.js';

function familySchema<C extends string>(table: Table, others: readonly C[]) {
  const { n, chiSquare, df, p, ...effect } = ASSOCIATION;
  const labels = Object.fromEntries(others.map((name) => [name, { label: described(table, name).label }]));
  return {
    column: column.category('attribute', labels as Readonly<Record<C, (typeof labels)[string]>>),
    ...{ n, chiSquare, df, p },
    q: column.optional(column.pValue('q')),
    ...effect,
  };
}

/** Whether an attribute is associated with others, one row each. */
export type Associations<C extends string = string> = Result<ReturnType<typeof familySchema<C>>> & {
  /** The cross-tabulation of each test, by the other attribute. */
  readonly tabs: Readonly<Record<C, CrossTab>>;
};

/**
 * Tests one attribute against several others by chi-square, as one family: with five independent tests on data without
 * any pattern, at least one has p < 0.05 more than a fifth of the time; q, the Benjamini-Hochberg-adjusted p, corrects
 * for this.
 *
 * cramersV is corrected for bias, in [0, 1], with its 95% interval; `size` is null if the interval starts at 0.
 * sampleV = sqrt(chi2 / (n min(r - 1, c - 1))), uncorrected. `sparse` is the share of cells with an expected count
 * below 5: above a fifth, p is only approximate (Cochran 1954). If all users have the same value of one of the two
 * attributes, everything but n is null, and the test is not counted in the family.
 * Source: Pearson (1900); Cramér (1946); Bergsma (2013); Benjamini & Hochberg (1995); Cohen (1988) for effect size
 * labels.
 * @param attribute the column tested against all the others.
 * @param others the columns of the family, in display order.
 * @example
 * const family = await associations(users, 'location', ['gender', 'interests']);
 * family.at({ column: 'gender' }).q.en;
 * family.tabs.gender; // the cells
 */
export async function associations<T extends Table, const C extends ColumnOf<T>>(
  table: T,
  attribute: ColumnOf<T>,
  others: readonly C[],
): Promise<Associations<C>> {
  const tabs: [C, CrossTab][] = [];
  for (const other of others) tabs.push([other, await crossTab(table, attribute, other)]);
  const found = tabs.flatMap(([other, { association }]) =>
    association.rows.map((row) => ({ column: other, ...row })),
  );
  const { first, within } = named(table, attribute);
  const family = new Result({
    session: table.session,
    name: figureName('associations of', attribute),
    title: { en: `Attributes associated with ${within.en}`, zh: `与${first.zh}相关的属性` },
    schema: familySchema(table, others),
    rows: corrected(found),
  });
  return Object.assign(family, { tabs: Object.fromEntries(tabs) as Readonly<Record<C, CrossTab>> });
}
