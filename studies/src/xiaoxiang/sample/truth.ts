import type { Channel } from './people.js';

/** The chance that an order of a customer is the last one, by channel, and how much larger it is at first. */
export const LAPSE: Readonly<Record<Channel, number>> = { organic: 0.05, invitation: 0.03, field: 0.1 };
export const EARLY = { orders: 3, factor: 2 } as const;

/** Of customers who lapse, the share that goes by ever longer intervals: these times the usual one. */
export const DECLINE = { share: 0.6, intervals: [2, 2.5, 3] } as const;

/** Of customers who have lapsed, the share that comes back, after so many days. */
export const COMEBACK = { share: 0.15, from: 60, to: 200 } as const;

/** Of registered customers, the share that never orders. */
export const NEVER = 0.06;

/** A refund of a line, by whether it spoils easily. */
export const REFUNDS = { fragile: 0.03, other: 0.012 } as const;

export const CANCELED_SHARE = 0.012;

/** What members of a group purchase pay less, if the group is large enough. */
export const GROUP_DISCOUNT = 0.15;

export interface Campaign {
  readonly id: string;
  readonly kind: 'welcome' | 'wake_up' | 'basket' | 'points' | 'gift';
  readonly from: string;
  readonly to: string;
  /** The share that is meant to be the control group; null without one. */
  readonly control: number | null;
  /** Yuan for each customer reached. */
  readonly cost: number;
  /** Yuan off an order of at least so much; null without a coupon. */
  readonly coupon: { readonly value: number; readonly minimum: number } | null;
}

/**
 * The campaigns, and what each really does:
 *
 * - K1, welcome coupon, everybody: no control group, so that nothing can be said of it.
 * - K2, basket voucher for those with an order in the last 30 days: every second order has one more line.
 * - K3, festival gift for those who have spent 500 yuan or more: nothing.
 * - K4, wake-up coupon for those without an order in the last 45 days: of those who would not have ordered, 25 of 100 do.
 * - K5, double points for those with an order in the last 30 days: nothing. A third of the busiest of its control group
 *   got them all the same and are in the other arm, so that the arms are not of the sizes they were meant to be, and the
 *   points look better than they are.
 * - K6, wake-up message for the same as K4: nothing.
 */
export const CAMPAIGNS: readonly Campaign[] = [
  {
    ...{ id: 'K1', kind: 'welcome', from: '2024-01-01', to: '2025-06-30', control: null, cost: 0 },
    coupon: { value: 8, minimum: 30 },
  },
  {
    ...{ id: 'K2', kind: 'basket', from: '2024-11-11', to: '2024-12-08', control: 0.5, cost: 0.1 },
    coupon: { value: 6, minimum: 60 },
  },
  {
    ...{ id: 'K3', kind: 'gift', from: '2025-01-13', to: '2025-02-11', control: 0.3, cost: 12 },
    coupon: null,
  },
  {
    ...{ id: 'K4', kind: 'wake_up', from: '2025-02-17', to: '2025-03-18', control: 0.5, cost: 0.1 },
    coupon: { value: 10, minimum: 40 },
  },
  {
    ...{ id: 'K5', kind: 'points', from: '2025-04-07', to: '2025-05-04', control: 0.5, cost: 2 },
    coupon: null,
  },
  {
    ...{ id: 'K6', kind: 'wake_up', from: '2025-05-12', to: '2025-06-10', control: 0.5, cost: 0.1 },
    coupon: null,
  },
];

/** Of dormant customers who would not have ordered, those whom the coupon of K4 brings back. */
export const WOKEN = 0.25;

/** The share of orders to which the voucher of K2 adds a line. */
export const ADDED_LINES = 0.5;

/** In K5, the share of control customers with 3 orders or more in the last 30 days who got the points all the same. */
export const LEAKED = { orders: 3, share: 1 / 3 } as const;

export const DORMANT_DAYS = 45;
export const ACTIVE_DAYS = 30;
export const GIFT_FROM = 500;
