import type { Sql } from '../../engine/sql.js';
import { QueryError } from '../../errors.js';
import type { Binding, Source } from './source.js';

/** Reads directly through the engine if it can split all rows, or else row by row. */
export async function throughEngine<T>(
  source: Source,
  bindings: readonly Binding[],
  read: (relation: Sql) => Promise<T>,
): Promise<T> {
  if (source.fast !== null) {
    try {
      return await read(await source.fast.relation(bindings));
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
    }
  }
  return read(await source.careful(bindings));
}
