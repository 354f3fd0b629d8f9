import { statSync } from 'node:fs';
import { SourceFormatError } from '../../errors.js';
import type { Engine, QueryOptions } from '../../engine/engine.js';
import { id, join, literal, raw, sql, type Sql } from '../../engine/sql.js';
import { rollupsOf } from '../rollups.js';
import type { IdKind } from '../tables.js';
import { cleaned } from './cleaned.js';
import { DigestPass } from './digest.js';
import type { EventFile } from './files.js';
import type { IngestPlan } from './plan.js';
import { checkedCode, PROBLEM } from './problems.js';
import { dropRejects, lacksAmounts, rejectedLines } from './rejects.js';
import { readEvents } from './relation.js';
import type { EventRelation } from './ways.js';
import { acceptedOf, type Draft, type EventStore, type Part } from './store.js';
import { ALWAYS_STRICT } from './strict-numbers.js';

/**
 * Reads a file once into rows and rollups. Its digest is taken while the engine reads.
 *
 * @throws SourceFormatError when the file is damaged; QueryError when the engine fails. Nothing is left behind then.
 */
export async function makePart(
  engine: Engine,
  store: EventStore,
  file: EventFile,
  plan: IngestPlan,
  options: QueryOptions,
): Promise<Part> {
  const digest = new DigestPass(file.path, options.signal);
  if (file.format === 'parquet') digest.begin(ALWAYS_STRICT);
  const draft = store.draft(engine, file);
  try {
    if (file.bytes === 0) await writeNothing(draft, plan);
    else await writeRows(engine, draft, file, plan, digest, options);
    const sha256 = await digest.end();
    const accepted = acceptedOf(draft.piece('rows'));
    const { layout } = plan.reading;
    for (const { name, make } of rollupsOf({ ...plan, layout })) {
      await draft.write(name, make(accepted), { ...(options.signal && { signal: options.signal }) });
    }
    const problems = await countProblems(engine, draft);
    const rows = Object.values(problems).reduce((sum, count) => sum + count, 0);
    requireUnchanged(file);
    const { name, place, bytes, changed, stamp } = file;
    return await draft.finish({ file: name, place, bytes, changed, stamp, sha256, rows, problems });
  } catch (error) {
    await draft.discard();
    throw error;
  }
}

/** The engine and the digest must have read the same content. */
function requireUnchanged({ path, bytes, changed }: EventFile): void {
  const { size, mtimeMs } = statSync(path);
  if (size === bytes && mtimeMs === changed) return;
  throw new SourceFormatError(`${path}: was changed while it was read. Load it again once it is complete.`);
}

async function writeNothing(draft: Draft, plan: IngestPlan): Promise<void> {
  await draft.write('rows', noRows(plan), {});
  await draft.write('rejected', noRejects(), {});
}

/**
 * Writes the rows of a file, and those that are not events. If there are not as many rows as the file has, it is read
 * in a more careful way.
 */
async function writeRows(
  engine: Engine,
  draft: Draft,
  file: EventFile,
  plan: IngestPlan,
  digest: DigestPass,
  options: QueryOptions,
): Promise<void> {
  await readEvents(engine, file, plan.reading, digest.begin, async (relation, until) => {
    const lines = relation.way === 'lines';
    if (lines) await dropRejects(engine);
    await draft.write('rows', acceptedOrChecked(relation, plan), until(options));
    await draft.write('rejected', lines ? rejectedLines() : rejectedRecords(relation, plan), {});
    const lost = lines && (await lacksAmounts(engine, relation.amount));
    if (lines) await dropRejects(engine);
    if (lost) return null;
    const expected = await relation.rows();
    return expected === null || expected === (await rowsWritten(engine, draft, relation, plan)) ? true : null;
  });
}

/** Rows including equal ones; where those were dropped, the rows of the file are counted again. */
async function rowsWritten(
  engine: Engine,
  draft: Draft,
  { relation, way }: EventRelation,
  { distinct }: IngestPlan,
): Promise<number> {
  const read = distinct ? sql`(${relation})` : draft.piece('rows');
  const rejected =
    distinct && way !== 'lines' ? sql`` : sql`+ (SELECT count(*) FROM ${draft.piece('rejected')})`;
  const { n } = await engine.one(sql`SELECT (SELECT count(*) FROM ${read}) ${rejected} AS n`, {
    n: 'integer',
  });
  return n;
}

