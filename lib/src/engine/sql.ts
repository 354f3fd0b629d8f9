import { isRelation, type Relation } from './table.js';

/** A value passed as a parameter, never as text. */
export type SqlValue = string | number | bigint | boolean | null;

type Part = { readonly text: string } | { readonly value: SqlValue } | { readonly identifier: string };

/** A statement in pieces: text, parameters and identifiers. Compose them; engines render them. */
export class Sql {
  constructor(
    readonly parts: readonly Part[],
    /** Names of the tables in the statement, for error messages. */
    readonly tables: readonly string[],
  ) {}
}

/**
 * Builds a statement. Interpolated values become parameters, a {@link Relation} or {@link id} becomes a quoted
 * identifier, another `sql` is inserted. Outside input is never interpreted as SQL.
 *
 * @example
 * const adults = sql`SELECT count(*) AS users FROM ${users} WHERE ${id('age')} >= ${18}`;
 */
export function sql(strings: TemplateStringsArray, ...inputs: readonly (SqlValue | Sql | Relation)[]): Sql {
  const parts: Part[] = [];
  const tables = new Set<string>();
  strings.forEach((text, index) => {
    parts.push({ text });
    if (index >= inputs.length) return;
    const input = inputs[index] ?? null;
    if (input instanceof Sql) {
      for (const part of input.parts) parts.push(part);
      input.tables.forEach((name) => tables.add(name));
    } else if (isRelation(input)) {
      parts.push({ identifier: input.name });
      tables.add(input.name);
    } else {
      parts.push({ value: input });
    }
  });
  return new Sql(parts, [...tables]);
}

/** A column or table name, quoted by the engine: `id('"; drop table x --')` is just a column. */
export function id(name: string): Sql {
  return new Sql([{ identifier: name }], []);
}

/** Raw SQL: keywords and fragments from this library, never outside input. */
export function raw(text: string): Sql {
  return new Sql([{ text }], []);
}

/** A value inlined in the text, for statements without parameters (views, reader options). */
export function literal(value: SqlValue): Sql {
  if (typeof value === 'string') return raw(`'${value.replaceAll("'", "''")}'`);
  return raw(value === null ? 'NULL' : String(value));
}

/** Joins fragments: `join(columns.map(id))` is `"a", "b"`. */
export function join(fragments: readonly Sql[], separator = ', '): Sql {
  const parts = fragments.flatMap((fragment, index) =>
    index === 0 ? fragment.parts : [{ text: separator }, ...fragment.parts],
  );
  return new Sql(parts, [...new Set(fragments.flatMap((fragment) => fragment.tables))]);
}
