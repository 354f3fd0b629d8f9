import { categoriesOf, type NamedValues } from './categories.js';
import type { Label, Text } from './label.js';
import type { Categories, Column, ColumnKind, Format } from './schema.js';
import { isTerm, term, type Term } from './term.js';

interface Extra {
  readonly unit?: Term;
  readonly digits?: number;
  /** The count that labels show beside a share: mostly its numerator, or the denominator. */
  readonly base?: string;
  /** The column with the estimate's interval. */
  readonly interval?: string;
  /** The column whose category determines the format of a row's number. */
  readonly measure?: string;
  readonly hidden?: boolean;
}

/** Any text; editors still offer the terms beside it. */
type OtherText = string & Record<never, never>;

/** A term, a name in both languages, or plain text in the analyst's own language. */
export type TermOrText = Term | Label | OtherText;

const labelOf = (label: TermOrText): Text =>
  typeof label === 'string' && isTerm(label) ? term(label) : label;

function make<const K extends ColumnKind>(
  kind: K,
  format: Format,
  label: TermOrText,
  { unit, digits, base, interval, measure, hidden }: Extra,
): Column<K> {
  return {
    kind,
    label: labelOf(label),
    format,
    ...(unit !== undefined && { unit: term(unit) }),
    ...(digits !== undefined && { digits }),
    ...((base ?? interval ?? measure) !== undefined && {
      of: {
        ...(base !== undefined && { base }),
        ...(interval !== undefined && { interval }),
        ...(measure !== undefined && { measure }),
      },
    }),
    ...(hidden === true && { hidden }),
  };
}

/** A whole number: `1,000`. */
export const count = (label: TermOrText, extra: Extra = {}) => make('integer', 'count', label, extra);

/** A number with decimals: `24.40`. */
export const decimal = (label: TermOrText, extra: Extra = {}) => make('double', 'decimal', label, extra);

/** An hour of the day, 0 to 23: `21:00`. */
export const hour = (label: TermOrText, extra: Extra = {}) => make('integer', 'clock', label, extra);

/** A share: 0.319 is `31.9%`. */
export const percent = (label: TermOrText, extra: Extra = {}) => make('double', 'percent', label, extra);

/** A difference between two shares, in percentage points: 0.031 is `3.1`. */
export const points = (label: TermOrText, extra: Extra = {}) => make('double', 'points', label, extra);

/** An amount in the session's currency. */
export const money = (label: TermOrText, extra: Extra = {}) => make('double', 'money', label, extra);

/** A number of seconds, each in a suitable unit: `42.3 min`, `5.1 hr`. */
export const duration = (label: TermOrText, extra: Extra = {}) => make('double', 'duration', label, extra);

/** A p-value: `< 0.001`, `0.034`. */
export const pValue = (label: TermOrText = 'p', extra: Extra = {}) => make('double', 'p', label, extra);

/** An interval, in the format of the column it belongs to. */
export const interval = (format: Format = 'percent', label: TermOrText = 'interval95', extra: Extra = {}) =>
  make('interval', format, label, extra);

/** A name or word. */
export const text = (label: TermOrText, extra: Extra = {}) => make('text', 'text', label, extra);

export const yesNo = (label: TermOrText, extra: Extra = {}) => make('boolean', 'text', label, extra);

export const date = (label: TermOrText, extra: Extra = {}) => make('date', 'text', label, extra);

/**
 * One of a few values with names, an order and optional colors.
 *
 * @param values in their order; as pairs where values are numbers, which an object would sort.
 * @example
 * column.category('Stars', [['5', { label: 'five' }], ['4', { label: 'four' }]]);
 */
export function category<const V extends string>(
  label: TermOrText,
  values: NamedValues<V>,
): Column<'text', V> & { readonly values: Categories<V> } {
  return { kind: 'text', label: labelOf(label), values: categoriesOf(values) };
}

type Nullable<K extends ColumnKind> = K extends `${string}?` ? K : `${K}?` & ColumnKind;

/** The same column, allowing missing or undefined values. */
export function optional<C extends Column>(
  column: C,
): Omit<C, 'kind'> & { readonly kind: Nullable<C['kind']> } {
  const kind = (column.kind.endsWith('?') ? column.kind : `${column.kind}?`) as Nullable<C['kind']>;
  return { ...column, kind };
}

/** The same column with another label, such as a name from a table. */
export function labeled<C extends Column>(column: C, label: Text): C {
  return { ...column, label };
}
