import type { Table } from '../../core/table.js';
import { parseKind, type Kind } from '../../engine/shape.js';
import { id, join, raw, sql } from '../../engine/sql.js';
import { namesIds } from '../../mapping/names/ids.js';
import { isCompactDate, isMilliseconds, isSeconds } from '../../mapping/times-as-numbers.js';
import type { QualityPlan } from './options.js';

/** The columns of numbers that measure something: ids do not, nor do dates and times that are written as numbers. */
export async function measures({ table, columns, key, ids }: QualityPlan): Promise<readonly string[]> {
  const naming = new Set([...key, ...ids, table.roles.user, table.roles.time]);
  const numeric = columns.filter(
    (name) =>
      ['integer', 'decimal', 'double'].includes(kindOf(table, name)) && !naming.has(name) && !namesIds(name),
  );
  const times = await timesIn(
    table,
    numeric.filter((name) => kindOf(table, name) === 'integer'),
  );
  return numeric.filter((name) => !times.has(name));
}

const kindOf = (table: Table, name: string): Kind => parseKind(table.columns[name] ?? 'text').kind;

/** The columns of which all values are dates such as 20240131, or seconds or milliseconds since 1970. */
async function timesIn(table: Table, columns: readonly string[]): Promise<ReadonlySet<string>> {
  if (columns.length === 0) return new Set();
  const written = [isCompactDate, isSeconds, isMilliseconds];
  const selects = columns.map((name, n) => {
    const all = written.map((condition) => sql`count(*) FILTER (WHERE ${condition(id(name))})`);
    return sql`count(${id(name)}) > 0 AND count(${id(name)}) IN (${join(all)}) AS ${raw(`t${n}`)}`;
  });
  const shape = Object.fromEntries(columns.map((_, n) => [`t${n}`, 'boolean' as const]));
  const found = await table.engine.one(sql`SELECT ${join(selects)} FROM ${table}`, shape);
  return new Set(columns.filter((_, n) => found[`t${n}`] === true));
}
