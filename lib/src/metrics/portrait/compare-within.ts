import { id, literal, sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { described, Table } from '../../core/table.js';
import { corrected } from '../../stats/multiple.js';
import { groupColumn, groupText, orderedNames, type ColumnOf } from './columns.js';
import { compareGroups, type Comparison } from './comparison.js';
import { figureName, named } from './titles.js';

const withinSchema = (table: Table, within: string, compared: Comparison['schema']) => {
  const { groups, n, test, p, effect, effectInterval, size } = compared;
  return {
    within: groupColumn(table, within),
    ...{ groups, n, test, p },
    q: column.optional(column.pValue('q')),
    ...{ effect, effectInterval, size },
  };
};

export type ComparisonsWithin = Result<ReturnType<typeof withinSchema>>;

/**
 * Whether a value differs between groups within each part of a table, one row per part: {@link compareGroups} runs on
 * every part as one family, so q, the Benjamini-Hochberg-adjusted p, corrects for multiple tests. Parts are in the
 * order of the column's categories; rows without a part are left out.
 *
 * @param within the column whose values are the parts.
 * @example
 * const byRegion = await compareWithin(users, 'total_spending', 'interests', 'location');
 * byRegion.at({ within: 'Urban' }).q.en;
 */
export async function compareWithin<T extends Table>(
  table: T,
  value: ColumnOf<T>,
  group: ColumnOf<T>,
  within: ColumnOf<T>,
): Promise<ComparisonsWithin> {
  const { session, columns, roles, schema } = table;
  const part = groupText(within);
  const found = await session.engine.all(
    sql`SELECT DISTINCT ${part} AS part FROM ${table} WHERE ${id(within)} IS NOT NULL ORDER BY part`,
    { part: 'text' },
  );
  const names = orderedNames(
    described(table, within),
    found.map((row) => row.part),
  ).filter((name) => found.some((row) => row.part === name));
  const compared: { within: string; comparison: Comparison }[] = [];
  for (const name of names) {
    const one = new Table({
      session,
      name: session.uniqueName(`${table.name}_part`),
      columns,
      roles,
      schema,
    });
    await session.engine.run(
      sql`CREATE TABLE ${one} AS SELECT * FROM ${table} WHERE ${part} = ${literal(name)}`,
    );
    compared.push({ within: name, comparison: await compareGroups<Table>(one, value, group) });
  }
  const rows = compared.flatMap(({ within: name, comparison }) =>
    comparison.rows.map(({ groups, n, test, p, effect, effectInterval, size }) => ({
      within: name,
      ...{ groups, n, test, p, effect, effectInterval, size },
    })),
  );
  const compareSchema = compared[0]?.comparison.schema ?? (await compareGroups(table, value, group)).schema;
  const [what, by, inside] = [named(table, value), named(table, group), named(table, within)];
  return new Result({
    session,
    name: figureName('comparison', value, 'by', group, 'within', within),
    title: {
      en: `Differences in ${what.within.en} by ${by.within.en} within each ${inside.within.en}`,
      zh: `各${inside.first.zh}内部不同${by.first.zh}之间${what.first.zh}的差异`,
    },
    schema: withinSchema(table, within, compareSchema),
    rows: corrected(rows),
  });
}
