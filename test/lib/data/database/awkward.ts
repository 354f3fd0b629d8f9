import type { Tally, LoadedFile } from 'tally';

/** What a column of a table becomes: its kind, the type in the database, and its values by row. */
export interface Expected {
  readonly type: string;
  readonly stored: string;
  readonly values: readonly unknown[];
  /** Values that cannot be kept. */
  readonly unkept?: number;
  readonly reading?: string;
}

/** A column of an awkward table: how it is declared, and what its values are written as in SQL. */
export type AwkwardColumn = Expected & { readonly sql: string; readonly inserted: readonly string[] };

/** Declares a column by its type and values in SQL, and what they become. */
export const column = (
  sql: string,
  type: string,
  pairs: readonly (readonly [inserted: string, value: unknown])[],
  more: Partial<Expected> = {},
): AwkwardColumn => ({
  ...{ sql, type, stored: sql },
  inserted: pairs.map(([inserted]) => inserted),
  values: pairs.map(([, value]) => value),
  ...more,
});

/** A table of these columns, c0, c1 and so on, with as many rows as the longest has values; others are NULL. */
export function tableOf(columns: readonly AwkwardColumn[]): string {
  const rows = Math.max(...columns.map(({ inserted }) => inserted.length));
  const names = columns.map((_, index) => `c${index}`);
  const tuples = Array.from({ length: rows }, (_, row) => {
    const values = columns.map(({ inserted }) => inserted[row] ?? 'NULL');
    return `(${[row + 1, ...values].join(', ')})`;
  });
  const declared = columns.map(({ sql }, index) => `c${index} ${sql} NULL`);
  return `CREATE TABLE awkward (id INTEGER PRIMARY KEY, ${declared.join(', ')});
    INSERT INTO awkward (id, ${names.join(', ')}) VALUES ${tuples.join(', ')}`;
}

/** What a loaded table has in place of it, column by column. */
export async function found(tally: Tally, loaded: LoadedFile): Promise<readonly Expected[]> {
  const { rows } = await tally.query`SELECT * FROM ${loaded} ORDER BY id`;
  return loaded.fields.rows.slice(1).map(({ column: name, type, stored, unkept, reading }) => ({
    ...{ type, stored: stored ?? '', unkept, reading },
    values: rows.map((row) => Reflect.get(row, name)),
  }));
}

/** The same from the declaration. */
export function expected(columns: readonly AwkwardColumn[]): readonly Expected[] {
  const rows = Math.max(...columns.map(({ inserted }) => inserted.length));
  return columns.map(({ type, stored, values, unkept = 0, reading = 'asIs' }) => ({
    ...{ type, stored, unkept, reading },
    values: Array.from({ length: rows }, (_, row) => values[row] ?? null),
  }));
}
