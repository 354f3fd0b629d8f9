import { QueryError } from '../../../errors.js';
import type { Engine, QueryOptions } from '../../../engine/engine.js';
import { literal, sql, type Sql } from '../../../engine/sql.js';
import { ROLLUPS, type RollupName } from '../rollups.js';
import type { EventWindow } from '../window.js';
import { digestOf } from './digest.js';
import type { EventFile } from './files.js';
import { checkedBehavior, PROBLEM } from './problems.js';
import { openEvents, REJECTS } from './relation.js';
import type { Draft, EventStore, Part } from './store.js';

export interface PartOptions extends QueryOptions {
  readonly window: EventWindow;
  /** Whether equal rows of the file count once. */
  readonly distinct: boolean;
}

/**
 * Reads a file once into rows and rollups. While the engine reads, its digest is taken on the side.
 *
 * @throws SourceFormatError when the file is damaged; QueryError when the engine cannot go on. Nothing is left then.
 */
export async function makePart(
  engine: Engine,
  store: EventStore,
  file: EventFile,
  options: PartOptions,
): Promise<Part> {
  const digest = digestOf(file.path, options.signal);
  // It is awaited below; until then a damaged archive must not end the process.
  digest.catch(() => undefined);
  const draft = store.draft(engine, file);
  try {
    if (file.bytes === 0) await writeNothing(draft);
    else await writeRows(engine, draft, file, options);
    const sha256 = await digest;
    const accepted = sql`(SELECT * FROM ${draft.piece('rows')} WHERE behavior > 0)`;
    for (const name of Object.keys(ROLLUPS) as RollupName[]) {
      await draft.write(name, ROLLUPS[name].make(accepted, options.window), { ...(options.signal && { signal: options.signal }) });
    }
    const problems = await countProblems(engine, draft);
    const rows = Object.values(problems).reduce((sum, count) => sum + count, 0);
    const { name, place, bytes, changed } = file;
    return await draft.finish({ file: name, place, bytes, changed, sha256, rows, problems });
  } catch (error) {
    await draft.discard();
    throw error;
  }
}

async function writeNothing(draft: Draft): Promise<void> {
  await draft.write('rows', noRows(), {});
  await draft.write('rejected', noRejects(), {});
}

/** Tries one way of reading after the other; only the last of them can set rows aside that cannot be typed. */
async function writeRows(engine: Engine, draft: Draft, file: EventFile, options: PartOptions): Promise<void> {
  const readings = await openEvents(engine, file);
  for (const [index, { relation, tolerant }] of readings.entries()) {
    try {
      if (tolerant) await dropRejects(engine);
      await draft.write('rows', checkedRows(relation, options), options);
      await draft.write('rejected', tolerant ? rejectedRows() : noRejects(), {});
      if (tolerant) await dropRejects(engine);
      return;
    } catch (error) {
      if (index === readings.length - 1 || !isUnreadableRow(error)) throw error;
    }
  }
}

/** Whether a statement failed for what stands in the file, and not for want of memory, room or time. */
function isUnreadableRow(error: unknown): boolean {
  return error instanceof QueryError && /CSV Error|Invalid Input Error|Conversion Error/.test(error.message);
}

/** An accepted row has the code of its behavior, any other the negative code of its problem and its text. */
function checkedRows(relation: Sql, { window, distinct }: PartOptions): Sql {
  const text = sql`concat_ws(',', user_id, item_id, category_id, behavior_type, event_time)`;
  return sql`WITH source AS (SELECT ${distinct ? sql`DISTINCT` : sql``} * FROM (${relation})),
    checked AS (SELECT *, ${checkedBehavior(window)} AS behavior FROM source)
    SELECT user_id, item_id, category_id, behavior, event_time,
      CASE WHEN behavior < 0 THEN ${text} END AS text
    FROM checked`;
}

/** One row a line that could not be read, with what is wrong in it. */
function rejectedRows(): Sql {
  return sql`SELECT line, text, CAST(CASE WHEN misfit THEN ${literal(PROBLEM.structure)} ELSE ${literal(PROBLEM.type)} END AS TINYINT) AS problem
    FROM (
      SELECT CAST(line AS BIGINT) AS line, min(csv_line) AS text, bool_or(error_type <> 'CAST') AS misfit
      FROM ${REJECTS.errors} GROUP BY line
    )`;
}

const noRejects = (): Sql =>
  sql`SELECT CAST(NULL AS BIGINT) AS line, CAST(NULL AS VARCHAR) AS text, CAST(NULL AS TINYINT) AS problem WHERE FALSE`;

const noRows = (): Sql => sql`SELECT CAST(NULL AS BIGINT) AS user_id, CAST(NULL AS BIGINT) AS item_id,
  CAST(NULL AS BIGINT) AS category_id, CAST(NULL AS TINYINT) AS behavior, CAST(NULL AS BIGINT) AS event_time,
  CAST(NULL AS VARCHAR) AS text WHERE FALSE`;

async function dropRejects(engine: Engine): Promise<void> {
  await engine.run(sql`DROP TABLE IF EXISTS ${REJECTS.errors}`);
  await engine.run(sql`DROP TABLE IF EXISTS ${REJECTS.scans}`);
}

async function countProblems(engine: Engine, draft: Draft): Promise<Record<string, number>> {
  const counts = await engine.all(
    sql`SELECT CAST(CASE WHEN code > 0 THEN 0 ELSE -code END AS INTEGER) AS problem, CAST(sum(n) AS BIGINT) AS n
    FROM (
      SELECT behavior AS code, count(*) AS n FROM ${draft.piece('rows')} GROUP BY behavior
      UNION ALL SELECT -problem, count(*) FROM ${draft.piece('rejected')} GROUP BY problem
    ) GROUP BY problem ORDER BY problem`,
    { problem: 'integer', n: 'integer' },
  );
  return Object.fromEntries(counts.map(({ problem, n }) => [String(problem), n]));
}
