import { id, join, raw, sql, type Sql } from '../../engine/sql.js';
import type { Table } from '../../core/table.js';
import type { Relation } from './relation.js';

/** `column` follows from `other`: every group of the other is within one of its own. */
export async function determinations(table: Table, groups: readonly string[]): Promise<Relation[]> {
  const found: Relation[] = [];
  for (const other of groups) {
    const rest = groups.filter((name) => name !== other);
    if (rest.length === 0) continue;
    const counts = rest.map((name, index) => sql`count(DISTINCT ${id(name)}) AS ${raw(`c${index}`)}`);
    const most = rest.map((_, index) => sql`max(${raw(`c${index}`)}) AS ${raw(`c${index}`)}`);
    const shape = Object.fromEntries(rest.map((_, index) => [`c${index}`, 'integer?' as const]));
    const query: Sql = sql`SELECT ${join(most)}, CAST(sum(n) AS BIGINT) AS n FROM (
      SELECT ${join(counts)}, count(*) AS n FROM ${table} WHERE ${id(other)} IS NOT NULL GROUP BY ${id(other)}) g`;
    const row = (await table.engine.one(query, { ...shape, n: 'integer?' })) as Readonly<
      Record<string, number | null>
    >;
    rest.forEach((name, index) => {
      if (row[`c${index}`] === 1)
        found.push({ column: name, relation: 'determined', other, rows: row['n'] ?? 0 });
    });
  }
  return found;
}
