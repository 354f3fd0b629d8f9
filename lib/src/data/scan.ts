import type { Engine, QueryOptions } from '../engine/engine.js';
import { shape } from '../engine/shape.js';
import { id, join, literal, sql, type Sql } from '../engine/sql.js';
import { textColumn, type Check } from './checks.js';
import type { ColumnContract, TableContract } from './contract.js';
import { cleanedText, isSentinel, rawColumn, typedValue } from './typing.js';

/** Columns of the scanned table beside those of the contract. */
export const ROW = {
  line: id('row:line'),
  text: id('row:text'),
  malformed: id('row:malformed'),
  /** Bit mask of broken checks. */
  problems: id('row:problems'),
  /** The contract columns' values as the file has them, of rows with a problem. */
  raw: id('row:raw'),
  /** Bit masks over the columns: null in the file, empty text, a sentinel. */
  nulls: id('row:nulls'),
  empties: id('row:empties'),
  sentinels: id('row:sentinels'),
} as const;

/** Column of every loaded table beside those of the contract: methods that break ties by the order of the file need it. */
export const POSITION = shape({ file_row: 'integer' });

export const scannedTable = (contract: TableContract): Sql => id(`${contract.name}:rows`);

/** 2^n as SQL text; masks are BIGINT. */
export const bit = (n: number): Sql => literal(1n << BigInt(n));

/**
 * Reads the relation once into a table that holds each row typed, with the masks of what is wrong with it.
 * Keys are looked at afterwards, since that needs all rows: the first good row with a key keeps it.
 */
export async function scan(
  engine: Engine,
  contract: TableContract,
  checks: readonly Check[],
  relation: Sql,
  options: QueryOptions,
): Promise<void> {
  const columns = Object.entries(contract.columns);
  const texts = columns.map(([name, rule]) => sql`${cleanedText(name, rule, contract)} AS ${textColumn(name)}`);
  const values = columns.map(([name, rule]) => sql`${typedValue(name, rule)} AS ${id(name)}`);
  await engine.run(
    sql`CREATE OR REPLACE TABLE ${scannedTable(contract)} AS
    WITH source AS (${relation}),
    cleaned AS (SELECT *, ${join(texts)} FROM source),
    typed AS (SELECT *, ${join(values)} FROM cleaned),
    checked AS (SELECT *, ${problemMask(checks)} AS ${ROW.problems} FROM typed)
    SELECT ${join(columns.map(([name]) => id(name)))},
      line AS ${ROW.line}, text AS ${ROW.text}, malformed AS ${ROW.malformed},
      ${ROW.problems}, CASE WHEN ${ROW.problems} <> 0 THEN [${join(columns.map(([name]) => rawColumn(name)))}] END AS ${ROW.raw},
      ${missingMask(columns, (name) => sql`${rawColumn(name)} IS NULL`)} AS ${ROW.nulls},
      ${missingMask(columns, (name) => sql`trim(${rawColumn(name)}) = ''`)} AS ${ROW.empties},
      ${missingMask(columns, (name) => isSentinel(name, contract))} AS ${ROW.sentinels}
    FROM checked`,
    options,
  );
  const unique = checks.find((check) => check.kind === 'unique');
  if (unique !== undefined) await markRepeatedKeys(engine, contract, unique, options);
}

function problemMask(checks: readonly Check[]): Sql {
  const [structure, ...rest] = checks;
  const terms = rest.map((check) => sql`CASE WHEN ${check.broken} THEN ${bit(check.bit)} ELSE 0 END`);
  return sql`CASE WHEN malformed IS NOT NULL THEN ${bit(structure?.bit ?? 0)}
    ELSE ${join(terms, '\n      + ')} END`;
}

function missingMask(
  columns: readonly (readonly [string, ColumnContract])[],
  isMissing: (name: string) => Sql,
): Sql {
  const terms = columns.map(([name], n) => sql`CASE WHEN ${isMissing(name)} THEN ${bit(n)} ELSE 0 END`);
  return sql`CASE WHEN malformed IS NOT NULL THEN 0 ELSE ${join(terms, ' + ')} END`;
}

async function markRepeatedKeys(
  engine: Engine,
  contract: TableContract,
  unique: Check,
  options: QueryOptions,
): Promise<void> {
  const rows = scannedTable(contract);
  await engine.run(
    sql`UPDATE ${rows} SET ${ROW.problems} = ${ROW.problems} + ${bit(unique.bit)}
    WHERE rowid IN (
      SELECT row_id FROM (
        SELECT rowid AS row_id,
          row_number() OVER (PARTITION BY ${join(contract.key.map(id))} ORDER BY rowid) AS nth
        FROM ${rows} WHERE ${ROW.problems} = 0
      ) WHERE nth > 1
    )`,
    options,
  );
}
