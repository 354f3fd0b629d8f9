import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Engine } from '../engine/engine.js';
import { shape } from '../engine/shape.js';
import { id, join, literal, sql, type Sql } from '../engine/sql.js';
import type { Table } from '../engine/table.js';
import type { Check } from './checks.js';
import type { TableContract } from './contract.js';
import { bit, ROW, scannedTable } from './scan.js';

/** One row that was not accepted: where it stands, why, and its original text. */
export const QUARANTINE = shape({ line: 'integer', reason: 'text', text: 'text' });
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
  const reasons = checks.map((check) => reasonOf(check, contract));
  await engine.run(sql`CREATE OR REPLACE TABLE ${table} AS
    SELECT r.${ROW.line} AS line, concat_ws('; ', ${join(reasons)}) AS reason, r.${ROW.text} AS text
    FROM ${rows} r LEFT JOIN (${firsts}) f ON ${same}
    WHERE r.${ROW.problems} & ${literal(mask)} <> 0
    ORDER BY line`);
  return table;
}

/** SQL text of why a row broke a check, null where it did not. */
function reasonOf(check: Check, contract: TableContract): Sql {
  return sql`CASE WHEN r.${ROW.problems} & ${bit(check.bit)} <> 0 THEN ${reasonText(check, contract)} END`;
}

function reasonText(check: Check, contract: TableContract): Sql {
  if (check.kind === 'structure') return sql`r.${ROW.malformed}`;
  const prefix = literal(`${check.column ?? ''}: `);
  if (check.kind === 'unique') {
    const value = sql`concat_ws(', ', ${join(contract.key.map((key) => sql`r.${id(key)}`))})`;
    return sql`${prefix} || ${value} || ${literal(` ${check.problem} `)} || f.first_line`;
  }
  const position = Object.keys(contract.columns).indexOf(check.column ?? '') + 1;
  const value = sql`coalesce('"' || trim(r.${ROW.raw}[${literal(position)}]) || '"', 'null')`;
  return sql`${prefix} || ${value} || ${literal(` ${check.problem}`)}`;
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
