import { id, literal, sql } from '../../engine/sql.js';
import type { Text } from '../../core/label.js';
import { columnOf, type Table } from '../../core/table.js';
import { closest } from '../../core/closest.js';
import { OptionsError } from '../../errors.js';
import { makeAudience, type Audience } from '../audience.js';
import type { Tiered } from './assign.js';
import { NOT_THERE } from '../moves.js';
import { UNASSIGNED } from './plan.js';
import { requireSamePlan } from './same-plan.js';

/** From one tier to another; `notThere` is a customer whom one of the dates does not know. */
export interface TierMove<K extends string = string> {
  readonly from: K | typeof UNASSIGNED | typeof NOT_THERE;
  readonly to: K | typeof UNASSIGNED | typeof NOT_THERE;
  readonly label?: Text;
}

/**
 * The customers who moved from one tier to another between two dates, or stayed: as many as that cell of `migration`.
 *
 * @throws OptionsError for plans that differ, and for a tier that they do not have.
 * @example
 * const slipping = await tiers.movers(june, july, { from: 'gold', to: 'silver' });
 */
export async function tierMovers<K extends string>(
  before: Tiered<Table, K>,
  after: Tiered<Table, K>,
  { from, to, label }: TierMove<K>,
): Promise<Audience> {
  requireSamePlan(before, after);
  const known = [...Object.keys(before.tiers), UNASSIGNED, NOT_THERE];
  for (const tier of [from, to]) {
    if (known.includes(tier)) continue;
    const near = closest(tier, known);
    const hint = near === undefined ? `use one of ${known.join(', ')}.` : `did you mean "${near}"?`;
    throw new OptionsError(`The plan has no tier "${tier}": ${hint}`);
  }
  const user = id(columnOf(before, 'user'));
  const other = id(columnOf(after, 'user'));
  return makeAudience(before.session, {
    of: before,
    user: columnOf(before, 'user'),
    query: sql`SELECT coalesce(a.${user}, b.${other}) AS ${user}
      FROM ${before} a FULL JOIN ${after} b ON a.${user} = b.${other}
      WHERE coalesce(a.tier, ${literal(NOT_THERE)}) = ${from} AND coalesce(b.tier, ${literal(NOT_THERE)}) = ${to}
      ORDER BY 1`,
    name: 'movers',
    label: label ?? { en: `${from} → ${to}`, zh: `${from} → ${to}` },
  });
}
