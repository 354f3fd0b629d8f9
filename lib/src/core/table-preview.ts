import { sql } from '../engine/sql.js';
import type { Relation } from '../engine/table.js';
import type { MimeBundle } from './display.js';
import { viewOf } from './result-view.js';
import type { Schema } from './schema.js';
import type { Session } from './session.js';
import { tableBundle } from './table-view.js';
import { term } from './term.js';

const ROWS = 5;

/** The first rows of a table and the type of each column, for display in a notebook. */
export async function tablePreview(
  table: Relation & { readonly session: Session; readonly schema: Schema },
): Promise<MimeBundle> {
  const { session, schema, name, columns } = table;
  const rows = await session.engine.all(sql`SELECT * FROM ${table} LIMIT ${ROWS}`, columns);
  const typed = Object.fromEntries(
    Object.entries(schema).map(([column, of]) => [column, { ...of, label: column, hidden: false }]),
  );
  const view = viewOf({ session, title: name, schema: typed, rows, note: term('firstRows') }, {});
  const types = Object.values(columns).map((kind) => kind.replace('?', ''));
  return tableBundle([
    { ...view, headings: view.headings.map((text, index) => `${text} (${types[index] ?? ''})`) },
  ]);
}
