import type { Kind } from '../engine/shape.js';
import type { Sql } from '../engine/sql.js';
import { Result } from './result.js';
import type { Column, Schema } from './schema.js';
import type { Session } from './session.js';
import { Table } from './table.js';
import { term } from './term.js';
import { entryOf } from './entry-of.js';

/** Runs a query with unknown columns and describes them from the result and the tables it reads. */
export async function adHoc(session: Session, query: Sql, inputs: readonly unknown[]): Promise<Result> {
  const { columns, rows } = await session.engine.query(query);
  const tables = inputs.filter((input): input is Table => input instanceof Table);
  const schema: Schema = Object.fromEntries(
    columns.map(({ name, kind }) => [name, columnOf(name, kind, tables)]),
  );
  return new Result({
    session,
    name: 'query',
    title: term('query'),
    schema,
    rows: rows,
    query,
  });
}

function columnOf(name: string, kind: Kind, tables: readonly Table[]): Column {
  const known = tables.map(({ schema }) => entryOf(schema, name)).find(Boolean);
  return { ...(known ?? { label: name }), kind: `${kind}?` };
}
