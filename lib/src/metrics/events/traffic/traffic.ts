import { wilson, type Interval } from '../../../stats/proportion.js';
import { ratio } from '../ratio.js';

/** What was counted in a stretch of time. */
export interface TrafficCounts {
  readonly pv: number;
  /** Distinct users who did anything. */
  readonly users: number;
  /** Of them, those who bought. */
  readonly buyers: number;
  readonly purchases: number;
}

/** Counts with the three ratios that go by the name of conversion; null where there is nobody, or no view. */
export interface Traffic extends TrafficCounts {
  /** purchases / users: the ratio of the marketplace study. Not a share: a user can buy twice. */
  readonly purchasesPerUser: number | null;
  /** buyers / users: a share. */
  readonly buyerShare: number | null;
  /** 95% interval of {@link buyerShare}, by Wilson. */
  readonly interval: Interval | null;
  /** purchases / pv */
  readonly purchasesPerView: number | null;
}

export function withRatios(counts: TrafficCounts): Traffic {
  const { pv, users, buyers, purchases } = counts;
  return {
    ...counts,
    purchasesPerUser: ratio(purchases, users),
    buyerShare: ratio(buyers, users),
    interval: wilson(buyers, users),
    purchasesPerView: ratio(purchases, pv),
  };
}
