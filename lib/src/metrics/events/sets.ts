import { OptionsError } from '../../errors.js';
import { BEHAVIORS, isBehavior, type Behavior } from '../../data/events/behaviors.js';
import { id, join, literal, raw, sql, type Sql } from '../../engine/sql.js';

/** SQL of the days or hours at which a user did any of these, as bits: the union of the rollup's sets. */
export function setOf(behaviors: readonly Behavior[], kind: 'days' | 'hours'): Sql {
  return sql`(${join(
    behaviors.map((behavior) => id(`${behavior}_${kind}`)),
    ' | ',
  )})`;
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

/** @throws OptionsError when there is none, one is unknown or one is there twice. */
export function requireBehaviors(option: string, behaviors: readonly string[]): void {
  const known = `Name one or more of ${BEHAVIORS.join(', ')}, each once.`;
  if (behaviors.length === 0) throw new OptionsError(`"${option}" names no behavior. ${known}`);
  const unknown = behaviors.find((behavior) => !isBehavior(behavior));
  if (unknown !== undefined) throw new OptionsError(`"${option}" names "${unknown}". ${known}`);
  const twice = behaviors.find((behavior, index) => behaviors.indexOf(behavior) !== index);
  if (twice !== undefined) throw new OptionsError(`"${option}" names "${twice}" twice. ${known}`);
}
