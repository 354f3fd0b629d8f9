import { OptionsError } from '../../errors.js';
import { atomsOf, holdsIn, tierIn } from './atoms.js';
import { UNASSIGNED, type Tier, type TierPlan } from './plan.js';

/**
 * Checks a plan before anybody is put into a tier.
 *
 * @throws OptionsError for a plan without tiers, a share or a number of days that is none, conditions that contradict
 *   each other, and a tier that nobody can be in because earlier ones take all whom it describes.
 */
export function requirePlan(plan: TierPlan): void {
  const tiers = Object.entries(plan);
  if (tiers.length === 0) throw new OptionsError('A plan needs at least one tier.');
  if (Object.hasOwn(plan, UNASSIGNED)) {
    throw new OptionsError(`"${UNASSIGNED}" is for those in no tier: call the tier something else.`);
  }
  for (const [key, tier] of tiers) requireConditions(key, tier);
  const atoms = atomsOf(plan);
  for (const [key, tier] of tiers) {
    const own = atoms.filter((atom) => holdsIn(tier, atom));
    if (own.length === 0) {
      throw new OptionsError(`Tier ${key} can never hold: its conditions contradict each other.`);
    }
    if (own.some((atom) => tierIn(plan, atom) === key)) continue;
    const before = [...new Set(own.map((atom) => tierIn(plan, atom)))].join(', ');
    throw new OptionsError(
      `Tier ${key} can have no customer: all whom it describes are in ${before} before it.`,
    );
  }
}

function requireConditions(key: string, { top, below, within, after, target }: Tier): void {
  const shares = { top, below, target: target?.[0], 'second target': target?.[1] };
  for (const [name, share] of Object.entries(shares)) {
    if (share !== undefined && !(share >= 0 && share <= 1)) {
      throw new OptionsError(`Tier ${key}: ${name} must be a share from 0 to 1, not ${share}.`);
    }
  }
  for (const [name, days] of Object.entries({ within, after })) {
    if (days !== undefined && (!Number.isInteger(days) || days < 0)) {
      throw new OptionsError(`Tier ${key}: ${name} must be a whole number of days, not ${days}.`);
    }
  }
}
