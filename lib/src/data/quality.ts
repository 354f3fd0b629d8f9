import type { Engine } from '../engine/engine.js';
import { parseKind, shape, type Row } from '../engine/shape.js';
import { id, join, literal, sql, type Sql } from '../engine/sql.js';
import type { ColumnContract, ColumnContracts, TableContract } from './contract.js';
import type { Loaded } from './load.js';
import { ROW, scannedTable } from './scan.js';

export const OUTLIERS = shape({
  column: 'text',
  q1: 'double',
  q3: 'double',
  lowerFence: 'double',
  upperFence: 'double',
  below: 'integer',
  above: 'integer',
  min: 'double',
  max: 'double',
});
/**
 * Values of a column beyond Tukey's fences, q1 - 1.5 IQR and q3 + 1.5 IQR. An outlier is a value to look at,
 * not an error: nothing is removed for it.
 */
export type Outliers = Row<typeof OUTLIERS>;

const DERIVED = shape({ checked: 'integer', broken: 'integer', largest: 'double?' });
/** A derived column over the accepted rows: how far it ever is from its formula. */
export interface DerivedCheck extends Row<typeof DERIVED> {
  readonly column: string;
  readonly formula: string;
  readonly tolerance: number;
}

const DUPLICATES = shape({ rows: 'integer', keys: 'integer', near: 'integer' });
/** Surplus rows: the first of each set of equal ones is not counted. */
export type Duplicates = Row<typeof DUPLICATES>;

/** What is known about a loaded file beyond the counts of {@link Loaded}. */
export interface QualityReport {
  /**
   * `rows`: equal in every column, key included. `keys`: equal key, something else differs. `near`: accepted
   * rows equal in every column but the key, which may be one user counted twice.
   */
  readonly duplicates: Duplicates;
  readonly derived: readonly DerivedCheck[];
  readonly outliers: readonly Outliers[];
}

/** Looks for duplicates, derived columns that do not add up and outliers in a loaded file. */
export async function qualityReport<C extends ColumnContracts>(
  engine: Engine,
  loaded: Loaded<C>,
): Promise<QualityReport> {
  return {
    duplicates: await duplicates(engine, loaded),
    derived: await derivedChecks(engine, loaded),
    outliers: await outliers(engine, loaded),
  };
}

/** Duplicates are looked for among all rows that could be typed, since repeated keys are not accepted. */
function duplicates(engine: Engine, { contract, table }: Loaded): Promise<Duplicates> {
  const columns = Object.keys(contract.columns);
  const attributes = columns.filter((column) => !contract.key.includes(column));
  const typed = sql`SELECT * FROM ${scannedTable(contract)} WHERE ${ROW.malformed} IS NULL`;
  const surplus = (from: Sql, by: readonly string[]) =>
    sql`SELECT coalesce(sum(n - 1), 0) AS surplus FROM (SELECT count(*) AS n FROM ${from} GROUP BY ${join(by.map(id))})`;
  const keyed = contract.key.length > 0;
  return engine.one(
    sql`WITH typed AS (${typed}),
    same_rows AS (${surplus(id('typed'), columns)}),
    same_keys AS (${keyed ? surplus(notNull(contract.key), contract.key) : sql`SELECT 0 AS surplus`}),
    near AS (${keyed ? surplus(sql`${table}`, attributes) : sql`SELECT 0 AS surplus`})
    SELECT same_rows.surplus AS rows, greatest(same_keys.surplus - same_rows.surplus, 0) AS keys, near.surplus AS near
    FROM same_rows, same_keys, near`,
    DUPLICATES,
  );
}

function notNull(columns: readonly string[]): Sql {
  const conditions = columns.map((column) => sql`${id(column)} IS NOT NULL`);
  return sql`(SELECT * FROM typed WHERE ${join(conditions, ' AND ')})`;
}

async function derivedChecks(engine: Engine, { contract, table }: Loaded): Promise<DerivedCheck[]> {
  const checks: DerivedCheck[] = [];
  for (const { column, equals, formula, tolerance } of contract.derived) {
    const row = await engine.one(
      sql`WITH compared AS (SELECT abs(CAST(${id(column)} AS DOUBLE) - (${equals})) AS difference FROM ${table})
      SELECT count(difference) AS checked, count(*) FILTER (WHERE difference > ${literal(tolerance)}) AS broken,
        max(difference) AS largest FROM compared`,
      DERIVED,
    );
    checks.push({ column, formula, tolerance, ...row });
  }
  return checks;
}

function outliers(engine: Engine, { contract, table }: Loaded): Promise<Outliers[]> {
  const selects = numericColumns(contract).map((column, position) => {
    const x = sql`CAST(${id(column)} AS DOUBLE)`;
    return sql`SELECT ${literal(position)} AS position, ${literal(column)} AS "column", q1, q3,
      q1 - 1.5 * (q3 - q1) AS "lowerFence", q3 + 1.5 * (q3 - q1) AS "upperFence",
      count(*) FILTER (WHERE x < q1 - 1.5 * (q3 - q1)) AS below,
      count(*) FILTER (WHERE x > q3 + 1.5 * (q3 - q1)) AS above, min(x) AS min, max(x) AS max
    FROM (SELECT ${x} AS x FROM ${table}) v
      CROSS JOIN (SELECT ${engine.dialect.quantile(x, 0.25)} AS q1, ${engine.dialect.quantile(x, 0.75)} AS q3 FROM ${table}) q
    WHERE x IS NOT NULL GROUP BY q1, q3`;
  });
  if (selects.length === 0) return Promise.resolve([]);
  return engine.all(
    sql`SELECT "column", q1, q3, "lowerFence", "upperFence", below, above, min, max
    FROM (${join(selects, ' UNION ALL ')}) ORDER BY position`,
    OUTLIERS,
  );
}

function numericColumns(contract: TableContract): readonly string[] {
  return Object.entries<ColumnContract>(contract.columns)
    .filter(([, rule]) => ['integer', 'decimal', 'double'].includes(parseKind(rule.type).kind))
    .map(([column]) => column);
}
