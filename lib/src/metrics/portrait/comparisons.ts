import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { described, type Table } from '../../core/table.js';
import { corrected } from '../../stats/multiple.js';
import type { ColumnOf } from './columns.js';
import { compareGroups, TESTS } from './comparison.js';
import { EFFECT_SIZES } from './effect-size.js';
import { figureName, named } from './titles.js';

const { optional } = column;

function familySchema<C extends string>(table: Table, values: readonly C[]) {
  const labels = Object.fromEntries(values.map((name) => [name, { label: described(table, name).label }]));
  return {
    value: column.category('measure', labels as Readonly<Record<C, (typeof labels)[string]>>),
    n: column.count('sampleSize'),
    test: column.category('test', TESTS),
    statistic: optional(column.decimal('statistic')),
    p: optional(column.pValue()),
    q: optional(column.pValue('q')),
    effect: optional(column.percent('varianceExplained', { interval: 'effectInterval' })),
    effectInterval: optional(column.interval('percent', 'interval95', { hidden: true })),
    size: optional(column.category('effectSize', EFFECT_SIZES)),
  };
}

export type Comparisons<C extends string = string> = Result<ReturnType<typeof familySchema<C>>>;

/**
 * Whether several values differ between groups, one row each, tested as in `compareGroups` but as one family: q is the
 * Benjamini-Hochberg-adjusted p over all of these tests.
 *
 * statistic = F of Welch's ANOVA. Values that do not vary within every group have no test and are not counted in the
 * family.
 * Source: Benjamini & Hochberg (1995); see `compareGroups`.
 * @param values numeric columns, in display order.
 * @example
 * const family = await comparisons(users, ['income', 'pages_viewed'], 'location');
 * family.where((row) => row.q !== null && row.q < 0.05).list('value').en; // 'Income'
 */
export async function comparisons<T extends Table, const C extends ColumnOf<T>>(
  table: T,
  values: readonly C[],
  group: ColumnOf<T>,
): Promise<Comparisons<C>> {
  const tests = [];
  for (const value of values) {
    for (const row of await compareGroups(table, value, group)) {
      const { n, test, f, p, effect, effectInterval, size } = row;
      tests.push({ value, n, test, statistic: f, p, effect, effectInterval, size });
    }
  }
  const by = named(table, group);
  return new Result({
    session: table.session,
    name: figureName('comparisons by', group),
    title: { en: `Differences between groups by ${by.within.en}`, zh: `不同${by.first.zh}之间的差异` },
    schema: familySchema(table, values),
    rows: corrected(tests),
    chart: { mark: 'bar', x: 'effect', y: 'value' },
  });
}
