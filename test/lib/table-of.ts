import { id, join, literal, raw, sql } from '../../lib/src/engine/sql.js';
import type { Shape } from '../../lib/src/engine/shape.js';
import { bind, Table } from '../../lib/src/core/table.js';
import type { ColumnFor, Role } from '../../lib/src/core/roles.js';
import type { Session } from '../../lib/src/core/session.js';

type Value = string | number | boolean | null;

const TYPES = {
  integer: 'BIGINT',
  decimal: 'DECIMAL(18, 2)',
  double: 'DOUBLE',
  text: 'VARCHAR',
  boolean: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
} as const;

/** A table of a test's own: columns and their kinds, rows as tuples, roles bound. */
export async function tableOf<
  const S extends Shape,
  const B extends { readonly [R in Role]?: ColumnFor<S, R> },
>(session: Session, name: string, columns: S, rows: readonly (readonly Value[])[], roles: B) {
  const table = new Table({ session, name: session.uniqueName(name), columns, roles: {} });
  const kinds = Object.entries<string>(columns).map(([column, kind]) => {
    const type = TYPES[kind.replace('?', '') as keyof typeof TYPES];
    return { column, type };
  });
  const defined = join(kinds.map(({ column, type }) => sql`${id(column)} ${raw(type)}`));
  await session.engine.run(sql`CREATE TABLE ${table} (${defined})`);
  if (rows.length > 0) {
    const tuples = rows.map((row) => sql`(${join(row.map((value) => literal(value)))})`);
    await session.engine.run(sql`INSERT INTO ${table} VALUES ${join(tuples)}`);
  }
  return bind(table, roles);
}
