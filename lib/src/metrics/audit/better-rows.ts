import { id, join, literal, raw, sql, type Sql } from '../../engine/sql.js';
import { OptionsError } from '../../errors.js';
import { described, type Table } from '../../core/table.js';
import { isNumeric } from '../../core/schema.js';
import { groupOrder } from '../groups-of.js';

/** Groups beyond this number are no segmentation but something like an id. */
const MOST_GROUPS = 200;

/** A column of groups: names in order, and for each row the position of its own; −1 where it has none. */
export interface Grouping {
  readonly column: string;
  readonly names: readonly string[];
  readonly labels: Int32Array;
}

/** The rows that have every value asked for, in an order that depends on nothing but the values. */
export interface CompleteRows {
  readonly rows: number;
  /** Rows that lack a value. */
  readonly incomplete: number;
  /** Numeric columns by position. */
  readonly numbers: readonly Float64Array[];
  /** A number that rows may lack; NaN where they do. */
  readonly outcome: Float64Array | null;
  readonly groupings: readonly Grouping[];
  /** Whose each row is, as whole numbers. */
  readonly owners: Float64Array | null;
}

/** What to read of each row. */
export interface Asked {
  /** Columns of which a row needs a finite number. */
  readonly numbers: readonly string[];
  /** Columns of groups, which a row may lack. */
  readonly groups: readonly string[];
  /** A numeric column that a row may lack. */
  readonly outcome?: string;
  /** The column that says whose a row is. */
  readonly owner?: string;
}

/**
 * Reads the rows that have a finite number in every column of `numbers`.
 *
 * @throws OptionsError for a column that is missing or not numeric, or a column of more than 200 groups.
 */
export async function completeRows(table: Table, asked: Asked): Promise<CompleteRows> {
  const { numbers, groups, outcome, owner } = asked;
  const measures = outcome === undefined ? numbers : [...numbers, outcome];
  for (const name of measures) requireNumeric(table, name);
  if (owner !== undefined) described(table, owner);
  const names: (readonly string[])[] = [];
  for (const name of groups) names.push(await namesOf(table, name));
  const columns = [
    ...measures.map(asDouble),
    ...groups.map((column, at) => sql`CAST(${codeOf(column, names[at] ?? [])} AS DOUBLE)`),
    ...(owner === undefined
      ? []
      : [sql`CAST(dense_rank() OVER (ORDER BY CAST(${id(owner)} AS STRING)) AS DOUBLE)`]),
  ];
  const selected = join(columns.map((column, at) => sql`${column} AS ${id(`v${at}`)}`));
  // Rows that are alike in all of these are alike for every use of them.
  const order = raw(columns.map((_, at) => String(at + 1)).join(', '));
  const found = await table.engine.numbers(
    sql`SELECT ${selected} FROM ${table} WHERE ${isComplete(table, numbers)} ORDER BY ${order}`,
  );
  const rows = found[0]?.length ?? 0;
  return {
    rows,
    incomplete: (await table.count()) - rows,
    numbers: found.slice(0, numbers.length),
    outcome: outcome === undefined ? null : (found[numbers.length] ?? null),
    owners: owner === undefined ? null : (found.at(-1) ?? null),
    groupings: groups.map((column, at) => ({
      column,
      names: names[at] ?? [],
      labels: Int32Array.from(found[measures.length + at] ?? [], (code) => (Number.isNaN(code) ? -1 : code)),
    })),
  };
}

/** SQL for a column as a double. */
export const asDouble = (name: string): Sql => sql`CAST(${id(name)} AS DOUBLE)`;

/** SQL for whether a row has a finite number in all of these columns; NaN is above all numbers. */
export function isComplete(table: Table, columns: readonly string[]): Sql {
  const largest = raw(Number.MAX_VALUE.toExponential());
  const conditions = columns.map((name) =>
    isDouble(table, name) ? sql`abs(${asDouble(name)}) <= ${largest}` : sql`${id(name)} IS NOT NULL`,
  );
  return conditions.length === 0 ? sql`TRUE` : join(conditions, ' AND ');
}

/** Whether a column can hold NaN or infinity, and values that only a double has. */
export const isDouble = (table: Table, name: string) => described(table, name).kind.startsWith('double');

function requireNumeric(table: Table, name: string): void {
  const column = described(table, name);
  if (isNumeric(column)) return;
  throw new OptionsError(`${table.name}.${name} is ${column.kind}; it must be a number.`);
}

async function namesOf(table: Table, name: string): Promise<readonly string[]> {
  described(table, name);
  const found = await table.engine.all(
    sql`SELECT DISTINCT CAST(${id(name)} AS STRING) AS name FROM ${table} WHERE ${id(name)} IS NOT NULL
      LIMIT ${literal(MOST_GROUPS + 1)}`,
    { name: 'text' },
  );
  if (found.length > MOST_GROUPS) {
    throw new OptionsError(
      `${table.name}.${name} has more than ${MOST_GROUPS} values: that is no segmentation.`,
    );
  }
  const occurring = found.map((row) => row.name);
  return groupOrder(table, name, occurring).filter((group) => occurring.includes(group));
}

function codeOf(column: string, names: readonly string[]): Sql {
  if (names.length === 0) return sql`NULL`;
  const cases = names.map((name, code) => sql`WHEN ${literal(name)} THEN ${literal(code)}`);
  return sql`CASE CAST(${id(column)} AS STRING) ${join(cases, ' ')} END`;
}
