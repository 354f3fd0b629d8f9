import type { Text } from '../../core/label.js';
import { term } from '../../core/term.js';
import { OptionsError } from '../../errors.js';
import type { TierPlan } from '../tiers/plan.js';
import { chiSquare, churn, shareIn, stabilityIndex, type Counts } from './measures.js';

/** What an alert watches, over the tiers of a plan. */
export type AlertRule<K extends string = string> =
  /** The share of a tier's customers who have fallen to a lower one. */
  | { readonly label: Text; readonly churn: K }
  /** The share of all customers who are in these tiers. */
  | { readonly label: Text; readonly share: readonly K[] }
  /** How far the tiers have shifted: population stability index or chi-square. */
  | { readonly label: Text; readonly drift: 'psi' | 'chiSquare' };

/** Alerts by name. */
export type AlertRules<K extends string = string> = Readonly<Record<string, AlertRule<K>>>;

/** The alerts of the five tiers: platinum churn, too many dormant customers, an unusual distribution by two measures. */
export const TIER_ALERTS = {
  platinumChurn: { label: term('platinumChurn'), churn: 'platinum' },
  dormantShare: { label: term('dormantShare'), share: ['dormant'] },
  distributionPsi: { label: term('distributionPsi'), drift: 'psi' },
  distributionChiSquare: { label: term('distributionChiSquare'), drift: 'chiSquare' },
} as const satisfies AlertRules;

/** The number of a rule, from the moves to a week. */
export type Measure = (counts: Counts) => number | null;

/** @throws OptionsError for a tier that the plan does not have, or the last one's churn. */
export function measureOf(name: string, rule: AlertRule, plan: TierPlan): Measure {
  const tiers = Object.keys(plan);
  const place = (tier: string): number => {
    const at = tiers.indexOf(tier);
    if (at >= 0) return at;
    throw new OptionsError(
      `The alert ${name} watches the tier "${tier}", which the plan does not have: use ${tiers.join(', ')}.`,
    );
  };
  if ('churn' in rule) {
    const tier = place(rule.churn);
    return (counts) => churn(counts, tier);
  }
  if ('share' in rule) {
    const watched = rule.share.map(place);
    if (watched.length > 0) return (counts) => shareIn(counts, watched);
    throw new OptionsError(`The alert ${name} watches no tier: name one.`);
  }
  return rule.drift === 'psi' ? stabilityIndex : chiSquare;
}
