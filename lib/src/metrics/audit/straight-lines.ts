import { id, join, raw, sql } from '../../engine/sql.js';
import type { Table } from '../../core/table.js';
import type { Relation } from './relation.js';

/** Correlations closer to 1 than this are lines: those of rounded values are not. */
const LINE = 1e-9;

/** Pairs of numeric columns that are equal, or a straight line of each other. */
export async function straightLines(table: Table, numbers: readonly string[]): Promise<Relation[]> {
  const pairs = numbers.flatMap((one, index) =>
    numbers.slice(0, index).map((other) => [one, other] as const),
  );
  if (pairs.length === 0) return [];
  const x = (name: string) => sql`CAST(${id(name)} AS DOUBLE)`;
  const selects = pairs.flatMap(([one, other], index) => [
    sql`corr(${x(one)}, ${x(other)}) AS ${raw(`c${index}`)}`,
    sql`count(*) FILTER (WHERE ${x(one)} IS DISTINCT FROM ${x(other)}) AS ${raw(`d${index}`)}`,
    sql`count(*) FILTER (WHERE ${id(one)} IS NOT NULL AND ${id(other)} IS NOT NULL) AS ${raw(`n${index}`)}`,
  ]);
  const shape = Object.fromEntries(
    pairs.flatMap((_, index) => [
      [`c${index}`, 'double?' as const],
      [`d${index}`, 'integer' as const],
      [`n${index}`, 'integer' as const],
    ]),
  );
  const row = (await table.engine.one(sql`SELECT ${join(selects)} FROM ${table}`, shape)) as Readonly<
    Record<string, number | null>
  >;
  return pairs.flatMap(([one, other], index): Relation[] => {
    const [r, different, n] = [row[`c${index}`] ?? 0, row[`d${index}`], row[`n${index}`] ?? 0];
    if (different === 0) return [{ column: one, relation: 'copy', other, rows: n }];
    return n > 2 && Math.abs(r) > 1 - LINE ? [{ column: one, relation: 'linear', other, rows: n }] : [];
  });
}
