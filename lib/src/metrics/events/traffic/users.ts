import { BEHAVIORS } from '../../../data/events/behaviors.js';
import type { EventUserTable } from '../../../data/events/tables.js';
import type { Engine } from '../../../engine/engine.js';
import { sql } from '../../../engine/sql.js';
import { bits, setOf } from '../sets.js';

/** Distinct users and buyers on a day or at an hour. */
export interface People {
  readonly users: number;
  readonly buyers: number;
}

/** People on each day or at each hour of the day, from 0, by the sets of the rollup of users. */
export async function peopleBy(
  engine: Engine,
  users: EventUserTable,
  kind: 'days' | 'hours',
  size: number,
): Promise<People[]> {
  const found = await engine.all(
    sql`WITH sets AS (SELECT ${setOf(BEHAVIORS, kind)} AS active, ${setOf(['buy'], kind)} AS bought FROM ${users})
    SELECT bits.n, count(CASE WHEN (active & bits."bit") <> 0 THEN 1 END) AS users,
      count(CASE WHEN (bought & bits."bit") <> 0 THEN 1 END) AS buyers
    FROM sets CROSS JOIN ${bits(size)} GROUP BY bits.n ORDER BY bits.n`,
    { n: 'integer', users: 'integer', buyers: 'integer' },
  );
  return Array.from({ length: size }, (_, n) => {
    const { users = 0, buyers = 0 } = found[n] ?? {};
    return { users, buyers };
  });
}
