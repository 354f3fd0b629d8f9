import * as column from '../../core/column.js';
import { list, say } from '../../core/quantity.js';
import { Result } from '../../core/result.js';
import type { Session } from '../../core/session.js';
import { atomsOf, holdsIn, tierIn } from './atoms.js';
import { tierCategories, UNASSIGNED, type Tier, type TierPlan } from './plan.js';
import { requirePlan } from './require-plan.js';

const gridSchema = <K extends string>(plan: TierPlan<K>) => ({
  score: column.interval('percent', 'scoreBand', { digits: 0 }),
  from: column.count('daysBand', { hidden: true }),
  days: column.text('daysBand'),
  matching: column.count('matchingTiers'),
  which: column.optional(column.text('members')),
  tier: column.category('tier', tierCategories(plan)),
});

/** Each cell of the grid that the cuts of a plan make, and which tiers claim it. */
export type TierGrid<K extends string = string> = Result<ReturnType<typeof gridSchema<K>>>;

/**
 * The overlaps and gaps of a plan, by going through every cell between its cuts: how many tiers hold there (0 is a gap,
 * 2 or more an overlap) and which one a customer of that cell is put into. A plan with gaps is no error: customers there
 * are `unassigned`.
 *
 * @throws OptionsError as {@link requirePlan}.
 * @example
 * tierGrid(tally, FIVE_TIERS).where(({ matching }) => matching === 0).length; // 0
 */
export function tierGrid<const K extends string>(session: Session, plan: TierPlan<K>): TierGrid<K> {
  requirePlan(plan);
  const keys = Object.keys(plan) as K[];
  const rows = atomsOf(plan).map((atom) => {
    const { score, days } = atom;
    const holding = keys.filter((key) => holdsIn(plan[key], atom));
    const names = holding.map((key): Tier['label'] => plan[key].label);
    const first = days.from + 1;
    const tier: K | typeof UNASSIGNED = tierIn(plan, atom) ?? UNASSIGNED;
    return {
      score: { low: score.from, high: score.to },
      from: first,
      days: days.to === Infinity ? `${first}+` : `${first}–${days.to}`,
      matching: holding.length,
      which: names.length === 0 ? null : say(list(names), session.locale),
      tier,
    };
  });
  return new Result({
    session,
    name: 'tier-grid',
    title: { en: 'Which tiers claim whom', zh: '各层级规则覆盖的人群' },
    schema: gridSchema(plan),
    rows,
  });
}
