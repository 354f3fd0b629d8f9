import { total } from '../study/total.js';

/**
 * The marketplace study's published aggregates of its full file that calculations need, each with the claims that
 * contain it; a figure quoted by only one claim is in that claim's check.
 */
export const PUBLISHED = {
  /** T-1-ROWS: rows before any cleaning. */
  rows: 100_150_807,
  /** T-1-WINDOW: days. */
  days: 9,
  /** T-3.0-TYPES: rows by behavior. */
  behaviors: { pv: 89_660_688, cart: 5_530_446, fav: 2_888_258, buy: 2_015_839 },
  /** T-3.1-N689: categories with 80 percent of the purchases. */
  leadingCategories: 689,
  /** T-3.1-9.7: their share of the categories, in percent as printed. */
  leadingPercent: '9.7',
  /** T-3.2-91 and T-3.2-10: page views of a viewer over the whole period, and a day. */
  views: { perViewer: '91', perDay: { about: 10, within: 0.5 } },
  /** T-3.2-68.3: buyers, in percent of viewers. */
  percentBuying: '68.3',
  /** T-3.2-21.8: the interested who do not buy, in percent. */
  percentLost: '21.8',
  /** T-3.2-FUNNEL, T-3.2-PARTS: users. */
  users: { viewed: 984_105, carted: 738_996, marked: 389_823, interested: 859_275, bought: 672_404 },
  /** T-3.3-VIP to T-3.3-LOST and both figures: percent of buyers, percent of orders, orders per buyer, as printed. */
  segments: {
    vip: { percentOfBuyers: '25.6', percentOfOrders: '54.4', perBuyer: '6.37' },
    potential: { percentOfBuyers: '51.5', percentOfOrders: '31.8', perBuyer: '1.85' },
    wake: { percentOfBuyers: '2.0', percentOfOrders: '3.7', perBuyer: '5.39' },
    lost: { percentOfBuyers: '20.9', percentOfOrders: '10.2', perBuyer: '1.47' },
  },
  /** T-3.3-WAKE: purchases of a buyer to wake. */
  perBuyerToWake: '5.4',
  /** T-3.3-FREQ: purchases of a buyer, and buyers with two or more in percent. */
  frequency: { mean: '2.998', percentTwoOrMore: '66.01' },
  /** T-3.3-56: another share of the potential new, in percent. */
  otherPotentialPercent: '56',
  /** T-3.4-CURVE: retention on day 0, 1, 2 …, as shares. */
  curve: ['1', '.7504', '.7362', '.7381', '.7422', '.7511', '.7717', '.8607', '.7028'],
  /** T-3.4-D7: the day of the peak, and retention on it in percent. */
  peakOfCurve: { day: 7, percent: '86' },
  /** T-3.5-PV21, T-3.5-CV10: hours of the peaks, and the purchases per 100 users that the second exceeds. */
  peaks: { views: 21, conversion: 10, purchasesPer100Users: { above: 22 } },
  /** T-3.4-COHORT: users by the day they were first seen. */
  cohorts: [706_641, 158_188, 63_825, 31_331, 17_931, 9_801, 255, 18, 1],
} as const;

/** Rows with a known behavior, which are those the author kept. */
export const PUBLISHED_KEPT = total(Object.values(PUBLISHED.behaviors));

/** Users with any event: each is in one cohort. */
export const PUBLISHED_USERS = total(PUBLISHED.cohorts);

/** Published users whose day n the window holds: those first seen early enough. */
export function eligiblePublished(day: number): number {
  return total(PUBLISHED.cohorts.slice(0, PUBLISHED.days - day));
}
