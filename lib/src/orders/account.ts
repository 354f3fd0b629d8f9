import { basename } from 'node:path';
import * as column from '../core/column.js';
import { Result } from '../core/result.js';
import type { Category } from '../core/schema.js';
import type { Session } from '../core/session.js';
import { term } from '../core/term.js';
import { RowAccountingError } from '../errors.js';
import { sql } from '../engine/sql.js';
import type { Table } from '../engine/table.js';
import type { LoadedFile } from '../load/loaded.js';
import { OUTCOMES, type Outcome } from './outcomes.js';

const WHERE = {
  rows: { label: term('rowsInFile') },
  ...OUTCOMES,
  setAside: { label: term('setAside') },
} as const satisfies Readonly<Record<string, Category>>;

const ACCOUNT = {
  outcome: column.category('whereTo', WHERE),
  rows: column.count('rows'),
  share: column.percent('shareOfRows', { base: 'rows' }),
  orders: column.optional(column.count('ordersOfRows')),
  amount: column.optional(column.money('amount')),
} as const;

/** Where every row of an orders file is, with the orders it belongs to and its money. */
export type OrdersAccount = Result<typeof ACCOUNT>;

/**
 * One row per outcome that occurs, after one for the file; without the first, the rows add up to it. `orders` are those
 * that the rows belong to: an order whose lines go to several places is counted in each. Rows set aside have no amount
 * that could be read.
 *
 * @throws RowAccountingError if a row of the file is nowhere.
 */
export async function accountResult(
  session: Session,
  lines: Table,
  file: Pick<LoadedFile, 'rows' | 'quarantined' | 'source'>,
): Promise<OrdersAccount> {
  const found = await session.engine.all(
    sql`SELECT outcome, count(*) AS n, count(DISTINCT order_id) AS orders, CAST(sum(amount) AS DOUBLE) AS amount
      FROM ${lines} GROUP BY outcome`,
    { outcome: 'text', n: 'integer', orders: 'integer', amount: 'double' },
  );
  const outcomes = (Object.keys(OUTCOMES) as Outcome[]).flatMap((outcome) => {
    const one = found.find((row) => row.outcome === outcome);
    return one === undefined ? [] : [{ outcome, rows: one.n, orders: one.orders, amount: one.amount }];
  });
  const apart = { outcome: 'setAside' as const, rows: file.quarantined, orders: null, amount: null };
  const all = { outcome: 'rows' as const, rows: file.rows, orders: null, amount: null };
  const counts = [...outcomes, ...(file.quarantined > 0 ? [apart] : [])];
  const sum = counts.reduce((total, { rows }) => total + rows, 0);
  if (sum !== file.rows) {
    throw new RowAccountingError(
      `${file.source.path}: the file has ${file.rows} rows, and the account ${sum}.`,
    );
  }
  const name = basename(file.source.path);
  return new Result({
    session,
    name: 'orders-account',
    title: { en: `Rows of ${name}`, zh: `${name}的数据行` },
    schema: ACCOUNT,
    rows: [all, ...counts].map((row) => ({ ...row, share: row.rows / file.rows })),
    chart: { mark: 'bar', x: 'rows', y: 'outcome' },
  });
}
