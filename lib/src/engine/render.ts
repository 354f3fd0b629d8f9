import type { Dialect } from './dialect.js';
import type { Sql, SqlValue } from './sql.js';

export interface RenderedSql {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

/** Writes a statement in an engine's dialect: quoted identifiers, numbered parameters. */
export function renderSql(statement: Sql, dialect: Dialect): RenderedSql {
  const values: SqlValue[] = [];
  const text = statement.parts
    .map((part) => {
      if ('text' in part) return part.text;
      if ('identifier' in part) return dialect.quote(part.identifier);
      values.push(part.value);
      return dialect.placeholder(values.length);
    })
    .join('');
  return { text, values };
}

/** A statement with its parameters inlined, for readers; engines run {@link renderSql}. */
export function inlineSql(statement: Sql, dialect: Dialect): string {
  return statement.parts
    .map((part) => {
      if ('text' in part) return part.text;
      return 'identifier' in part ? dialect.quote(part.identifier) : written(part.value);
    })
    .join('');
}

function written(value: SqlValue): string {
  if (value === null) return 'NULL';
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}
