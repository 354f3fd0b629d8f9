import type { Shape } from '../engine/shape.js';
import type { Sql } from '../engine/sql.js';
import { baseKind, type Row, type Schema } from './schema.js';
import type { Session } from './session.js';

/** The columns of a schema that a query returns: all except intervals, which are computed from them. */
type Queried<S extends Schema> = {
  readonly [C in keyof S as S[C]['kind'] extends 'interval' | 'interval?' ? never : C]: S[C];
};

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * Runs a query with the columns of a schema, in its order and in snake_case, and returns rows with the schema's own
 * names.
 *
 * @throws ResultShapeError when names or types differ.
 * @example
 * const rows = await rowsOf(session, sql`SELECT segment, count(*) AS users, … AS revenue_share …`, SIZES);
 */
export async function rowsOf<S extends Schema>(
  session: Session,
  query: Sql,
  schema: S,
): Promise<Row<Queried<S>>[]> {
  const names = Object.keys(schema).filter((name) => baseKind(schema[name]?.kind ?? 'text') !== 'interval');
  const shape = Object.fromEntries(names.map((name) => [snake(name), schema[name]?.kind])) as Shape;
  const rows = await session.engine.all(query, shape);
  return rows.map(
    (row) => Object.fromEntries(names.map((name) => [name, row[snake(name)]])) as Row<Queried<S>>,
  );
}
