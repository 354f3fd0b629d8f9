import { requireKnown, type Session } from '../core/session.js';
import { sql } from '../engine/sql.js';
import { load, type LoadOptions } from '../load/load.js';
import { orderContract, type OrderColumnNames } from './columns.js';
import { currencyPlan, type CurrencyOptions } from './currency.js';
import { dayNumber } from './day.js';
import { lineTable } from './line-table.js';
import { refuseRepeatedTotals, requireAmounts } from './amount-per.js';
import { classifiedLines, type LineRules } from './lines.js';
import { tablesOf, type Orders } from './open.js';
import { findColumns } from './find-columns.js';
import { CANCELED, UNPAID, type AmountPer, type RefundRule } from './outcomes.js';

export interface LoadOrdersOptions
  extends CurrencyOptions, Omit<LoadOptions, 'contract' | 'without' | 'name'> {
  /** Which column holds what, where its name does not say so: `{ customer: 'KundenNr', amount: 'Betrag' }`. */
  readonly columns?: OrderColumnNames;
  /** Name of the tables. Default: `orders`. */
  readonly name?: string;
  /** IANA zone in which days begin, and of times that name none. Default: the session's. */
  readonly timeZone?: string;
  /** Format of the dates in strptime notation, where they are not recognized: `%m/%d/%y %H:%M`. */
  readonly dateFormat?: string;
  /** The last day that counts, `YYYY-MM-DD`; later lines are kept apart. Default: the last day with a line. */
  readonly asOf?: string;
  /**
   * `net`: amounts below 0 lower the revenue of their customer and day. `exclude`: lines with an amount of 0 or less are
   * kept apart. Default: `net`.
   */
  readonly refunds?: RefundRule;
  /** Lines equal to an earlier one in every column that is used: `count` keeps and counts them, `drop` keeps one. */
  readonly duplicates?: 'count' | 'drop';
  /**
   * Whose the amounts are: `line`, or `order` for a file with a line per product that repeats the order's total on each,
   * or has it on one of them. Such a total counts once, on the first line. Default: `line`, and refused where it looks
   * like `order`.
   */
  readonly amountPer?: AmountPer;
  /**
   * Words of the status column for orders that were not kept, and for those not paid yet; both are kept apart. Default:
   * the usual ones.
   */
  readonly canceled?: readonly string[];
  readonly unpaid?: readonly string[];
}

/**
 * Loads an export of orders, or a table of a database by its URL: one row per line of an order, or per order. Order,
 * customer, time and amount (or quantity and unit price) are needed; columns are named by `columns`, or found by their
 * usual names. What these leave open is found by the contents, as {@link proposeMapping} does; a warning and `proposal`
 * then say so.
 *
 * An order is all lines with its id. Its total is the sum of its lines, returns included: above 0 it is a purchase, below
 * 0 a refund, which lowers revenue on its own day and is no order, and at 0 neither. A line whose status means canceled
 * or not paid yet is not counted; `statuses` shows how each word was taken. A line without customer takes that of its
 * order; if there is none, or if an order has two customers, its lines are kept apart. Amounts, prices and quantities
 * are exact decimals with ten places. Every row of the file is in `account`.
 *
 * @throws SourceNotFoundError, EmptySourceError, SourceFormatError for the file as a whole; ColumnsError for a
 *   column that is not there, a needed one that is not found, or where several could be the amount; OptionsError for
 *   several currencies without rates, percentages where money is expected, an unknown time zone, currency or field,
 *   an invalid date, or orders of more than twenty years without `asOf`; ContractViolationError if no line counts,
 *   or if `onViolation` is `fail` and a row cannot be read.
 * @example
 * const tally = await open();
 * const shop = await loadOrders(tally, 'orders.csv');
 * await segmentSizes(await rfm(shop.customers));
 * @example
 * const shop = await loadOrders(tally, 'exports/2024.csv', {
 *   columns: { customer: 'KundenNr', amount: 'Betrag', discount: null },
 *   timeZone: 'Europe/Berlin', asOf: '2024-12-31', currency: 'EUR', rates: { CHF: 1.04 },
 * });
 */
export async function loadOrders(
  tally: Session,
  path: string,
  options: LoadOrdersOptions = {},
): Promise<Orders> {
  const { columns: names, timeZone = tally.timeZone, dateFormat, asOf, refunds = 'net', ...others } = options;
  const { name = 'orders', duplicates = 'count', canceled = CANCELED, unpaid = UNPAID, ...rest } = others;
  const { amountPer, currency, rates = {}, ...reading } = rest;
  requireKnown({ timeZone, currency: currency?.toUpperCase() ?? null });
  if (asOf !== undefined) dayNumber(asOf, 'asOf');
  const { columns, proposal } = await findColumns(tally, path, names ?? {}, reading);
  requireAmounts(columns, amountPer);
  const contract = orderContract(columns, {
    timeZone,
    dateFormat: dateFormat ?? proposal?.dateFormat ?? undefined,
    amountPer: amountPer ?? 'line',
  });
  const file = await load(tally, path, { ...reading, contract, name: `${name}_file` });
  if (amountPer === undefined) await refuseRepeatedTotals(tally, file, columns);
  const plan = await currencyPlan(tally, file, currency, rates);
  const session = inZone(tally, timeZone, plan.currency);
  const rules: LineRules = {
    ...{ timeZone, refunds, duplicates, canceled, unpaid, rate: plan.rate },
    asOf: asOf ?? null,
    amountPer: amountPer ?? 'line',
  };
  // The name of the file, where there are several.
  const kept = Object.keys(file.contract.columns).filter(
    (column) => !Object.hasOwn(contract.columns, column),
  );
  const all = lineTable(session, `${name}_all`, contract, file, kept);
  await session.engine.run(
    sql`CREATE TABLE ${all} AS ${classifiedLines(file, columns, contract, rules, kept)}`,
  );
  return tablesOf(session, { name, file, all, rules, proposal });
}

/** The session with the zone and currency of the orders, so that days and money are theirs. */
function inZone(tally: Session, timeZone: string, currency: string | null): Session {
  const { engine, locale, seed } = tally;
  return { engine, locale, seed, timeZone, currency, uniqueName: (base) => tally.uniqueName(base) };
}
