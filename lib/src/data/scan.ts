import type { Engine, QueryOptions } from '../engine/engine.js';
import { shape } from '../engine/shape.js';
import { id, join, literal, sql, type Sql } from '../engine/sql.js';
import { textColumn, type Check } from './checks.js';
import type { ColumnContract } from './contract.js';
import { scannedTable, type Target } from './target.js';
import { cleanedText, isSentinel, rawColumn, typedValue } from './typing.js';

/** Columns of the scanned table in addition to those of the contract. */
export const ROW = {
  line: id('row:line'),
  text: id('row:text'),
  malformed: id('row:malformed'),
  /** Bit mask of broken checks. */
  problems: id('row:problems'),
  /** The contract columns' values as they are in the file, for rows with a problem. */
  raw: id('row:raw'),
  /** Bit masks over the columns: null in the file, empty text, or a sentinel. */
  nulls: id('row:nulls'),
  empties: id('row:empties'),
  sentinels: id('row:sentinels'),
} as const;

/** The extra column of every loaded table, needed by methods that break ties by file order. */
export const POSITION = shape({ file_row: 'integer' });

/** 2^n as SQL text; masks are BIGINT. */
export const bit = (n: number): Sql => literal(1n << BigInt(n));

/**
 * Reads the relation once into a table of typed rows, with masks of their problems. Keys are checked afterward, since
 * that needs all rows: the first good row with a key keeps it.
 */
export async function scan(
  engine: Engine,
  target: Target,
  checks: readonly Check[],
  relation: Sql,
  options: QueryOptions,
): Promise<void> {
  const { contract } = target;
  const columns = Object.entries(contract.columns);
  const texts = columns.map(
    ([name, rule]) => sql`${cleanedText(name, rule, contract)} AS ${textColumn(name)}`,
  );
  const values = columns.map(([name, rule]) => sql`${typedValue(name, rule)} AS ${id(name)}`);
  await engine.run(
    sql`CREATE OR REPLACE TABLE ${scannedTable(target)} AS
    WITH source AS (
      SELECT * RENAME (line AS ${ROW.line}, text AS ${ROW.text}, malformed AS ${ROW.malformed}) FROM (${relation})
    ),
    cleaned AS (SELECT *, ${join(texts)} FROM source),
    typed AS (SELECT *, ${join(values)} FROM cleaned),
    checked AS (SELECT *, ${problemMask(checks)} AS ${ROW.problems} FROM typed)
    SELECT ${join(columns.map(([name]) => id(name)))},
      ${ROW.line}, ${ROW.text}, ${ROW.malformed}, ${ROW.problems}, CASE WHEN ${ROW.problems} <> 0 THEN [${join(columns.map(([name]) => rawColumn(name)))}] END AS ${ROW.raw},
      ${missingMask(columns, (name) => sql`${rawColumn(name)} IS NULL`)} AS ${ROW.nulls},
      ${missingMask(columns, isEmpty)} AS ${ROW.empties},
      ${missingMask(columns, (name, rule) => isSentinel(name, rule, contract))} AS ${ROW.sentinels}
    FROM checked`,
    options,
  );
  const unique = checks.find((check) => check.kind === 'unique');
  if (unique !== undefined) await markRepeatedKeys(engine, target, unique, options);
}

function problemMask(checks: readonly Check[]): Sql {
  const [structure, ...rest] = checks;
  const terms = rest.map((check) => sql`CASE WHEN ${check.broken} THEN ${bit(check.bit)} ELSE 0 END`);
  return sql`CASE WHEN ${ROW.malformed} IS NOT NULL THEN ${bit(structure?.bit ?? 0)}
    ELSE ${terms.length === 0 ? literal(0) : join(terms, '\n      + ')} END`;
}

const isEmpty = (name: string, { asStored }: ColumnContract): Sql =>
  asStored === true ? sql`FALSE` : sql`trim(${rawColumn(name)}) = ''`;

function missingMask(
  columns: readonly (readonly [string, ColumnContract])[],
  isMissing: (name: string, rule: ColumnContract) => Sql,
): Sql {
  const terms = columns.map(
    ([name, rule], n) => sql`CASE WHEN ${isMissing(name, rule)} THEN ${bit(n)} ELSE 0 END`,
  );
  return sql`CASE WHEN ${ROW.malformed} IS NOT NULL THEN 0 ELSE ${join(terms, ' + ')} END`;
}

async function markRepeatedKeys(
  engine: Engine,
  target: Target,
  unique: Check,
  options: QueryOptions,
): Promise<void> {
  const rows = scannedTable(target);
  await engine.run(
    sql`UPDATE ${rows} SET ${ROW.problems} = ${ROW.problems} + ${bit(unique.bit)}
    WHERE rowid IN (
      SELECT row_id FROM (
        SELECT rowid AS row_id,
          row_number() OVER (PARTITION BY ${join(target.contract.key.map(id))} ORDER BY rowid) AS nth
        FROM ${rows} WHERE ${ROW.problems} = 0
      ) WHERE nth > 1
    )`,
    options,
  );
}
