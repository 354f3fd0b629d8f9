import { DatabaseError } from '../../errors.js';
import type { Database } from './database.js';
import type { DatabaseRelation } from './relation.js';
import type { DeclaredColumn } from './stored-column.js';

/** What one query tells about a table: how many rows it has, and what its columns become. */
export interface RelationFacts {
  readonly rows: number;
  readonly declared: readonly DeclaredColumn[];
}

/** Counts the rows, and measures the columns whose type leaves open what they become. */
export async function factsOf(
  database: Database,
  { sql, columns }: DatabaseRelation,
): Promise<RelationFacts> {
  const measures = columns.flatMap((column) => column.measures);
  const [row = []] = await database.rows(`SELECT ${['COUNT(*)', ...measures].join(', ')} FROM ${sql}`);
  const [rows, ...measured] = row;
  if (rows === undefined || rows === null) throw new DatabaseError('the server does not count the rows.');
  let at = 0;
  const declared = columns.map((column) => {
    const own = measured.slice(at, at + column.measures.length);
    at += column.measures.length;
    return column.declared(own);
  });
  return { rows: Number(rows), declared };
}
