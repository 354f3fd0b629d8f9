import type { Text } from '../../core/label.js';
import { OptionsError } from '../../errors.js';
import { dayNumber } from '../../orders/day.js';
import { EXACT } from '../../orders/money.js';

/** Something that customers of a tier may have. */
export interface Benefit {
  readonly label: Text;
  /** What one use costs the shop, in the currency of the session. */
  readonly cost: number;
  /** The most uses of one customer within `days` days. */
  readonly cap: number;
  readonly days: number;
  /** First and last day on which it may be used, `YYYY-MM-DD`. Default: always. */
  readonly from?: string;
  readonly until?: string;
}

/**
 * The benefits of each tier, by key: a tier without an entry does not compile. One without benefits says so: `lost: {}`.
 *
 * @example
 * const catalog = {
 *   platinum: { delivery: { label: 'Free delivery', cost: 4, cap: 8, days: 30 } },
 *   gold: {}, silver: {}, dormant: {}, lost: {},
 * } as const satisfies BenefitCatalog<keyof typeof tiers.FIVE_TIERS>;
 */
export type BenefitCatalog<K extends string = string, B extends string = string> = Readonly<
  Record<K, Readonly<Partial<Record<B, Benefit>>>>
>;

/** A benefit with its tier and key. */
export interface Entry {
  readonly tier: string;
  readonly key: string;
  readonly benefit: Benefit;
}

/** The least amount that orders distinguish. */
const LEAST_COST = 10 ** -EXACT.scale;

/**
 * The entries of a catalog, by tier.
 *
 * @throws OptionsError for a tier without an entry, or one that there is not; for a cost of 0 or less, a cap or days that
 *   are no whole numbers of at least 1, and days out of order.
 */
export function entriesOf(catalog: BenefitCatalog, tiers: readonly string[]): readonly Entry[] {
  const lacking = tiers.find((tier) => !Object.hasOwn(catalog, tier));
  if (lacking !== undefined) {
    throw new OptionsError(
      `The catalog has no entry for the tier ${lacking}: add ${lacking}: {} if it gets nothing.`,
    );
  }
  const unknown = Object.keys(catalog).find((tier) => !tiers.includes(tier));
  if (unknown !== undefined) {
    throw new OptionsError(
      `The catalog has a tier "${unknown}", which there is not: use ${tiers.join(', ')}.`,
    );
  }
  const entries = tiers.flatMap((tier) =>
    Object.entries(catalog[tier] ?? {}).flatMap(([key, benefit]) =>
      benefit === undefined ? [] : [{ tier, key, benefit }],
    ),
  );
  for (const { tier, key, benefit } of entries) requireBenefit(`${tier}.${key}`, benefit);
  return entries;
}

function requireBenefit(name: string, { cost, cap, days, from, until }: Benefit): void {
  if (!(cost >= LEAST_COST && Number.isFinite(cost))) {
    throw new OptionsError(
      `${name}: the cost of a use must be above 0, not ${cost}. What costs nothing needs no budget.`,
    );
  }
  for (const [what, value] of Object.entries({ cap, days })) {
    if (!Number.isInteger(value) || value < 1) {
      throw new OptionsError(
        `${name}: ${what} must be a whole number of at least 1, not ${value}. Leave out what nobody may have.`,
      );
    }
  }
  if (from !== undefined) dayNumber(from, 'from');
  if (until !== undefined) dayNumber(until, 'until');
  if (from !== undefined && until !== undefined && until < from) {
    throw new OptionsError(`${name}: it ends on ${until}, before it begins on ${from}.`);
  }
}

/** Keys and names of all benefits; one of several tiers has the name of the first. */
export function benefitLabels(entries: readonly Entry[]): Readonly<Record<string, { readonly label: Text }>> {
  const labels: Record<string, { readonly label: Text }> = {};
  for (const { key, benefit } of entries) labels[key] ??= { label: benefit.label };
  return labels;
}
