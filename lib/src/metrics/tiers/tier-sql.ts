import { join, literal, sql, type Sql } from '../../engine/sql.js';
import type { TierCuts } from './cuts.js';
import { UNASSIGNED, type Tier, type TierPlan } from './plan.js';

/** How much the conditions for staying in a tier are eased against those for coming into it. */
export interface Ease {
  /** The share by which a score may lie below its cut. */
  readonly margin?: number;
  /** The days by which a purchase may be longer ago. */
  readonly days?: number;
}

/** SQL for the first tier whose conditions hold; the score is in the column `tier_score`. */
export function tierSql(plan: TierPlan, cuts: TierCuts, recency: Sql): Sql {
  const cases = Object.entries<Tier>(plan).map(
    ([key, tier]) => sql`WHEN ${conditions(tier, cuts, recency)} THEN ${literal(key)}`,
  );
  return sql`CASE ${join(cases, ' ')} ELSE ${literal(UNASSIGNED)} END`;
}

/** SQL that is true where all conditions of a tier hold. Without a purchase there is no recency, and none can hold. */
export function conditions(
  { top = 1, below = 0, within, after }: Tier,
  { least }: TierCuts,
  recency: Sql,
  { margin = 0, days = 0 }: Ease = {},
): Sql {
  const at = (share: number): number => least[String(share)] ?? Infinity;
  return join(
    [
      sql`${recency} IS NOT NULL`,
      ...(top < 1 ? [sql`tier_score >= ${literal(at(top) * (1 - margin))}`] : []),
      ...(below > 0 ? [sql`tier_score < ${literal(at(below))}`] : []),
      ...(within === undefined ? [] : [sql`${recency} <= ${literal(within + days)}`]),
      ...(after === undefined ? [] : [sql`${recency} > ${literal(after)}`]),
    ],
    ' AND ',
  );
}
