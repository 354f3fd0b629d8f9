import type { Table } from '../../engine/table.js';
import type { EventTables } from '../../events/tables.js';
import { requireTypes, type EventTypes } from '../../events/types.js';
import type { Session } from '../../core/session.js';
import { OptionsError } from '../../errors.js';
import { namedSteps, requireSteps, type FunnelStep, type NamedStep } from './steps.js';

/**
 * The order in which a unit must take the steps.
 *
 * - `ordered`: one after another, with anything in between, like ClickHouse's `windowFunnel` without a mode.
 * - `strict`: each step is the event right after that of the previous step; any other event of the unit in between,
 *   even a repeated step, breaks the chain, after which the unit may begin another. Neither stricter nor looser than
 *   ClickHouse's `strict_order`, which lets a step repeat and ends at the first event of no step: for view and
 *   purchase, the events view, favorite, view, purchase reach step 2 here and 1 there; for view, cart and purchase, the
 *   events view, cart, cart, purchase reach 2 here and 3 there.
 * - `any`: in any order; a unit has reached step k once it has taken any k of the steps.
 */
export const FUNNEL_ORDERS = ['ordered', 'strict', 'any'] as const;
export type FunnelOrder = (typeof FUNNEL_ORDERS)[number];

/** What goes through the funnel: users, pairs of user and item, or sessions. */
export const FUNNEL_UNITS = ['user', 'user+item', 'session'] as const;
export type FunnelUnit = (typeof FUNNEL_UNITS)[number];

/** How the funnel is broken down: by day of entry, or by the item's category (for `user+item`). */
export const FUNNEL_BREAKDOWNS = ['none', 'day', 'category'] as const;
export type FunnelBreakdown = (typeof FUNNEL_BREAKDOWNS)[number];

/**
 * Events that break a chain if they occur between two steps; the unit may start another chain afterward. An event in
 * the same second as a step counts as before that step.
 */
export interface FunnelExclusion<T extends string = string> {
  readonly types: readonly T[];
  /**
   * Number of the step, from 1, after which they break the chain, up to the next step. Default: between any two steps.
   */
  readonly after?: number;
}

export interface FunnelOptions<T extends string = string> {
  /** 2 to 8 steps that share no type, such as `[['view'], ['cart', 'favorite'], ['purchase']]`. */
  readonly steps: readonly FunnelStep<T>[];
  /** Maximum seconds from the first step to the last step taken, inclusive; null for no limit. */
  readonly window?: number | null;
  readonly order?: FunnelOrder;
  readonly unit?: FunnelUnit;
  /** A session ends after more than this many seconds without any event of the user. */
  readonly gap?: number;
  readonly breakdown?: FunnelBreakdown;
  /** For `ordered` only. */
  readonly exclusions?: readonly FunnelExclusion<T>[];
  /** Number of categories that the breakdown keeps, those with the most units first. */
  readonly categories?: number;
}

/** What an ordered funnel needs from the event tables. */
export type FunnelEvents<T extends string = string> = Pick<EventTables<T>, 'types' | 'window'> & {
  readonly session: Session;
  readonly events: Table;
  readonly users: Table;
};

export interface FunnelPlan extends Required<FunnelOptions> {
  readonly steps: readonly NamedStep[];
  /** The event types that exist. */
  readonly known: EventTypes;
}

/** Options with their defaults. @throws OptionsError if they are inconsistent, or the events lack a column. */
export function planOf({ types: known, events }: FunnelEvents, options: FunnelOptions): FunnelPlan {
  const plan: FunnelPlan = {
    window: 86_400,
    order: 'ordered',
    unit: 'user',
    gap: 1800,
    breakdown: 'none',
    exclusions: [],
    categories: 20,
    ...options,
    steps: namedSteps(known, options.steps),
    known,
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
      `A funnel with unit "${plan.unit}" has no category: use unit "user+item" to break it down by category.`,
    );
  }
  requireColumn(events, 'item', plan.unit === 'user+item');
  requireColumn(events, 'category', plan.breakdown === 'category');
  return plan;
}

function requireColumn({ columns }: Table, field: 'item' | 'category', needed: boolean): void {
  if (needed && !Object.hasOwn(columns, `${field}_id`)) {
    throw new OptionsError(`These events have no ${field}: load them with a column for the ${field}.`);
  }
}

function requireOneOf(name: string, value: string, known: readonly string[]): void {
  if (!known.includes(value)) {
    throw new OptionsError(`"${value}" is not a funnel ${name}: use one of ${known.join(', ')}.`);
  }
}

function requireCount(name: string, value: number, what: string): void {
  if (!Number.isSafeInteger(value) || value < 1) {
    throw new OptionsError(
      `A funnel's ${name} cannot be ${value}: give a whole number of ${what}, at least 1.`,
    );
  }
}

/**
 * @throws OptionsError unless exclusions are in an ordered funnel, have no type of a step, and come between two steps.
 */
function requireExclusions({ exclusions, order, steps, known }: FunnelPlan): void {
  if (exclusions.length > 0 && order !== 'ordered') {
    throw new OptionsError(`Exclusions need the order "ordered", not "${order}".`);
  }
  for (const { types, after } of exclusions) {
    requireTypes(known, 'exclusions', types);
    const step = steps.findIndex((one) => one.types.some((name) => types.includes(name)));
    if (step >= 0) {
      throw new OptionsError(
        `An exclusion has a type of step ${step + 1}: exclude only types that are in no step.`,
      );
    }
    if (after !== undefined && !(Number.isInteger(after) && after >= 1 && after < steps.length)) {
      throw new OptionsError(
        `An exclusion cannot come after step ${after}: use one of steps 1 to ${steps.length - 1}, those before the last.`,
      );
    }
  }
}
