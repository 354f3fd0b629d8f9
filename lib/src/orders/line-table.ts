import * as column from '../core/column.js';
import { entryOf } from '../core/entry-of.js';
import type { Column, Schema } from '../core/schema.js';
import type { Session } from '../core/session.js';
import { Table } from '../core/table.js';
import { term } from '../core/term.js';
import type { TableContract } from '../data/contract.js';
import { otherColumns } from './lines.js';
import { OUTCOME_COLUMN } from './outcomes.js';
import { idColumn, kindsOf, type Kinds, type OtherColumns } from './tables.js';

export const LINES = {
  order_id: idColumn('order'),
  customer_id: column.optional(idColumn('customer')),
  time: { kind: 'timestamp', label: term('orderTime'), format: 'text' },
  day: column.date('day'),
  amount: { ...column.money('amount'), kind: 'decimal' },
} as const satisfies Schema;

interface LineRoles {
  readonly user: 'customer_id';
  readonly time: 'time';
  readonly amount: 'amount';
  readonly row: 'file_row';
}

/** Lines of orders: order, customer, time and day on the clocks of the zone, amount, and what else the file has. */
export type OrderLines = Table<Kinds<typeof LINES> & OtherColumns, LineRoles>;

const ROW = { file_row: column.count('rowOfFile', { hidden: true }) } as const;

/** The table of lines that `classifiedLines` fills. */
export function lineTable(
  session: Session,
  name: string,
  contract: TableContract,
  file: Table,
  kept: readonly string[],
): OrderLines {
  const others = [...otherColumns(contract), ...kept].map((other): [string, Column] => [
    other,
    entryOf(file.schema, other) ?? { kind: 'text?', label: other },
  ]);
  const schema: Schema = {
    ...LINES,
    ...Object.fromEntries(others),
    copy: column.count('place', { hidden: true }),
    outcome: OUTCOME_COLUMN,
    ...ROW,
  };
  return new Table({
    session,
    name: session.uniqueName(name),
    columns: kindsOf(schema) as OrderLines['columns'],
    roles: { user: 'customer_id', time: 'time', amount: 'amount', row: 'file_row' },
    schema,
  });
}
