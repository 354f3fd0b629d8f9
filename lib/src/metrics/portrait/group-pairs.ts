import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import type { Table } from '../../core/table.js';
import { gamesHowell } from '../../stats/games-howell.js';
import type { GroupMoments } from '../../stats/moments.js';
import { groupColumn, measured, orderedNames } from './columns.js';
import { figureName, named } from './titles.js';

function pairsSchema(table: Table, value: string, group: string) {
  const of = groupColumn(table, group);
  const named = (name: 'oneGroup' | 'otherGroup') => ({
    ...of,
    kind: 'text' as const,
    label: column.text(name).label,
  });
  return {
    one: named('oneGroup'),
    other: named('otherGroup'),
    difference: {
      ...measured(column.decimal('meanDifference'), table, value),
      of: { interval: 'differenceInterval' },
    },
    differenceInterval: measured(column.interval('decimal', 'interval95', { hidden: true }), table, value),
    t: column.decimal('tStatistic'),
    df: column.decimal('df', { digits: 1 }),
    p: column.pValue('correctedP'),
  };
}

/** Which means differ from which: one row a pair of groups. */
export type GroupPairs = Result<ReturnType<typeof pairsSchema>>;

interface NamedGroup extends GroupMoments {
  readonly name: string;
}

/** Every pair of groups by the test of Games and Howell; p and interval allow for asking about all pairs. */
export function groupPairs(
  table: Table,
  value: string,
  group: string,
  groups: readonly NamedGroup[],
): GroupPairs {
  const schema = pairsSchema(table, value, group);
  const names = orderedNames(
    schema.one,
    groups.map(({ name }) => name),
  );
  const ordered = names.flatMap((name) => groups.filter((one) => one.name === name));
  const [what, by] = [named(table, value), named(table, group)];
  return new Result({
    session: table.session,
    name: figureName('pairs', value, 'by', group),
    title: {
      en: `Differences in ${what.within.en} between every two groups by ${by.within.en}`,
      zh: `不同${by.first.zh}两两之间${what.first.zh}的差异`,
    },
    schema,
    rows: gamesHowell(ordered).map(({ one, other, difference, interval, t, df, p }) => ({
      one: ordered[one]?.name ?? '',
      other: ordered[other]?.name ?? '',
      ...{ difference, differenceInterval: interval, t, df, p },
    })),
  });
}
