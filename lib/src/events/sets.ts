import { typeOf, type EventTypes } from './types.js';
import { id, join, literal, raw, sql, type Sql } from '../engine/sql.js';

/** SQL of the days or hours at which a user did any of these, as bits: the union of the rollup's sets. */
export function setOf(types: readonly string[], kind: 'days' | 'hours'): Sql {
  return sql`(${join(
    types.map((type) => id(`${type}_${kind}`)),
    ' | ',
  )})`;
}

/** SQL of how many events of any of these types a row of a rollup counts. */
export function countOf(types: readonly string[]): Sql {
  return sql`(${join(types.map(id), ' + ')})`;
}

/** SQL that is true for rows of the rollup of users by day with an event of any of these types. */
export function didOnDay(types: EventTypes, keys: readonly string[]): Sql {
  return sql`(types & ${setWith(keys.map((key) => typeOf(types, key).code - 1))}) <> 0`;
}

/** SQL of a table with one row a bit: its number `n` from 0 and the set `bit` that holds it alone. */
export function bits(size: number): Sql {
  const rows = Array.from({ length: size }, (_, n) => sql`(${literal(n)}, ${bit(n)})`);
  return sql`(VALUES ${join(rows)}) AS bits(n, "bit")`;
}

/** SQL of the set that holds these alone. */
export function setWith(members: readonly number[]): Sql {
  return raw(`CAST(${members.reduce((set, n) => set | (1n << BigInt(n)), 0n)} AS BIGINT)`);
}

const bit = (n: number): Sql => setWith([n]);
