import type { Engine } from '../../engine/engine.js';
import { id, literal, sql, type Sql } from '../../engine/sql.js';
import { cleaned } from './cleaned.js';
import { PROBLEM } from './problems.js';

/** Tables in which the engine's CSV reader records what it could not read: one row per error. */
const REJECTS = { errors: 'event_rejects', scans: 'event_reject_scans' } as const;

/** The options of a reader that takes each line separately and records those that it cannot read. */
export const BY_LINE = sql`quote = '', escape = '', store_rejects = true,
  rejects_table = ${literal(REJECTS.errors)}, rejects_scan = ${literal(REJECTS.scans)}`;

/** Whether the value that is no number means that there is none. */
const VALUE = sql`nullif(regexp_extract(error_message, '(?s)Could not convert string "(.*)" to ', 1), '')`;
const ABSENT = sql`(error_type = 'CAST' AND ${VALUE} IS NOT NULL AND ${cleaned(VALUE)} IS NULL)`;

/** Drops the record of what the engine's reader could not read. */
export async function dropRejects(engine: Engine): Promise<void> {
  await engine.run(sql`DROP TABLE IF EXISTS ${id(REJECTS.errors)}`);
  await engine.run(sql`DROP TABLE IF EXISTS ${id(REJECTS.scans)}`);
}

/** One row per line that could not be read, with its problem. */
export function rejectedLines(): Sql {
  const problem = sql`CASE WHEN misfit THEN ${literal(PROBLEM.structure)}
    WHEN absent THEN ${literal(PROBLEM.missing)} ELSE ${literal(PROBLEM.type)} END`;
  return sql`SELECT line, text, CAST(${problem} AS TINYINT) AS problem
    FROM (
      SELECT CAST(line AS BIGINT) AS line, trim(min(csv_line), chr(10) || chr(13)) AS text,
        bool_or(error_type <> 'CAST') AS misfit, bool_and(${ABSENT}) AS absent
      FROM ${id(REJECTS.errors)} GROUP BY line
    )`;
}

/** Whether lines were left out for an amount that is a word for a missing one, which an event may lack. */
export async function lacksAmounts(engine: Engine, column: string | undefined): Promise<boolean> {
  if (column === undefined) return false;
  const { n } = await engine.one(
    sql`SELECT count(*) AS n FROM ${id(REJECTS.errors)} WHERE column_name = ${literal(column)} AND ${ABSENT}`,
    { n: 'integer' },
  );
  return n > 0;
}
