import type { Shape } from '../../engine/shape.js';
import { id, join, sql, type Sql } from '../../engine/sql.js';
import { didOnDay, setOf, setWith } from '../../events/sets.js';
import type { TrafficEvents, TrafficOptions } from './traffic.js';

/** Distinct users and buyers on a day or in an hour. */
export interface People {
  readonly users: number;
  readonly buyers: number;
}

/**
 * People on each day or in each hour of the day, from 0, from the sets in the user rollup. All counts are columns of
 * one row, which reads each user once; a row per user and hour would take 24 reads.
 */
export async function peopleBy(
  events: TrafficEvents<string>,
  kind: 'days' | 'hours',
  { purchases }: Pick<TrafficOptions, 'purchases'>,
): Promise<People[]> {
  const { session, users, types, window } = events;
  if (kind === 'days' && events.days !== null) return peopleByDay(events, purchases);
  const size = kind === 'days' ? window.days.length : 24;
  const all = types.map(({ key }) => key);
  const numbers = Array.from({ length: size }, (_, n) => n);
  const counts = numbers.flatMap((n) => [
    sql`${countWith('active', n)} AS ${id(`users_${n}`)}`,
    sql`${countWith('bought', n)} AS ${id(`buyers_${n}`)}`,
  ]);
  const columns: Shape = Object.fromEntries(
    numbers.flatMap((n) => [`users_${n}`, `buyers_${n}`]).map((name) => [name, 'integer' as const]),
  );
  const found = await session.engine.one(
    sql`WITH sets AS (SELECT ${setOf(all, kind)} AS active, ${setOf(purchases, kind)} AS bought FROM ${users})
    SELECT ${join(counts)} FROM sets`,
    columns,
  );
  return numbers.map((n) => ({ users: Number(found[`users_${n}`]), buyers: Number(found[`buyers_${n}`]) }));
}

/** People on each day of a window that is too long for day sets. */
async function peopleByDay(
  { session, days, types, window }: TrafficEvents<string>,
  purchases: readonly string[],
): Promise<People[]> {
  const rows = await session.engine.all(
    sql`SELECT "day", count(*) AS users, count(CASE WHEN ${didOnDay(types, purchases)} THEN 1 END) AS buyers
    FROM ${days ?? sql``} GROUP BY "day" ORDER BY "day"`,
    { day: 'integer', users: 'integer', buyers: 'integer' },
  );
  const found = new Map(rows.map((row) => [row.day, row]));
  return window.days.map((_, day) => {
    const { users = 0, buyers = 0 } = found.get(day) ?? {};
    return { users, buyers };
  });
}

/** Users whose set has this bit. Counting a CASE instead takes two to four times the time. */
const countWith = (set: 'active' | 'bought', n: number): Sql =>
  sql`CAST(coalesce(count_if((${id(set)} & ${setWith([n])}) <> 0), 0) AS BIGINT)`;
