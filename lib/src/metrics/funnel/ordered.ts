import type { QueryOptions } from '../../engine/engine.js';
import { Result } from '../../core/result.js';
import { funnelTitle, stepSchema, UNIT_TERMS } from './columns.js';
import { planOf, type FunnelEvents, type FunnelOptions } from './options.js';
import { funnelQuery, stepCounts } from './step-counts.js';
import { stepCategories } from './steps.js';
import { timesOf, type FunnelTimes } from './times.js';
import type { NoInfer } from '../../core/no-infer.js';

export type OrderedFunnel = Result<ReturnType<typeof stepSchema>> & {
  /** Quartiles of the time from the first step, in one unit, for figures. */
  readonly times: FunnelTimes;
};

const CHARTS = {
  none: { mark: 'funnel', x: 'units', y: 'step' },
  day: { mark: 'line', x: 'part', y: 'fromFirst', color: 'step' },
  category: { mark: 'bar', x: 'fromFirst', y: 'part', color: 'step' },
} as const;

/**
 * Units by how far they progressed through the steps: one row per step or, with a breakdown, per part and step.
 *
 * A unit has reached step k if it has a chain of events of steps 1 to k, the last within the conversion window after
 * the first. Of several chains, the one that arrived first counts and, among these, the one that began last: the first
 * step may be repeated, and a chain that ran out of time restarted. Events in the same second are in order of steps,
 * those outside the steps first, so a chain may complete within one second.
 *
 * fromFirst = units / units of the first step, for users with Wilson's 95% interval; fromPrevious = units / units of
 * the previous step. lower, median, upper: quartiles of the seconds from the first step of a unit's first chain to this
 * step. A unit is `censored` at step k if it has not reached it and the conversion window after its first step 1
 * reaches the end of the data (a session must also be able to continue after the end). `eligible` units entered early
 * enough to be observed to the end of their window; eligibleFromFirst is their rate. These are null without a
 * conversion window, except for sessions. Rates are null if the denominator is 0.
 * @throws OptionsError if steps or options are inconsistent, or the events lack the item or category needed.
 * Source: `windowFunnel` of ClickHouse for the order `ordered`; the names of orders are those of PostHog and Mixpanel.
 * @example
 * const bought = await funnel.ordered(events, { steps: [['view'], ['cart', 'favorite'], ['purchase']], window: 86_400 });
 * bought.at({ step: 'purchase' }).fromFirst.en;
 * chart(bought);
 */
export async function orderedFunnel<T extends string>(
  events: FunnelEvents<T>,
  options: FunnelOptions<NoInfer<T>>,
  run: QueryOptions = {},
): Promise<OrderedFunnel> {
  const plan = planOf(events, options);
  const query = funnelQuery(events, plan);
  const rows = await stepCounts(events, plan, query, run);
  const steps = stepCategories(plan.steps);
  const result = new Result({
    session: events.session,
    name: plan.unit === 'user' ? 'ordered-funnel' : `ordered-funnel-${plan.unit.replace('+', '-')}`,
    title: funnelTitle(plan),
    schema: stepSchema(UNIT_TERMS[plan.unit], plan.breakdown, steps),
    rows,
    query,
    chart: CHARTS[plan.breakdown],
  });
  const times = timesOf(events.session, steps, plan.breakdown === 'none' ? rows : []);
  return Object.assign(result, { times });
}
