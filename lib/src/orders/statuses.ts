import * as column from '../core/column.js';
import { Result } from '../core/result.js';
import { rowsOf } from '../core/rows.js';
import type { Session } from '../core/session.js';
import { term } from '../core/term.js';
import { sql } from '../engine/sql.js';
import type { Table } from '../engine/table.js';
import { hasStatus, type LineRules } from './lines.js';

const TAKEN = {
  counted: { label: term('countedLines') },
  canceled: { label: term('canceledLines') },
  unpaid: { label: term('unpaidLines') },
} as const;

const STATUSES = {
  status: column.optional(column.text('orderStatus')),
  taken: column.category('statusTaken', TAKEN),
  lines: column.count('lines'),
  orders: column.count('orders'),
} as const;

/** The words in the status column, and how each was taken. */
export type OrderStatuses = Result<typeof STATUSES>;

/** One row per word of the status column, the most usual first. Lines may be kept apart for other reasons as well. */
export async function statusesResult(
  session: Session,
  lines: Table,
  { canceled, unpaid }: Pick<LineRules, 'canceled' | 'unpaid'>,
): Promise<OrderStatuses> {
  const query = sql`SELECT status, CASE WHEN ${hasStatus(canceled)} THEN 'canceled'
        WHEN ${hasStatus(unpaid)} THEN 'unpaid' ELSE 'counted' END AS taken,
      count(*) AS lines, count(DISTINCT order_id) AS orders
    FROM ${lines} GROUP BY ALL ORDER BY lines DESC, status`;
  return new Result({
    session,
    name: 'order-statuses',
    title: { en: 'How statuses were taken', zh: '订单状态的归类' },
    schema: STATUSES,
    rows: await rowsOf(session, query, STATUSES),
    query,
    chart: { mark: 'bar', x: 'lines', y: 'status' },
  });
}
