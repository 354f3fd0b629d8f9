import { OptionsError } from '../../errors.js';
import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import type { Table } from '../../core/table.js';
import { ranksBy } from '../../stats/by-label.js';
import { dunn } from '../../stats/dunn.js';
import { benjaminiHochberg, holm } from '../../stats/multiple.js';
import { groupCategories } from '../groups-of.js';
import type { ColumnOf } from '../portrait/columns.js';
import { figureName, named } from '../portrait/titles.js';
import { completeRows } from './better-rows.js';

const CORRECTIONS = { holm, 'benjamini-hochberg': benjaminiHochberg } as const;

export interface RankPairsOptions {
  /** How p-values allow for asking about all pairs: `holm` (default) for any false positive, or their share. */
  readonly correction?: keyof typeof CORRECTIONS;
}

const pairSchema = (table: Table, group: string, names: readonly string[]) => {
  const groups = groupCategories(table, group, names);
  return {
    one: column.category('oneGroup', groups),
    other: column.category('otherGroup', groups),
    difference: column.decimal('rankDifference', { digits: 1 }),
    z: column.decimal('zStatistic'),
    p: column.pValue('correctedP'),
    plainP: column.pValue('plainP', { hidden: true }),
  };
};

/** Every two groups by their ranks. */
export type RankPairs = Result<ReturnType<typeof pairSchema>>;

/**
 * Which groups tend to have higher values than which: Dunn's test of every two groups, after Kruskal-Wallis
 * (`portrait.compareGroups`) and on its ranks.
 *
 * difference = mean rank of the one group less that of the other, among all rows with a value and a group; p corrected by
 * Holm, or by Benjamini and Hochberg. Empty if all values are equal or there is one group.
 * @throws OptionsError for a value that is no number, a group with more than 200 values, or an unknown correction.
 * Source: Dunn (1964), Technometrics 6; Holm (1979).
 * @example
 * (await rankPairs(customers, 'retention', 'tier')).where((row) => row.p < 0.05).length;
 */
export async function rankPairs<T extends Table>(
  table: T,
  value: ColumnOf<T>,
  group: ColumnOf<T>,
  { correction = 'holm' }: RankPairsOptions = {},
): Promise<RankPairs> {
  if (!Object.hasOwn(CORRECTIONS, correction)) {
    throw new OptionsError(
      `Unknown correction "${correction}": use one of ${Object.keys(CORRECTIONS).join(', ')}.`,
    );
  }
  const { numbers, groupings } = await completeRows(table, { numbers: [value], groups: [group] });
  const { names = [], labels = new Int32Array() } = groupings[0] ?? {};
  const values = numbers[0]?.filter((_, row) => (labels[row] ?? -1) >= 0) ?? new Float64Array();
  const { groups, tieSum } = ranksBy(
    values,
    labels.filter((label) => label >= 0),
    names.length,
  );
  const occurring = names.flatMap((name, at) => {
    const ranks = groups[at];
    return ranks === undefined || ranks.n === 0 ? [] : [{ name, ...ranks }];
  });
  const found = dunn(occurring, tieSum);
  const corrected = CORRECTIONS[correction](found.map(({ p }) => p));
  const [what, by] = [named(table, value), named(table, group)];
  return new Result({
    session: table.session,
    name: figureName('rank pairs', value, 'by', group),
    title: {
      en: `Ranks of ${what.within.en} of every two groups by ${by.within.en}`,
      zh: `不同${by.first.zh}两两之间${what.first.zh}的秩比较`,
    },
    schema: pairSchema(table, group, names),
    rows: found.map(({ one, other, difference, z, p }, at) => ({
      one: occurring[one]?.name ?? '',
      other: occurring[other]?.name ?? '',
      ...{ difference, z, p: corrected[at] ?? p, plainP: p },
    })),
    chart: { mark: 'bar', x: 'difference', y: 'one', color: 'other' },
  });
}
