import { requireKnown, type Session } from '../core/session.js';
import { openSource } from '../data/source/open.js';
import { sql } from '../engine/sql.js';
import { load, type LoadOptions } from '../load/load.js';
import { orderColumns, orderContract, type OrderColumnNames, type OrderColumns } from './columns.js';
import { currencyPlan, type CurrencyOptions } from './currency.js';
import { dayNumber } from './day.js';
import { lineTable } from './line-table.js';
import { classifiedLines } from './lines.js';
import { tablesOf, type Orders } from './open.js';
import { CANCELED, type RefundRule } from './outcomes.js';

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
  /** Words of the status column for orders that were not kept. Default: the usual ones in English and Chinese. */
  readonly canceled?: readonly string[];
}

/**
 * Loads an export of orders: one row per line of an order, or per order. Order, customer, time and amount (or quantity
 * and unit price) are needed; columns are found by their usual names or named by `columns`.
 *
 * An order is all lines with its id. Its total is the sum of its lines, returns included: above 0 it is a purchase, below
 * 0 a refund, which lowers revenue on its own day and is no order, and at 0 neither. A line whose status means canceled
 * is not counted. A line without customer takes that of its order; if there is none, or if an order has two customers,
 * its lines are kept apart. Amounts are exact decimals with four places. Every row of the file is in `account`.
 *
 * @throws SourceNotFoundError, EmptySourceError, SourceFormatError for the file as a whole; ColumnsError for a column that
 *   is not there, or where several could be the amount; OptionsError for several currencies without rates, an unknown
 *   time zone, currency or field, or an invalid date; ContractViolationError if no line counts, or if `onViolation` is
 *   `fail` and a row cannot be read.
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
  const { name = 'orders', duplicates = 'count', canceled = CANCELED, currency, rates, ...reading } = others;
  requireKnown({ timeZone, currency: currency?.toUpperCase() ?? null });
  if (asOf !== undefined) dayNumber(asOf, 'asOf');
  const columns = await columnsOf(tally, path, names ?? {}, reading);
  const contract = orderContract(columns, { timeZone, ...(dateFormat !== undefined && { dateFormat }) });
  const file = await load(tally, path, { ...reading, contract, name: `${name}_file` });
  const plan = await currencyPlan(tally, file, {
    ...(currency !== undefined && { currency }),
    ...(rates !== undefined && { rates }),
  });
  const session = inZone(tally, timeZone, plan.currency);
  // The name of the file, where there are several.
  const kept = Object.keys(file.contract.columns).filter(
    (column) => !Object.hasOwn(contract.columns, column),
  );
  const rules = { timeZone, asOf: asOf ?? null, refunds, duplicates, canceled, rate: plan.rate };
  const all = lineTable(session, `${name}_all`, contract, file, kept);
  await session.engine.run(
    sql`CREATE TABLE ${all} AS ${classifiedLines(file, columns, contract, rules, kept)}`,
  );
  return tablesOf(session, { name, file, all, rules });
}

/** The session with the zone and currency of the orders, so that days and money are theirs. */
function inZone(tally: Session, timeZone: string, currency: string | null): Session {
  const { engine, locale, seed } = tally;
  return { engine, locale, seed, timeZone, currency, uniqueName: (base) => tally.uniqueName(base) };
}

async function columnsOf(
  { engine }: Session,
  path: string,
  names: OrderColumnNames,
  options: LoadOptions,
): Promise<OrderColumns> {
  const expected = Object.values(names).filter((name) => name !== null);
  const source = await openSource(engine, path, expected, options);
  try {
    return orderColumns(path, source.columns, names);
  } finally {
    source.dispose();
  }
}
