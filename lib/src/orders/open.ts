import { DISPLAY, type Displayable } from '../core/display.js';
import { viewOf } from '../core/result-view.js';
import type { Session } from '../core/session.js';
import { Table } from '../core/table.js';
import { tableBundle } from '../core/table-view.js';
import { id, join, sql } from '../engine/sql.js';
import { ContractViolationError, OptionsError } from '../errors.js';
import { MAX_DAYS } from '../events/window.js';
import type { LoadedFile } from '../load/loaded.js';
import type { Proposal } from '../mapping/proposal.js';
import { accountResult, type OrdersAccount } from './account.js';
import { contentResult, type OrdersContent } from './content.js';
import { makeCustomers, type Customers } from './customers.js';
import type { OrderLines } from './line-table.js';
import { isCounted, type LineRules } from './lines.js';
import { makeOrders, type OrderTable } from './order-table.js';
import type { RefundRule } from './outcomes.js';
import { statusesResult, type OrderStatuses } from './statuses.js';

/**
 * Orders as tables of a session. As a cell's last expression they show where the rows of the file went, what the orders
 * cover, and how the columns were read.
 */
export interface Orders extends Displayable {
  /** The session, in the time zone and currency of the orders. */
  readonly session: Session;
  /** First day with a counted line, and the last day that counts. */
  readonly from: string;
  readonly asOf: string;
  readonly refunds: RefundRule;
  /** Lines that are counted. */
  readonly lines: OrderLines;
  /** Lines that are kept apart, each with its outcome. */
  readonly apart: OrderLines;
  /** One row per order. */
  readonly orders: OrderTable;
  /** One row per customer with a purchase, with recency, frequency and spending. */
  readonly customers: Customers;
  /** Where every row of the file is. */
  readonly account: OrdersAccount;
  /** Days, customers, orders and money. */
  readonly content: OrdersContent;
  /** The words of the status column and how each was taken; null if the file has none. */
  readonly statuses: OrderStatuses | null;
  /** The file as it was read: its columns (`fields`), rules and rows set aside. */
  readonly file: LoadedFile;
  /** What the columns were taken for, if their names alone did not say it; else null. */
  readonly proposal: Proposal | null;
}

const STATUSES_SHOWN = 20;

/** A loaded file, and all its lines with their outcomes. */
export interface Classified {
  readonly name: string;
  readonly file: LoadedFile;
  readonly all: OrderLines;
  readonly rules: LineRules;
  readonly proposal: Proposal | null;
}

/**
 * The tables and results of classified lines.
 *
 * @throws ContractViolationError if no line counts; OptionsError if, without an as-of date, they span more than
 *   {@link MAX_DAYS} days.
 */
export async function tablesOf(
  session: Session,
  { name, file, all, rules, proposal }: Classified,
): Promise<Orders> {
  const { first, last, days, duplicates } = await daysOf(session, all);
  const asOf = rules.asOf ?? last;
  const account = await accountResult(session, all, file);
  if (first === null || asOf === null) throw nothingCounts(file, account);
  if (rules.asOf === null && days > MAX_DAYS) {
    throw new OptionsError(
      `${file.source.path}: the orders reach from ${first} to ${asOf}, so some of their dates must be wrong. ` +
        'Set asOf to the last day that counts; later lines are then kept apart.',
    );
  }
  const lines = await part(all, `${name}_lines`, true);
  const apart = await part(all, `${name}_apart`, false);
  const orders = await makeOrders(session, name, lines);
  const customers = await makeCustomers(session, `${name}_customers`, { lines, orders, asOf });
  const content = await contentResult(session, { orders, customers, from: first, asOf, duplicates });
  const statuses = Object.hasOwn(all.columns, 'status') ? await statusesResult(session, all, rules) : null;
  const shown = [
    ...(proposal === null ? [] : [proposal.fields]),
    account,
    content,
    ...(statuses === null ? [] : [statuses.head(STATUSES_SHOWN)]),
    file.fields,
  ];
  return {
    ...{
      session,
      from: first,
      asOf,
      refunds: rules.refunds,
      lines,
      apart,
      orders,
      customers,
      account,
      content,
      statuses,
      file,
      proposal,
    },
    [DISPLAY]: () => ({
      data: tableBundle(shown.map((result) => viewOf(result, {}))),
    }),
  };
}

/** The first and last day with a line that counts, the days between them, and the lines that equal an earlier one. */
function daysOf(session: Session, all: OrderLines) {
  return session.engine.one(
    sql`WITH found AS (SELECT min(CASE WHEN ${isCounted} THEN "day" END) AS first,
        max(CASE WHEN outcome <> 'later' THEN "day" END) AS last,
        count(CASE WHEN copy > 1 THEN 1 END) AS duplicates FROM ${all})
      SELECT first, last, coalesce(last - first, 0) AS days, duplicates FROM found`,
    { first: 'date?', last: 'date?', days: 'integer', duplicates: 'integer' },
  );
}

function nothingCounts(file: LoadedFile, account: OrdersAccount): ContractViolationError {
  const where = account
    .where(({ outcome }) => outcome !== 'rows')
    .rows.map((row) => `  - ${account.values(row).outcome.en}: ${row.rows}`);
  const rule = file.nothing === null ? '' : `\n${file.nothing.en}`;
  return new ContractViolationError(
    `${file.source.path}: none of the ${file.rows} rows counts as part of an order:\n${where.join('\n')}${rule}\n` +
      'Check the columns, the as-of date and the words of the status.',
  );
}

/** The lines that count, or the others. */
async function part(all: OrderLines, name: string, counted: boolean): Promise<OrderLines> {
  const { session, columns, roles, schema } = all;
  const { copy, outcome, ...kept } = columns;
  const table = new Table({
    session,
    name: session.uniqueName(name),
    columns: (counted ? kept : { ...kept, copy, outcome }) as OrderLines['columns'],
    roles,
    schema,
  });
  await session.engine
    .run(sql`CREATE VIEW ${table} AS SELECT ${join(Object.keys(table.columns).map(id))} FROM ${all}
    WHERE ${counted ? isCounted : sql`NOT ${isCounted}`}`);
  return table;
}
