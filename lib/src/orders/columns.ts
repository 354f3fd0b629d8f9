import { closest, normalize, sameName } from '../core/closest.js';
import { term } from '../core/term.js';
import type { ColumnContract } from '../data/column-contract.js';
import { defineTable, type TableContract } from '../data/contract.js';
import { ColumnsError, OptionsError } from '../errors.js';
import type { Mapping } from '../mapping/mapping.js';
import { knownNames, nameFit, type Known } from '../mapping/names/match.js';
import { ORDER_NAMES } from '../mapping/names/orders.js';
import { ORDER_FIELD_NAMES, ORDER_FIELDS, type OrderField } from './fields.js';
import { EXACT } from './money.js';
import type { AmountPer } from './outcomes.js';

/**
 * Which column of the file holds what. A field that is not mentioned is looked for by its usual names. With `order:
 * null`, every row is an order of its own.
 */
export type OrderColumnNames = Mapping<OrderField>;

/** The columns of a file by field. */
export type OrderColumns = ReadonlyMap<OrderField, string>;

/**
 * Finds the columns of an orders file by their names. The amount of a line is its amount column, or else quantity × unit
 * price; naming quantity and price, and no amount, asks for the latter.
 *
 * @throws OptionsError for a field that orders do not have; ColumnsError for a column that the file does not have, or an
 *   amount that several columns could hold.
 */
export function orderColumns(
  path: string,
  columns: readonly string[],
  names: OrderColumnNames,
): OrderColumns {
  requireFields(names);
  const wanted = names.amount === undefined && named(names.price) ? { ...names, amount: null } : names;
  const found = new Map<OrderField, string>();
  const given = Object.entries(wanted).map(([field, name]) => [field, own(path, columns, name)] as const);
  const taken = new Set(given.map(([, column]) => normalize(column ?? '')));
  const free = columns.filter((column) => !taken.has(normalize(column)));
  const said = new Map<string, string | undefined>(given);
  for (const field of ORDER_FIELD_NAMES) {
    const column = said.has(field) ? said.get(field) : usual(path, field, free);
    if (column !== undefined) found.set(field, column);
  }
  return found;
}

const named = (name: string | number | null | undefined): boolean => name !== undefined && name !== null;

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
function own(path: string, columns: readonly string[], name: string | number | null): string | undefined {
  if (name === null) return undefined;
  if (typeof name === 'number') return columnAt(path, columns, name);
  const column = columns[sameName(name, columns)];
  if (column !== undefined) return column;
  const near = closest(name, columns);
  throw new ColumnsError(
    `${path} has no column "${name}".${near === undefined ? '' : ` Did you mean "${near}"?`} ` +
      `Its columns are: ${quoted(columns)}.`,
    [name],
  );
}

function columnAt(path: string, columns: readonly string[], position: number): string {
  const column = columns[position - 1];
  if (column === undefined) {
    throw new ColumnsError(
      `${path} has no column ${position}: positions are whole numbers from 1 to ${columns.length}.`,
      [String(position)],
    );
  }
  if (columns.filter((one) => normalize(one) === normalize(column)).length > 1) {
    throw new ColumnsError(
      `${path}: more than one column is named "${column}". Give them different names, so that one can be meant.`,
      [column],
    );
  }
  return column;
}

/** Only for the amount does it matter which of several columns is meant: a wrong one is a wrong number. */
function usual(path: string, field: OrderField, columns: readonly string[]): string | undefined {
  const fits = columns.map((column) => ({ column, ...nameFit(column, NAMES[field]) }));
  const fitting = fits
    .filter(({ fit }) => fit === 'same' || fit === 'bare')
    .toSorted((a, b) => a.place - b.place);
  const found = fitting.map(({ column }) => column);
  if (field === 'amount' && found.length > 1) {
    throw new ColumnsError(
      `${path}: ${quoted(found)} could each be the amount. Say which: columns: { amount: "${found[0] ?? ''}" }.`,
      ['amount'],
    );
  }
  return found[0];
}

const NAMES = Object.fromEntries(
  ORDER_FIELD_NAMES.map((field) => [field, knownNames(ORDER_NAMES[field])]),
) as Readonly<Record<OrderField, Known>>;

/** The needed fields that no column is known to hold. */
export function missingFields(found: OrderColumns, names: OrderColumnNames): readonly OrderField[] {
  const priced = found.has('quantity') && found.has('price');
  return [
    ...(['order', 'customer', 'time'] as const).filter(
      (field) => !found.has(field) && !(field === 'order' && names.order === null),
    ),
    ...(found.has('amount') || priced ? [] : (['amount'] as const)),
  ];
}

/** The error of a file without them. */
export function lacking(
  path: string,
  columns: readonly string[],
  missing: readonly string[],
  unclear: readonly string[] = [],
): ColumnsError {
  const or = missing.includes('amount') ? ' In place of an amount, quantity and price will do.' : '';
  const several = unclear.length === 0 ? '' : ` ${quoted(unclear)} could each be the amount.`;
  return new ColumnsError(
    `${path}: no column is known to be the ${missing.join(', the ')} of an order.${several || or} Say which: ` +
      `columns: { ${missing.map((field) => `${field}: '…'`).join(', ')} }. The file's columns are: ${quoted(columns)}.`,
    missing,
  );
}

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');

/** How the times of a file are written, and whose its amounts are. */
export interface WrittenAs {
  readonly timeZone: string;
  readonly dateFormat: string | undefined;
  readonly amountPer: AmountPer;
}

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
        ...EXACT,
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
