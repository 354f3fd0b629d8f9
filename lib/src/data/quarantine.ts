import { renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Engine } from '../engine/engine.js';
import { shape } from '../engine/shape.js';
import { id, join, literal, sql, type Sql } from '../engine/sql.js';
import type { Table } from '../engine/table.js';
import { makeFolder } from '../core/make-folder.js';
import type { Locale } from '../core/label.js';
import { OutputError, QueryError, TallyError } from '../errors.js';
import { MALFORMED_WORDS } from './check-words.js';
import type { Check } from './checks.js';
import type { TableContract } from './contract.js';
import { bit, ROW } from './scan.js';
import { scannedTable, type Target } from './target.js';

/** One row that was not accepted: its line, the reason in English and Chinese, and its original text. */
export const QUARANTINE = shape({ line: 'integer', reason: 'text', reason_zh: 'text', text: 'text' });
export type QuarantineTable = Table<typeof QUARANTINE>;

/** Creates the table of the rows with a problem in `mask`, in file order; of several files, reasons name the one. */
export async function makeQuarantine(
  engine: Engine,
  target: Target,
  checks: readonly Check[],
  mask: bigint,
): Promise<QuarantineTable> {
  const { contract, file } = target;
  const table: QuarantineTable = { name: target.quarantine, columns: QUARANTINE };
  const rows = scannedTable(target);
  const keys = contract.key.map(id);
  const firsts =
    keys.length === 0
      ? sql`SELECT NULL AS first_line WHERE FALSE`
      : sql`SELECT ${join(keys)}, ${firstPlace(file)} AS first_line FROM ${rows}
          WHERE ${ROW.problems} = 0 GROUP BY ${join(keys)}`;
  const same =
    keys.length === 0
      ? sql`FALSE`
      : join(
          keys.map((key) => sql`r.${key} = f.${key}`),
          ' AND ',
        );
  const reasons = (locale: Locale) => {
    const all = sql`concat_ws(${literal(locale === 'zh' ? '；' : '; ')}, ${join(checks.map((check) => reasonOf(check, contract, locale)))})`;
    return file === undefined
      ? all
      : sql`r.${id(file)} || ${literal(locale === 'zh' ? '：' : ': ')} || ${all}`;
  };
  await engine.run(sql`CREATE OR REPLACE TABLE ${table} AS
    SELECT r.${ROW.line} AS line, ${reasons('en')} AS reason, ${reasons('zh')} AS reason_zh, r.${ROW.text} AS text
    FROM ${rows} r LEFT JOIN (${firsts}) f ON ${same}
    WHERE r.${ROW.problems} & ${literal(mask)} <> 0
    ORDER BY r.rowid`);
  return table;
}

/** SQL for the line of the first row of a group, and its file where there are several. */
function firstPlace(file: string | undefined): Sql {
  const line = sql`min_by(${ROW.line}, rowid)`;
  return file === undefined ? line : sql`${line} || ' of ' || min_by(${id(file)}, rowid)`;
}

/** SQL for the reason why a row broke a check; null if it did not. */
function reasonOf(check: Check, contract: TableContract, locale: Locale): Sql {
  return sql`CASE WHEN r.${ROW.problems} & ${bit(check.bit)} <> 0 THEN ${reasonText(check, contract, locale)} END`;
}

function reasonText(check: Check, contract: TableContract, locale: Locale): Sql {
  if (check.kind === 'structure') return malformedText(locale);
  const prefix = literal(`${check.column ?? ''}${locale === 'zh' ? '：' : ': '}`);
  const problem = ` ${check.problem[locale]}`;
  if (check.kind === 'unique') {
    const value = sql`concat_ws(', ', ${join(contract.key.map((key) => sql`r.${id(key)}`))})`;
    return sql`${prefix} || ${value} || replace(${literal(problem)}, 'LINE', f.first_line::VARCHAR)`;
  }
  const position = Object.keys(contract.columns).indexOf(check.column ?? '') + 1;
  const value = sql`coalesce('"' || trim(r.${ROW.raw}[${literal(position)}]) || '"', 'null')`;
  return sql`${prefix} || ${value} || ${literal(problem)}`;
}

function malformedText(locale: Locale): Sql {
  const found = sql`r.${ROW.malformed}`;
  if (locale === 'en') return found;
  return MALFORMED_WORDS.reduce(
    (text, [pattern, zh]) => sql`regexp_replace(${text}, ${literal(pattern)}, ${literal(zh)})`,
    found,
  );
}

/** Set by the runner: the folder for relative paths of output files, so a run can write elsewhere. */
const OUTPUT_ROOT = 'NBCONVERT_TS_OUTPUT_ROOT';

/** Leading characters that make a spreadsheet treat a field as a formula. */
const FORMULA = '^[=+\\-@\\t\\r]';

/** Text that a spreadsheet does not run: an apostrophe precedes whatever would start a formula. */
const asText = (name: string): Sql =>
  sql`CASE WHEN regexp_matches(${id(name)}, ${literal(FORMULA)}) THEN '''' || ${id(name)} ELSE ${id(name)} END AS ${id(name)}`;

/**
 * Writes the quarantined rows as CSV (line, reason, text), in the order of the file or files, completely or not at all.
 * Opening the file in a spreadsheet runs no formulas from the rows.
 *
 * @throws OutputError if the file cannot be written.
 */
export async function writeQuarantine(engine: Engine, table: QuarantineTable, file: string): Promise<void> {
  const path = resolve(process.env[OUTPUT_ROOT] ?? '', file);
  const unfinished = `${path}.unfinished`;
  try {
    makeFolder(dirname(path));
    try {
      await engine.run(
        sql`COPY (SELECT line, ${asText('reason')}, ${asText('text')} FROM ${table} ORDER BY rowid) TO ${literal(unfinished)} (FORMAT csv, HEADER)`,
      );
      renameSync(unfinished, path);
    } finally {
      rmSync(unfinished, { force: true });
    }
  } catch (error) {
    if (error instanceof TallyError && !(error instanceof QueryError)) throw error;
    const cause = error instanceof QueryError ? error.cause : error;
    const reason = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    throw new OutputError(
      `${path}: the rows set aside cannot be written (${reason}). Choose another place with quarantineFile.`,
      { cause: error },
    );
  }
}
