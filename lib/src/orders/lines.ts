import type { TableContract } from '../data/contract.js';
import { id, join, literal, raw, sql, type Sql } from '../engine/sql.js';
import type { Table as Relation } from '../engine/table.js';
import { SCALE, type OrderColumns } from './columns.js';
import { COUNTED, type RefundRule } from './outcomes.js';

/** What decides where a line goes. */
export interface LineRules {
  readonly timeZone: string;
  /** The last day that counts; null where all do. */
  readonly asOf: string | null;
  readonly refunds: RefundRule;
  readonly duplicates: 'count' | 'drop';
  /** Words of the status for what was not kept. */
  readonly canceled: readonly string[];
  /** SQL for what amounts are multiplied with; null for nothing. */
  readonly rate: Sql | null;
}

/** Columns that are made rather than taken over. */
const MADE = ['order_id', 'customer_id', 'time', 'amount'];
const MONEY = ['unit_price', 'discount'];

/** Ids that went through a table of floating-point numbers: `17850.0` is 17850. */
const plainId = (name: string): Sql => sql`regexp_replace(${id(name)}, '^([0-9]+)[.]0+$', '\\1')`;

const exact = (value: Sql): Sql => sql`CAST(${value} AS DECIMAL(18, ${raw(String(SCALE))}))`;

/** For products: the engine does not widen two decimals of 18 digits. */
const wide = (value: Sql): Sql => sql`CAST(${value} AS DECIMAL(38, ${raw(String(SCALE))}))`;

/** An amount in the one currency. */
const converted = (value: Sql, rate: Sql | null): Sql =>
  rate === null ? exact(value) : exact(sql`${wide(value)} * ${rate}`);

/** Quantity × unit price, less the discount, which makes a return smaller just as it makes a sale smaller. */
function amountOf(columns: OrderColumns): Sql {
  if (columns.has('amount')) return sql`amount`;
  const full = sql`${wide(sql`quantity`)} * unit_price`;
  return columns.has('discount') ? sql`${full} - sign(${full}) * abs(coalesce(discount, 0))` : full;
}

/** The columns of lines besides those that all orders have. */
export const otherColumns = ({ shape }: TableContract): readonly string[] =>
  Object.keys(shape).filter((name) => !MADE.includes(name));

/**
 * SQL for all lines of a loaded file, each with its outcome. Times become those of the clocks of the zone, ids lose a
 * trailing `.0`, amounts are converted and rounded to four decimal places. The first rule that applies decides: an equal
 * line before it, a day after the as-of date, a status that means canceled, no customer in the whole order, two
 * customers in it, and then the sign of the amount.
 *
 * @param kept columns of the loaded file that are taken over besides those of the contract.
 */
export function classifiedLines(
  file: Relation,
  columns: OrderColumns,
  contract: TableContract,
  rules: LineRules,
  kept: readonly string[] = [],
): Sql {
  const others = [...otherColumns(contract), ...kept];
  const read = [
    sql`file_row, ${plainId('order_id')} AS order_id, ${plainId('customer_id')} AS own_customer`,
    sql`${local(rules.timeZone)} AS "time", ${converted(amountOf(columns), rules.rate)} AS amount`,
    ...others.map((name) =>
      MONEY.includes(name) ? sql`${converted(id(name), rules.rate)} AS ${id(name)}` : id(name),
    ),
    sql`row_number() OVER (PARTITION BY ${join(Object.keys(contract.shape).map(id))} ORDER BY file_row) AS copy`,
    sql`${isCanceled(columns, rules)} AS canceled`,
  ];
  const made = [sql`order_id, customer_id, "time", "day", amount`, ...others.map(id)];
  return sql`WITH read AS (SELECT ${join(read)} FROM ${file}),
    known AS (
      SELECT *, CAST("time" AS DATE) AS "day", min(own_customer) OVER (PARTITION BY order_id) AS customer_id,
        max(own_customer) OVER (PARTITION BY order_id) AS other_customer
      FROM read
    )
    SELECT ${join(made)}, copy, ${outcome(rules)} AS outcome, file_row FROM known ORDER BY file_row`;
}

function isCanceled(columns: OrderColumns, { canceled }: LineRules): Sql {
  if (!columns.has('status') || canceled.length === 0) return sql`FALSE`;
  return sql`coalesce(lower(trim(status)) IN (${join(canceled.map((word) => literal(word.toLowerCase())))}), FALSE)`;
}

/** The contract turns all times into those of UTC. */
function local(timeZone: string): Sql {
  return timeZone === 'UTC' ? sql`"time"` : sql`timezone(${literal(timeZone)}, timezone('UTC', "time"))`;
}

function outcome({ refunds, duplicates, asOf }: LineRules): Sql {
  const [refund, free] = refunds === 'net' ? ['refund', 'free'] : ['refundExcluded', 'freeExcluded'];
  const duplicate = duplicates === 'drop' ? sql`copy > 1` : sql`FALSE`;
  const later = asOf === null ? sql`FALSE` : sql`"day" > CAST(${literal(asOf)} AS DATE)`;
  return sql`CASE WHEN ${duplicate} THEN 'duplicate' WHEN ${later} THEN 'later' WHEN canceled THEN 'canceled'
      WHEN customer_id IS NULL THEN 'noCustomer' WHEN customer_id <> other_customer THEN 'twoCustomers'
      WHEN amount > 0 THEN 'sale' WHEN amount < 0 THEN ${literal(refund)} ELSE ${literal(free)} END`;
}

/** SQL that is true of the lines that metrics count. */
export const isCounted = sql`outcome IN (${join(COUNTED.map(literal))})`;
