import { closest, normalize } from '../core/closest.js';
import { term } from '../core/term.js';
import type { ColumnContract } from '../data/column-contract.js';
import { defineTable, type TableContract } from '../data/contract.js';
import { ColumnsError, OptionsError } from '../errors.js';
import { ORDER_FIELD_NAMES, ORDER_FIELDS, type OrderField } from './fields.js';
import type { AmountPer } from './outcomes.js';

/**
 * Which column of the file holds what, by name, without regard to case and punctuation. A field that is not mentioned
 * is looked for by its usual names; null means that the file does not have it, whatever its columns are called.
 */
export type OrderColumnNames = Readonly<Partial<Record<OrderField, string | null>>>;

/** The columns of a file by field. */
export type OrderColumns = ReadonlyMap<OrderField, string>;

/**
 * Finds the columns of an orders file. The amount of a line is its amount column, or else quantity × unit price;
 * naming quantity and price, and no amount, asks for the latter.
 *
 * @throws OptionsError for a field that orders do not have; ColumnsError for a column that the file does not have, a
 *   needed field that is not found, or an amount that several columns could hold.
 */
export function orderColumns(
  path: string,
  columns: readonly string[],
  names: OrderColumnNames,
): OrderColumns {
  requireFields(names);
  const wanted = names.amount === undefined && named(names.price) ? { ...names, amount: null } : names;
  const found = new Map<OrderField, string>();
  const taken = new Set(Object.values(wanted).flatMap((name) => (named(name) ? [normalize(name)] : [])));
  const free = columns.filter((column) => !taken.has(normalize(column)));
  for (const field of ORDER_FIELD_NAMES) {
    const name = wanted[field];
    const column =
      name === undefined ? usual(path, field, free) : name === null ? undefined : own(path, columns, name);
    if (column !== undefined) found.set(field, column);
  }
  requireNeeded(path, columns, found);
  return found;
}

const named = (name: string | null | undefined): name is string => typeof name === 'string';

function requireFields(names: OrderColumnNames): void {
  const unknown = Object.keys(names).find((field) => !Object.hasOwn(ORDER_FIELDS, field));
  if (unknown === undefined) return;
  const near = closest(unknown, ORDER_FIELD_NAMES);
  throw new OptionsError(
    `"${unknown}" is not a column of orders. ` +
      (near === undefined ? `Columns are ${ORDER_FIELD_NAMES.join(', ')}.` : `Did you mean ${near}?`),
  );
}

/** The column as the file writes its name. */
function own(path: string, columns: readonly string[], name: string): string {
  const column = columns.find((one) => normalize(one) === normalize(name));
  if (column !== undefined) return column;
  const near = closest(name, columns);
  throw new ColumnsError(
    `${path} has no column "${name}".${near === undefined ? '' : ` Did you mean "${near}"?`} ` +
      `Its columns are: ${quoted(columns)}.`,
    [name],
  );
}

/** Only for the amount does it matter which of several columns is meant: a wrong one is a wrong number. */
function usual(path: string, field: OrderField, columns: readonly string[]): string | undefined {
  const names = ORDER_FIELDS[field].names.map(normalize);
  const found = columns.filter((column) => names.includes(normalize(column)));
  if (field === 'amount' && found.length > 1) {
    throw new ColumnsError(
      `${path}: ${quoted(found)} could each be the amount. Say which: columns: { amount: "${found[0] ?? ''}" }.`,
      ['amount'],
    );
  }
  return found.toSorted((a, b) => names.indexOf(normalize(a)) - names.indexOf(normalize(b)))[0];
}

function requireNeeded(path: string, columns: readonly string[], found: OrderColumns): void {
  const priced = found.has('quantity') && found.has('price');
  const missing = [
    ...(['order', 'customer', 'time'] as const).filter((field) => !found.has(field)),
    ...(found.has('amount') || priced ? [] : ['amount']),
  ];
  if (missing.length === 0) return;
  const or = missing.includes('amount') ? ' In place of an amount, quantity and price will do.' : '';
  throw new ColumnsError(
    `${path}: no column is known to be the ${missing.join(', the ')} of an order.${or} Say which: ` +
      `columns: { ${missing.map((field) => `${field}: '…'`).join(', ')} }. The file's columns are: ${quoted(columns)}.`,
    missing,
  );
}

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');

/** How the times of a file are written, and whose its amounts are. */
export interface WrittenAs {
  readonly timeZone: string;
  readonly dateFormat?: string;
  readonly amountPer: AmountPer;
}

/** Money and quantities have four decimal places; longer ones are rounded. */
export const SCALE = 4;

/**
 * The contract of an orders file: order, time, amount and currency must be there, all else may be missing, and so may
 * amounts of whole orders.
 */
export function orderContract(
  columns: OrderColumns,
  { timeZone, dateFormat, amountPer }: WrittenAs,
): TableContract {
  const computed = !columns.has('amount');
  const needed: readonly OrderField[] = [
    ...(['order', 'time', 'currency'] as const),
    ...(amountPer === 'line' ? (['amount'] as const) : []),
    ...(computed ? (['quantity', 'price'] as const) : []),
  ];
  const rules = ORDER_FIELD_NAMES.flatMap((field): [string, ColumnContract][] => {
    const source = columns.get(field);
    const { column, kind, label, role } = ORDER_FIELDS[field];
    if (source === undefined) return [];
    const rule: ColumnContract = {
      type: needed.includes(field) ? kind : `${kind}?`,
      source,
      label: term(label),
      ...(role !== undefined && { role }),
      ...(kind === 'decimal' && {
        scale: SCALE,
        round: true,
        ...(field !== 'quantity' && { format: 'money' as const }),
      }),
      ...(kind === 'timestamp' && { timeZone, ...(dateFormat !== undefined && { dateFormat }) }),
    };
    return [[column, rule]];
  });
  return defineTable({
    name: 'orders',
    columns: Object.fromEntries(rules),
  });
}
