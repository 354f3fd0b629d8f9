import type { Engine, QueryOptions } from '../../engine/engine.js';
import { id, join, literal, sql } from '../../engine/sql.js';
import { QUOTE } from './database.js';
import { readStaged } from './read-staged.js';
import type { Staged } from './staged.js';

/**
 * Sorts staged rows by all of their columns: numbers as numbers, all else as text. A query, or a table without a primary
 * key, has no order of its own, and the same rows must give the same results.
 */
export async function sortStaged(
  engine: Engine,
  staged: Staged,
  file: string,
  options: QueryOptions,
): Promise<Staged> {
  const { columns } = staged;
  const fields = columns.map((_, index) => id(`f${index}`));
  const order = columns.flatMap(({ isText }, index) => {
    const field = id(`f${index}`);
    return isText ? [field] : [sql`TRY_CAST(${field} AS DOUBLE) NULLS FIRST`, field];
  });
  await engine.run(
    sql`COPY (SELECT ${join(fields)} FROM ${readStaged(staged, false)} ORDER BY ${join(order)})
      TO ${literal(file)} (FORMAT csv, HEADER false, QUOTE ${literal(QUOTE)}, ESCAPE ${literal(QUOTE)}, NULLSTR '', FORCE_QUOTE (${join(fields)}))`,
    options,
  );
  return { ...staged, files: [file] };
}
