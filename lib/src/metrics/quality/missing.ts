import { parseKind } from '../../engine/shape.js';
import { id, join, literal, sql } from '../../engine/sql.js';
import { SENTINELS } from '../../data/contract.js';
import { Loaded } from '../../load/loaded.js';
import { missingResult, type Missing } from '../../load/missing.js';
import type { QualityPlan } from './options.js';

const COUNTS = {
  column: 'text',
  rows: 'integer',
  nulls: 'integer',
  empty: 'integer',
  sentinels: 'integer',
} as const;

/** Missing values as they were in the file if the table was loaded from one, else as they are in the table. */
export async function missingValues({ table, columns }: QualityPlan): Promise<Missing> {
  if (table instanceof Loaded) return table.missing;
  const { session, schema } = table;
  const words = join(SENTINELS.map((word) => literal(word)));
  const selects = columns.map((name, position) => {
    const isText = parseKind(table.columns[name] ?? 'text').kind === 'text';
    const among = (condition: ReturnType<typeof sql>) =>
      isText ? sql`count(*) FILTER (WHERE ${condition})` : literal(0);
    return sql`SELECT ${literal(position)} AS position, ${literal(name)} AS "column", count(*) AS rows,
      count(*) FILTER (WHERE ${id(name)} IS NULL) AS nulls, ${among(sql`trim(${id(name)}) = ''`)} AS empty,
      ${among(sql`lower(trim(${id(name)})) IN (${words})`)} AS sentinels FROM ${table}`;
  });
  const counts = await session.engine.all(
    sql`SELECT "column", rows, nulls, empty, sentinels FROM (${join(selects, ' UNION ALL ')}) ORDER BY position`,
    COUNTS,
  );
  return missingResult(session, schema, counts, counts[0]?.rows ?? 0);
}
