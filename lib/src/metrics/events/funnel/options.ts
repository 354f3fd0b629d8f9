import type { Behavior } from '../../../data/events/behaviors.js';
import { OptionsError } from '../../../errors.js';
import { requireExclusions, requireSteps } from './checks.js';
import { STUDY_STEPS, type FunnelStep } from './steps.js';

/**
 * In what order a unit must take the steps.
 *
 * - `ordered`: one after another, with anything in between. As `windowFunnel` of ClickHouse without a mode.
 * - `strict`: each step is the event right after that of the step before; any other event of the unit in between,
 *   a repeated step too, breaks the chain. Stricter than `strict_order` of ClickHouse, which lets steps repeat
 *   and gives up for good at the first event that disturbs.
 * - `any`: in any order; to have come to step k is to have taken any k of the steps.
 */
export const FUNNEL_ORDERS = ['ordered', 'strict', 'any'] as const;
export type FunnelOrder = (typeof FUNNEL_ORDERS)[number];

/** What goes through the funnel: users, a user's dealings with one item, or a user's visits. */
export const FUNNEL_UNITS = ['user', 'user+item', 'session'] as const;
export type FunnelUnit = (typeof FUNNEL_UNITS)[number];

/** By what the funnel is broken down: the day of entry, or the category of the item (for `user+item`). */
export const FUNNEL_BREAKDOWNS = ['none', 'day', 'category'] as const;
export type FunnelBreakdown = (typeof FUNNEL_BREAKDOWNS)[number];

/**
 * Events that break a chain when they come between two steps; the unit may begin another chain afterwards.
 * One of the same second as a step comes before that step.
 */
export interface FunnelExclusion {
  readonly behaviors: readonly Behavior[];
  /** Number of the step, from 1, after which they break it, up to the next step; between any two steps when absent. */
  readonly after?: number;
}

export interface FunnelOptions {
  /** 2 to 8 steps that share no behavior. */
  readonly steps?: readonly FunnelStep[];
  /** Most seconds from the first step to the last that was taken, that second included; null for no bound. */
  readonly window?: number | null;
  readonly order?: FunnelOrder;
  readonly unit?: FunnelUnit;
  /** A session ends when more seconds than this pass without any event of the user. */
  readonly gap?: number;
  readonly breakdown?: FunnelBreakdown;
  /** For `ordered` only. */
  readonly exclusions?: readonly FunnelExclusion[];
  /** Categories kept by the breakdown, those with the most units first. */
  readonly categories?: number;
}

export type FunnelPlan = Required<FunnelOptions>;

/** Options with their defaults. @throws OptionsError when they do not fit together. */
export function planOf(options: FunnelOptions): FunnelPlan {
  const plan: FunnelPlan = {
    steps: STUDY_STEPS,
    window: 86_400,
    order: 'ordered',
    unit: 'user',
    gap: 1800,
    breakdown: 'none',
    exclusions: [],
    categories: 20,
    ...options,
  };
  requireOneOf('order', plan.order, FUNNEL_ORDERS);
  requireOneOf('unit', plan.unit, FUNNEL_UNITS);
  requireOneOf('breakdown', plan.breakdown, FUNNEL_BREAKDOWNS);
  requireSteps(plan.steps);
  requireExclusions(plan);
  if (plan.window !== null) requireCount('window', plan.window, 'seconds, or null');
  requireCount('gap', plan.gap, 'seconds');
  requireCount('categories', plan.categories, 'categories');
  if (plan.breakdown === 'category' && plan.unit !== 'user+item') {
    throw new OptionsError(
      `A funnel of unit "${plan.unit}" has no category: break it down with unit "user+item".`,
    );
  }
  return plan;
}

function requireOneOf(name: string, value: string, known: readonly string[]): void {
  if (!known.includes(value)) {
    throw new OptionsError(`"${value}" is no ${name} of a funnel: take one of ${known.join(', ')}.`);
  }
}

function requireCount(name: string, value: number, what: string): void {
  if (!Number.isSafeInteger(value) || value < 1) {
    throw new OptionsError(`A funnel's ${name} is ${value}: give a whole number of ${what}, from 1.`);
  }
}
