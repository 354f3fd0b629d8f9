import { OptionsError } from '../../errors.js';
import type { Database } from './database.js';
import type { DatabaseRelation } from './relation.js';

/**
 * SQL for ranges of a table's key.
 *
 * @throws OptionsError for a table without a primary key of one whole number.
 */
export function rangesOf(database: Database, { sql, key, columns }: DatabaseRelation, place: string) {
  const [only, another] = key;
  if (only === undefined || another !== undefined || only.isText || !columns.includes(only)) {
    throw new OptionsError(
      `${place}: only a table with a primary key of one whole number can be kept in a folder. Load it without one.`,
    );
  }
  const name = database.quoted(only.name);
  const above = (after: string | null) => (after === null ? '' : `${name} > ${whole(after, place)}`);
  const where = (conditions: readonly string[]) => {
    const given = conditions.filter((condition) => condition !== '');
    return given.length === 0 ? '' : ` WHERE ${given.join(' AND ')}`;
  };
  return {
    between: (after: string | null, to: string) =>
      `${sql}${where([above(after), `${name} <= ${whole(to, place)}`])}`,
    ordered: (from: string) => `${from} ORDER BY ${name}`,
    async next(after: string | null, rows: number): Promise<string | null> {
      const some = `SELECT ${name} AS k FROM ${sql}${where([above(after)])} ORDER BY ${name} LIMIT ${rows}`;
      const [row] = await database.rows(`SELECT MAX(k) FROM (${some}) AS chunk`);
      return row?.[0] ?? null;
    },
  };
}

function whole(key: string, place: string): string {
  if (/^-?[0-9]+$/.test(key)) return key;
  throw new OptionsError(`${place}: the primary key is no whole number. Load it without a folder.`);
}
