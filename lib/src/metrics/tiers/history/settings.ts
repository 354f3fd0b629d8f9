import { z } from 'zod';
import type { Session } from '../../../core/session.js';
import { OptionsError } from '../../../errors.js';
import { dayNumber } from '../../../orders/day.js';
import { requireCuts, sharesOf } from '../assign.js';
import type { TierCuts } from '../cuts.js';
import { FIVE_TIERS, type TierPlan } from '../plan.js';
import { requirePlan } from '../require-plan.js';
import type { Ease } from '../tier-sql.js';

export interface TierHistoryOptions<K extends string = string> {
  /** The first day of the history. Orders before it count, but tiers are not told for earlier days. */
  readonly from: string;
  /** Cuts frozen on one date, which hold for all days: `readCuts('tiers.json')`. */
  readonly cuts: TierCuts;
  /** The tiers. Default: {@link FIVE_TIERS}. */
  readonly plan?: TierPlan<K>;
  /**
   * Against flapping: a customer stays in a tier while the score is at least cut × (1 − margin) and the last purchase at
   * most `within + days` ago, unless an earlier tier of the plan holds. Default: no easing, tiers follow the plan alone.
   * The margin is the buffer zone of stock indices, the days are the grace period of loyalty programs; spending that only
   * grows needs the days, ranks that rise and fall need the margin: see `holdEffect`.
   * Source: Schmitt (1938), Journal of Scientific Instruments 15; FTSE Russell, Russell U.S. Equity Indices (banding).
   */
  readonly hold?: Ease;
}

/** What the rows of a history depend on besides the orders. */
export interface Settings<K extends string = string> {
  readonly from: string;
  readonly cuts: TierCuts;
  readonly plan: TierPlan<K>;
  readonly hold: Required<Ease> | null;
  readonly timeZone: string;
  readonly currency: string | null;
}

/** @throws OptionsError for a day that is none, a plan that cannot be, cuts without its shares, or an easing that is none. */
export function settingsOf<K extends string>(
  { timeZone, currency }: Session,
  { from, cuts, plan = FIVE_TIERS as unknown as TierPlan<K>, hold }: TierHistoryOptions<K>,
): Settings<K> {
  dayNumber(from, 'from');
  requirePlan(plan);
  requireCuts(cuts, undefined, sharesOf(plan));
  const { margin = 0, days = 0 } = hold ?? {};
  if (!(margin >= 0 && margin < 1)) {
    throw new OptionsError(`hold.margin must be a share from 0 to below 1, not ${margin}.`);
  }
  if (!Number.isInteger(days) || days < 0) {
    throw new OptionsError(`hold.days must be a whole number of days, not ${days}.`);
  }
  const eased = margin > 0 || days > 0;
  return { from, cuts, plan, hold: eased ? { margin, days } : null, timeZone, currency };
}

const STORED = z.record(z.string(), z.string());

/** Each setting as text, by which those of a stored history are compared with those asked for. */
export function written({ from, cuts, plan, hold, timeZone, currency }: Settings): Record<string, string> {
  const text = (value: unknown): string => JSON.stringify(value, sortedKeys);
  // The order of the tiers counts, that of the keys within one does not.
  const tiers = Object.entries(plan).map(([key, tier]) => [key, tier]);
  return {
    ...{ from: text(from), cuts: text(cuts), plan: text(tiers), hold: text(hold) },
    ...{ timeZone: text(timeZone), currency: text(currency) },
  };
}

const sortedKeys = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** @throws OptionsError where a stored history was made with other settings. */
export function requireSame(path: string, stored: unknown, wanted: Readonly<Record<string, string>>): void {
  const known = STORED.parse(stored);
  const other = Object.keys(wanted).filter((name) => known[name] !== wanted[name]);
  if (other.length === 0) return;
  throw new OptionsError(
    `${path}: the history was made with another ${other.join(', another ')}. Ask for the same, or begin a new file.`,
  );
}
