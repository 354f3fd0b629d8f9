import type { TableContract } from '../data/contract.js';
import { id, join, literal, sql, type Sql } from '../engine/sql.js';
import type { Table as Relation } from '../engine/table.js';
import type { OrderColumns } from './columns.js';
import { exactMoney } from './money.js';
import { COUNTED, type AmountPer, type RefundRule } from './outcomes.js';

/** What decides where a line goes. */
export interface LineRules {
  readonly timeZone: string;
  /** The last day that counts; null where all do. */
  readonly asOf: string | null;
  readonly refunds: RefundRule;
  readonly duplicates: 'count' | 'drop';
  /** Words of the status for what was not kept, and for what has not been paid. */
  readonly canceled: readonly string[];
  readonly unpaid: readonly string[];
  readonly amountPer: AmountPer;
  /** SQL for what amounts are multiplied with; null for nothing. */
  readonly rate: Sql | null;
}

/** Columns that are made rather than taken over. */
const MADE = ['order_id', 'customer_id', 'time', 'amount'];
const MONEY = ['unit_price', 'discount'];

/** Ids that went through a table of floating-point numbers: `17850.0` is 17850. */
const plainId = (name: string): Sql => sql`regexp_replace(${id(name)}, '^([0-9]+)[.]0+$', '\\1')`;

/** Where the file has no order ids, each of its rows is an order, known by its number. */
const orderId = (columns: OrderColumns): Sql =>
  columns.has('order') ? plainId('order_id') : sql`CAST(file_row + 1 AS VARCHAR)`;

/** An amount in the one currency. */
const converted = (value: Sql, rate: Sql | null): Sql =>
  exactMoney(rate === null ? value : sql`${exactMoney(value)} * ${rate}`);

/** Quantity × unit price, less the discount, which makes a return smaller just as it makes a sale smaller. */
function amountOf(columns: OrderColumns): Sql {
  if (columns.has('amount')) return sql`amount`;
  const full = sql`quantity * unit_price`;
  return columns.has('discount') ? sql`${full} - sign(${full}) * abs(coalesce(discount, 0))` : full;
}

/** The columns of lines besides those that all orders have. */
export const otherColumns = ({ shape }: TableContract): readonly string[] =>
  Object.keys(shape).filter((name) => !MADE.includes(name));

/**
 * SQL for all lines of a loaded file, each with its outcome. Times become those of the clocks of the zone, ids lose a
 * trailing `.0`, amounts are converted and rounded to ten decimal places; an amount of a whole order stays on its first
 * line that counts and has one, and is 0 on the others. The first rule that applies decides: an equal line before it, a
 * day after the as-of date, a status that means canceled or not paid, no customer in the whole order, two customers in
 * it, for amounts of whole orders none or two of them, and then the sign of the amount.
 *
 * @param kept columns of the loaded file that are taken over besides those of the contract.
 */
export function classifiedLines(
  file: Relation,
  columns: OrderColumns,
  contract: TableContract,
  rules: LineRules,
  kept: readonly string[],
): Sql {
  const others = [...otherColumns(contract), ...kept];
  const read = [
    sql`file_row, ${orderId(columns)} AS order_id, ${plainId('customer_id')} AS own_customer`,
    sql`${local(rules.timeZone)} AS "time", ${converted(amountOf(columns), rules.rate)} AS amount`,
    ...others.map((name) =>
      MONEY.includes(name) ? sql`${converted(id(name), rules.rate)} AS ${id(name)}` : id(name),
    ),
    sql`row_number() OVER (PARTITION BY ${join(Object.keys(contract.shape).map(id))} ORDER BY file_row) AS copy`,
    ...(['canceled', 'unpaid'] as const).map((word) => {
      const known = columns.has('status') ? hasStatus(rules[word]) : sql`FALSE`;
      return sql`${known} AS ${id(word)}`;
    }),
  ];
  const made = [sql`order_id, customer_id, "time", "day", ${once(rules)} AS amount`, ...others.map(id)];
  return sql`WITH read AS (SELECT ${join(read)} FROM ${file}),
    known AS (
      SELECT *, CAST("time" AS DATE) AS "day", min(own_customer) OVER (PARTITION BY order_id) AS customer_id,
        max(own_customer) OVER (PARTITION BY order_id) AS other_customer,
        min(amount) OVER (PARTITION BY order_id) AS least, max(amount) OVER (PARTITION BY order_id) AS most,
        row_number() OVER (PARTITION BY order_id ORDER BY canceled OR unpaid, amount IS NULL, file_row) AS place
      FROM read
    )
    SELECT ${join(made)}, copy, ${outcome(rules)} AS outcome, file_row FROM known ORDER BY file_row`;
}

/** SQL that is true where the status is one of these words, whatever their case. */
export const hasStatus = (words: readonly string[]): Sql =>
  words.length === 0
    ? sql`FALSE`
    : sql`coalesce(lower(trim(status)) IN (${join(words.map((word) => literal(word.toLowerCase())))}), FALSE)`;

const once = ({ amountPer }: LineRules): Sql =>
  amountPer === 'line' ? sql`amount` : sql`CASE WHEN place = 1 THEN coalesce(amount, 0) ELSE 0 END`;

/** The contract turns all times into those of UTC. */
function local(timeZone: string): Sql {
  return timeZone === 'UTC' ? sql`"time"` : sql`timezone(${literal(timeZone)}, timezone('UTC', "time"))`;
}

function outcome({ refunds, duplicates, asOf, amountPer }: LineRules): Sql {
  const [refund, free] = refunds === 'net' ? ['refund', 'free'] : ['refundExcluded', 'freeExcluded'];
  const duplicate = duplicates === 'drop' ? sql`copy > 1` : sql`FALSE`;
  const later = sql`"day" > CAST(${literal(asOf)} AS DATE)`;
  const whole = sql`WHEN least IS NULL THEN 'noAmount' WHEN least <> most THEN 'twoAmounts' WHEN place > 1 THEN 'further'`;
  return sql`CASE WHEN ${duplicate} THEN 'duplicate' WHEN ${later} THEN 'later' WHEN canceled THEN 'canceled'
      WHEN unpaid THEN 'unpaid' WHEN customer_id IS NULL THEN 'noCustomer'
      WHEN customer_id <> other_customer THEN 'twoCustomers' ${amountPer === 'line' ? sql`` : whole}
      WHEN amount > 0 THEN 'sale' WHEN amount < 0 THEN ${literal(refund)} ELSE ${literal(free)} END`;
}

/** SQL that is true of the lines that metrics count. */
export const isCounted = sql`outcome IN (${join(COUNTED.map(literal))})`;
