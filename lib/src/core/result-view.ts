import { columnIn, legible, quantityOf } from './format.js';
import { heading } from './heading.js';
import type { Locale, Text } from './label.js';
import { count } from './quantity.js';
import { isNumeric, type Column, type Schema, type ValueOf } from './schema.js';
import type { Session } from './session.js';
import type { TableView } from './table-view.js';
import { textIn } from './translation.js';

export interface ViewOptions {
  /** Rows to show; the number of omitted rows is given below the table. */
  readonly limit?: number;
}

/** The part of a result that a table shows. */
export interface Viewed {
  readonly session: Session;
  readonly title: Text;
  readonly schema: Schema;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly note: Text | null;
}

const LIMIT = 24;

/** A result as a table: column names with units, formatted values, numbers right-aligned. */
export function viewOf(
  { session, title, schema, rows, note }: Viewed,
  { limit = LIMIT }: ViewOptions,
): TableView {
  const { locale } = session;
  const columns = Object.entries<Column>(schema).filter(([, column]) => column.hidden !== true);
  const shown = rows.slice(0, limit);
  const written = Object.fromEntries(
    Object.entries<Column>(schema).map(([name, column]) => [
      name,
      legible(
        column,
        rows.map((row) => row[name]),
      ),
    ]),
  );
  const notes = [
    ...(rows.length > shown.length ? [restNote(rows.length, shown.length, locale)] : []),
    ...(note === null ? [] : [textIn(note, locale)]),
  ];
  return {
    caption: textIn(title, locale),
    headings: columns.map(([, column]) => heading(column, locale)),
    body: shown.map((row) =>
      columns.map(
        ([name]) => quantityOf(row[name] as ValueOf<Column>, columnIn(written, name, row), session)[locale],
      ),
    ),
    numeric: columns.map(([, column]) => isNumeric(column) || column.kind.startsWith('interval')),
    note: notes.length === 0 ? null : notes.join(' '),
  };
}

function restNote(all: number, shown: number, locale: Locale): string {
  const [hidden, total] = [count(all - shown)[locale], count(all)[locale]];
  return locale === 'zh' ? `……另有${hidden}行，共${total}行` : `… ${hidden} more rows, ${total} in all`;
}
