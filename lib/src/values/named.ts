import { id, sql, type Sql } from '../engine/sql.js';

/** SQL in which an expression that is used several times is computed once: SQL itself has no names within a value. */
export function named(value: Sql, name: string, use: (value: Sql) => Sql): Sql {
  const bound = id(name);
  return sql`list_transform([${value}], lambda ${bound}: ${use(bound)})[1]`;
}
