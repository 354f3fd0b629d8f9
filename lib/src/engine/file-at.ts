import { literal, sql, type Sql } from './sql.js';

/**
 * A path as the engine's readers take it: they read every path as a pattern, so that `report[1].csv` would be
 * `report1.csv`. This is the file of that very name.
 */
export function fileAt(path: string): Sql {
  return literal(asPattern(path));
}

/** The same for text that may be packed: what is behind a `?` in a name is no ending to the engine. */
export function textAt(path: string): Sql {
  const packed = path.toLowerCase().endsWith('.gz');
  return sql`${fileAt(path)}, compression = ${literal(packed ? 'gzip' : 'uncompressed')}`;
}

/** A pattern that this path alone matches. `~` at its start is no home folder. */
export function asPattern(path: string): string {
  return path.replace(/^~/, './~').replace(/[[*?]/g, '[$&]');
}

/** Whether something in a path makes it a pattern. */
export const isPattern = (path: string): boolean => /[*?[]/.test(path);
