import { id, join, raw, sql } from '../../engine/sql.js';
import type { Table } from '../../core/table.js';
import type { Relation } from './relation.js';

/** Groups whose ranges of a number do not overlap. */
export async function cutsOf(
  table: Table,
  groups: readonly string[],
  numbers: readonly string[],
): Promise<Relation[]> {
  const found: Relation[] = [];
  for (const group of groups) {
    const ranges = numbers.flatMap((name, index) => [
      sql`min(${id(name)}) AS ${raw(`low${index}`)}, max(${id(name)}) AS ${raw(`high${index}`)}`,
      sql`count(${id(name)}) AS ${raw(`n${index}`)}`,
    ]);
    if (ranges.length === 0) continue;
    const shape = Object.fromEntries(
      numbers.flatMap((_, index) => [
        [`low${index}`, 'double?' as const],
        [`high${index}`, 'double?' as const],
        [`n${index}`, 'integer' as const],
      ]),
    );
    const rows = (await table.engine.all(
      sql`SELECT ${join(ranges)} FROM ${table} WHERE ${id(group)} IS NOT NULL GROUP BY ${id(group)}`,
      shape,
    )) as readonly Readonly<Record<string, number | null>>[];
    numbers.forEach((name, index) => {
      const spans = rows.flatMap((row) => {
        const [low, high, n] = [row[`low${index}`], row[`high${index}`], row[`n${index}`] ?? 0];
        return typeof low === 'number' && typeof high === 'number' ? [{ low, high, n }] : [];
      });
      if (apart(spans)) {
        const n = spans.reduce((sum, span) => sum + span.n, 0);
        found.push({ column: group, relation: 'cuts', other: name, rows: n });
      }
    });
  }
  return found;
}

interface Span {
  readonly low: number;
  readonly high: number;
  readonly n: number;
}

/** Whether ranges do not overlap, by more than what a few rows do by chance: at least two groups of five rows. */
function apart(spans: readonly Span[]): boolean {
  if (spans.filter(({ n }) => n >= 5).length < 2) return false;
  const sorted = spans.toSorted((a, b) => a.low - b.low);
  return sorted.every((span, index) => span.low > (sorted[index - 1]?.high ?? -Infinity));
}