/** The columns of the rows of a part, with their types for when there are no rows. */
function columnsOf({ reading: { layout } }: IngestPlan): readonly (readonly [name: string, type: string])[] {
  const idType = (kind: IdKind) => (kind === 'text' ? 'VARCHAR' : 'BIGINT');
  return [
    ['user_id', idType(layout.user)],
    ...(layout.item === null ? [] : [['item_id', idType(layout.item)] as const]),
    ...(layout.category === null ? [] : [['category_id', idType(layout.category)] as const]),
    ['code', 'TINYINT'],
    ['event_time', 'BIGINT'],
    ...(layout.amount ? [['amount', 'DECIMAL(18, 4)'] as const] : []),
  ];
}

/**
 * The rows of a part. An accepted row has the code of its type, any other the negative code of its problem and its text;
 * records that have a line are with the rejected ones instead.
 */
function acceptedOrChecked({ relation, way }: EventRelation, plan: IngestPlan): Sql {
  const columns = join(columnsOf(plan).map(([name]) => id(name)));
  if (way === 'records') {
    return sql`SELECT ${columns}, CAST(NULL AS VARCHAR) AS text FROM (${checkedRecords(relation, plan)})
      WHERE problem IS NULL`;
  }
  const source = sql`SELECT ${plan.distinct ? sql`DISTINCT * REPLACE (${equalTexts(plan)})` : sql`*`} FROM (${relation})`;
  const text = sql`coalesce(misread, written, concat_ws(',', ${join(readColumns(plan))}))`;
  return sql`WITH checked AS (SELECT *, ${checkedCode(plan)} AS code FROM (${source}))
    SELECT ${columns}, CASE WHEN code < 0 AND code <> ${literal(-PROBLEM.ignored)} THEN ${text} END AS text
    FROM checked`;
}

/** The columns into which a row is read. */
function readColumns({ reading: { timestamps, columns } }: IngestPlan): readonly Sql[] {
  const named = { type: 'word', time: timestamps === 'seconds' ? 'event_time' : 'time', amount: 'amount' };
  return columns.fields.map((field) =>
    id(field === 'type' || field === 'time' || field === 'amount' ? named[field] : `${field}_id`),
  );
}

/** The texts that are no ids, so that blanks around them make no equal events differ. */
function equalTexts({ reading: { timestamps } }: IngestPlan): Sql {
  const type = sql`${cleaned(id('word'))} AS word`;
  return timestamps === 'iso' ? sql`${type}, trim(CAST(time AS VARCHAR)) AS time` : type;
}

/** Records with the code of their type, and the code of the problem of those that are not events. */
function checkedRecords(relation: Sql, plan: IngestPlan): Sql {
  const equal = join([id('problem'), ...readColumns(plan)]);
  const first = sql`QUALIFY problem IS NOT NULL OR row_number() OVER (PARTITION BY ${equal} ORDER BY line) = 1`;
  const other = sql`code < 0 AND code <> ${literal(-PROBLEM.ignored)}`;
  return sql`SELECT * REPLACE (CASE WHEN problem IS NULL AND ${other} THEN -code ELSE problem END AS problem)
    FROM (SELECT *, ${checkedCode(plan)} AS code FROM (
      SELECT * FROM ${plan.distinct ? sql`(SELECT * REPLACE (${equalTexts(plan)}) FROM (${relation})) ${first}` : sql`(${relation})`}))`;
}

function rejectedRecords({ relation, way }: EventRelation, plan: IngestPlan): Sql {
  return way === 'records'
    ? sql`SELECT line, text, CAST(problem AS TINYINT) AS problem FROM (${checkedRecords(relation, plan)})
        WHERE problem IS NOT NULL`
    : noRejects();
}

const noRejects = (): Sql =>
  sql`SELECT CAST(NULL AS BIGINT) AS line, CAST(NULL AS VARCHAR) AS text, CAST(NULL AS TINYINT) AS problem WHERE FALSE`;

function noRows(plan: IngestPlan): Sql {
  const columns = columnsOf(plan).map(([name, type]) => sql`CAST(NULL AS ${raw(type)}) AS ${id(name)}`);
  return sql`SELECT ${join(columns)}, CAST(NULL AS VARCHAR) AS text WHERE FALSE`;
}

async function countProblems(engine: Engine, draft: Draft): Promise<Record<string, number>> {
  const counts = await engine.all(
    sql`SELECT CAST(CASE WHEN code > 0 THEN 0 ELSE -code END AS INTEGER) AS problem, CAST(sum(n) AS BIGINT) AS n
    FROM (
      SELECT code, count(*) AS n FROM ${draft.piece('rows')} GROUP BY code
      UNION ALL SELECT -problem, count(*) FROM ${draft.piece('rejected')} GROUP BY problem
    ) GROUP BY problem ORDER BY problem`,
    { problem: 'integer', n: 'integer' },
  );
  return Object.fromEntries(counts.map(({ problem, n }) => [String(problem), n]));
}
