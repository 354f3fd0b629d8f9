import { BEHAVIORS } from '../../../data/events/behaviors.js';
import type { EventUserTable } from '../../../data/events/tables.js';
import type { Engine } from '../../../engine/engine.js';
import type { Shape } from '../../../engine/shape.js';
import { id, join, sql, type Sql } from '../../../engine/sql.js';
import { setOf, setWith } from '../sets.js';

/** Distinct users and buyers on a day or at an hour. */
export interface People {
  readonly users: number;
  readonly buyers: number;
}

/**
 * People on each day or at each hour of the day, from 0, by the sets of the rollup of users. All counts are columns of
 * one row: that is one look at each user, where a row a user and hour would be 24.
 */
export async function peopleBy(
  engine: Engine,
  users: EventUserTable,
  kind: 'days' | 'hours',
  size: number,
): Promise<People[]> {
  const numbers = Array.from({ length: size }, (_, n) => n);
  const counts = numbers.flatMap((n) => [
    sql`${countWith('active', n)} AS ${id(`users_${n}`)}`,
    sql`${countWith('bought', n)} AS ${id(`buyers_${n}`)}`,
  ]);
  const columns: Shape = Object.fromEntries(
    numbers.flatMap((n) => [`users_${n}`, `buyers_${n}`]).map((name) => [name, 'integer' as const]),
  );
  const found = await engine.one(
    sql`WITH sets AS (SELECT ${setOf(BEHAVIORS, kind)} AS active, ${setOf(['buy'], kind)} AS bought FROM ${users})
    SELECT ${join(counts)} FROM sets`,
    columns,
  );
  return numbers.map((n) => ({ users: Number(found[`users_${n}`]), buyers: Number(found[`buyers_${n}`]) }));
}

const countWith = (set: 'active' | 'bought', n: number): Sql =>
  sql`count(CASE WHEN (${id(set)} & ${setWith([n])}) <> 0 THEN 1 END)`;
