import type { Text } from '../core/label.js';
import type { Schema } from '../core/schema.js';
import { Table } from '../core/table.js';
import { entryOf } from '../core/entry-of.js';
import type { Session } from '../core/session.js';
import { id, sql, type Sql } from '../engine/sql.js';
import type { ColumnKind, Shape } from '../engine/shape.js';

/** Users who have something in common: a row each. It does not change; make it anew when the data does. */
export type Audience = Table<Shape, { readonly user: string }> & {
  readonly label: Text;
  /** The date that it is as of; null for that of its events. */
  readonly asOf: string | null;
  /** Number of users. */
  readonly size: number;
  /** SQL of the users, to read or to run elsewhere. */
  readonly query: Sql;
};

/** What an audience is made from. */
export interface Members {
  /** The table whose users these are, for the kinds and labels of columns. */
  readonly of: { readonly columns: Shape; readonly schema?: Schema };
  /** The column of the user. */
  readonly user: string;
  /** SQL with one row a user: the column `user`, and others to be kept. */
  readonly query: Sql;
  readonly name: string;
  readonly label: Text;
  readonly asOf?: string;
  /** Columns of `of` that the query keeps beside the user. */
  readonly keep?: readonly string[];
}

/** Makes an audience of the users of a query. */
export async function makeAudience(session: Session, members: Members): Promise<Audience> {
  const { of, user, query, name, label, asOf = null, keep = [] } = members;
  const kinds = [user, ...keep].map((column): [string, ColumnKind] => [
    column,
    entryOf(of.columns, column) ?? 'text',
  ]);
  const table = new Table({
    session,
    name: session.uniqueName(name),
    columns: Object.fromEntries(kinds),
    roles: { user },
    schema: of.schema ?? {},
  });
  await session.engine.run(sql`CREATE TABLE ${table} AS ${query}`);
  const size = await table.count();
  return Object.assign(table, { label, asOf, size, query });
}

/** SQL of the users of an audience. */
export const usersIn = (audience: Audience): Sql =>
  sql`SELECT ${id(audience.roles.user)} AS user_key FROM ${audience}`;
