import { column, type Chart, type Locale } from 'tally';
import { optional } from '../../../../lib/src/core/column.js';
import { resultOf } from './result-of.js';

export type Trace = Readonly<Record<string, unknown>>;
export const traces = (drawn: Chart | undefined) => drawn?.figure.data as readonly Trace[];
export const layout = (drawn: Chart | undefined) =>
  drawn?.figure.layout as Readonly<Record<string, Record<string, unknown>>>;

export const name = column.text({ en: 'Name', zh: '名称' });
export const part = column.text({ en: 'Part', zh: '部分' });
export const n = optional(column.count('users'));

/** A result of names with numbers. */
export const named = (rows: readonly (readonly [string, number | null])[], locale: Locale = 'en') =>
  resultOf(
    { name, n },
    rows.map(([name, n]) => ({ name, n })),
    { locale },
  );

/** A result of names and parts with numbers. */
export const parts = (rows: readonly (readonly [string, string, number | null])[]) =>
  resultOf(
    { name, part, n },
    rows.map(([name, part, n]) => ({ name, part, n })),
  );
