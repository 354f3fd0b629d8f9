import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Engine } from '../engine/engine.js';
import { shape } from '../engine/shape.js';
import { id, join, literal, sql, type Sql } from '../engine/sql.js';
import type { Table } from '../engine/table.js';
import type { Locale } from '../label.js';
import { MALFORMED_WORDS } from './checkWords.js';
import type { Check } from './checks.js';
import type { TableContract } from './contract.js';
import { bit, ROW, scannedTable } from './scan.js';

/** One row that was not accepted: where it stands, why, in English and Chinese, and its original text. */
export const QUARANTINE = shape({ line: 'integer', reason: 'text', reason_zh: 'text', text: 'text' });
export type QuarantineTable = Table<typeof QUARANTINE>;

/** Makes the table `<name>_quarantine` of the rows with a problem in `mask`, in the order of the file. */
export async function makeQuarantine(
  engine: Engine,
  contract: TableContract,
  checks: readonly Check[],
  mask: bigint,
): Promise<QuarantineTable> {
  const table: QuarantineTable = { name: `${contract.name}_quarantine`, columns: QUARANTINE };
  const rows = scannedTable(contract);
  const keys = contract.key.map(id);
  const firsts =
    keys.length === 0
      ? sql`SELECT NULL AS first_line WHERE FALSE`
      : sql`SELECT ${join(keys)}, min(${ROW.line}) AS first_line FROM ${rows}
          WHERE ${ROW.problems} = 0 GROUP BY ${join(keys)}`;
  const same =
    keys.length === 0
      ? sql`FALSE`
      : join(
          keys.map((key) => sql`r.${key} = f.${key}`),
          ' AND ',
        );
  const reasons = (locale: Locale) => join(checks.map((check) => reasonOf(check, contract, locale)));
  await engine.run(sql`CREATE OR REPLACE TABLE ${table} AS
    SELECT r.${ROW.line} AS line, concat_ws('; ', ${reasons('en')}) AS reason,
      concat_ws('；', ${reasons('zh')}) AS reason_zh, r.${ROW.text} AS text
    FROM ${rows} r LEFT JOIN (${firsts}) f ON ${same}
    WHERE r.${ROW.problems} & ${literal(mask)} <> 0
    ORDER BY line`);
  return table;
}

/** SQL text of why a row broke a check, null where it did not. */
function reasonOf(check: Check, contract: TableContract, locale: Locale): Sql {
  return sql`CASE WHEN r.${ROW.problems} & ${bit(check.bit)} <> 0 THEN ${reasonText(check, contract, locale)} END`;
}

function reasonText(check: Check, contract: TableContract, locale: Locale): Sql {
  if (check.kind === 'structure') return malformedText(locale);
  const prefix = literal(`${check.column ?? ''}${locale === 'zh' ? '：' : ': '}`);
  const problem = ` ${check.problem[locale]}`;
  if (check.kind === 'unique') {
    const value = sql`concat_ws(', ', ${join(contract.key.map((key) => sql`r.${id(key)}`))})`;
    return sql`${prefix} || ${value} || ${literal(`${problem} `)} || f.first_line`;
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

/** Set by the runner: the folder that relative paths of files to write start at, so that a run may write elsewhere. */
const OUTPUT_ROOT = 'NBCONVERT_TS_OUTPUT_ROOT';

/** Writes the quarantined rows as CSV (line, reason, text): complete or not at all. */
export async function writeQuarantine(engine: Engine, table: QuarantineTable, file: string): Promise<void> {
  const path = resolve(process.env[OUTPUT_ROOT] ?? '', file);
  const unfinished = `${path}.unfinished`;
  mkdirSync(dirname(path), { recursive: true });
  try {
    await engine.run(
      sql`COPY (SELECT line, reason, text FROM ${table} ORDER BY line) TO ${literal(unfinished)} (FORMAT csv, HEADER)`,
    );
    renameSync(unfinished, path);
  } finally {
    rmSync(unfinished, { force: true });
  }
}
