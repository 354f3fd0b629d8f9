import type { Engine } from '../engine/engine.js';
import { id, join, literal, sql, type Sql } from '../engine/sql.js';
import { bit, ROW } from './scan.js';
import type { Check } from './checks.js';
import { readCsv } from './source/csv.js';
import type { SourceRecord } from './source/records.js';
import { TemporaryFolder, writeQuotedCsv } from './source/temporary.js';
import { scannedTable, type Target } from './target.js';

/** The most rows to look up; beyond that, reading the whole file row by row is no slower. */
const MAX_ROWS = 100_000;

/**
 * Adds line numbers and original text to the rows that broke a rule, after a scan without them: the n-th row of the
 * scan is the n-th record of the file.
 *
 * @returns false if it cannot: too many rows, or the records do not match the scanned rows.
 */
export async function locateBrokenRows(
  engine: Engine,
  target: Target,
  checks: readonly Check[],
  records: AsyncIterable<SourceRecord>,
  rows: number,
): Promise<boolean> {
  const wanted = await engine.all(
    sql`SELECT rowid AS ordinal FROM ${scannedTable(target)} WHERE ${rowsToLocate(target, checks)}
    ORDER BY ordinal LIMIT ${literal(MAX_ROWS + 1)}`,
    { ordinal: 'integer' },
  );
  if (wanted.length > MAX_ROWS) return false;
  const found: string[][] = [];
  let ordinal = 0;
  for await (const { line, text, malformed } of records) {
    if (malformed !== null) return false;
    if (wanted[found.length]?.ordinal === ordinal) found.push([String(ordinal), String(line), text]);
    ordinal += 1;
  }
  if (ordinal !== rows || found.length !== wanted.length) return false;
  await fillIn(engine, target, found);
  return true;
}

/** Broken rows, and the good rows whose key a broken row repeats, since its reason gives their line. */
function rowsToLocate(target: Target, checks: readonly Check[]): Sql {
  const unique = checks.find((check) => check.kind === 'unique');
  const broken = sql`${ROW.problems} & ${literal(checks.reduce((mask, { bit: n }) => mask | (1n << BigInt(n)), 0n))} <> 0`;
  if (unique === undefined) return broken;
  const keys = join(target.contract.key.map(id));
  return sql`${broken} OR (${keys}) IN (
    SELECT (${keys}) FROM ${scannedTable(target)} WHERE ${ROW.problems} & ${bit(unique.bit)} <> 0)`;
}

async function fillIn(engine: Engine, target: Target, found: readonly string[][]): Promise<void> {
  const folder = new TemporaryFolder();
  try {
    const copy = folder.file('located.csv');
    await writeQuotedCsv(copy, found);
    const located = readCsv(copy, {
      delimiter: ',',
      skip: 0,
      names: ['ordinal', 'line', 'text'],
      parallel: false,
    });
    await engine.run(sql`UPDATE ${scannedTable(target)} AS r
      SET ${ROW.line} = CAST(l.line AS BIGINT), ${ROW.text} = l.text
      FROM (SELECT * FROM ${located}) l WHERE r.rowid = CAST(l.ordinal AS BIGINT)`);
  } finally {
    folder.remove();
  }
}
