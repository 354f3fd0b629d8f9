import * as column from '../../core/column.js';
import type { NoInfer } from '../../core/no-infer.js';
import { Result } from '../../core/result.js';
import { shape } from '../../engine/shape.js';
import { wilson } from '../../stats/proportion.js';
import { COUNTED, COUNTED_NAMES, COUNTED_WHY, type Counted } from './counted-words.js';
import { countedQuery } from './counted-query.js';
import { planOf, type FunnelEvents, type FunnelOptions } from './options.js';
import { orderedFunnel } from './ordered.js';
import { over } from './set-counts.js';

const AS_COUNTED = {
  tool: column.category('countedBy', COUNTED_NAMES),
  entered: column.optional(column.count('entered')),
  converted: column.optional(column.count('converted')),
  rate: column.optional(
    column.percent('conversionRate', { digits: 2, base: 'converted', interval: 'rateInterval' }),
  ),
  rateInterval: column.optional(column.interval('percent', 'interval95', { hidden: true })),
  why: column.category('whyItDiffers', COUNTED_WHY),
} as const;

const COUNTS = shape({
  entered: 'integer',
  increase: 'integer',
  in_order: 'integer',
  unrepeated: 'integer',
  kept: 'integer',
  kept_converted: 'integer',
  first_attempt: 'integer',
});

export type FunnelAsCounted = Result<typeof AS_COUNTED>;

/** Options of a funnel of users that every tool can count. */
export type AsCountedOptions<T extends string = string> = Pick<
  FunnelOptions<T>,
  'steps' | 'window' | 'exclusions'
>;

/**
 * One funnel as Tally, ClickHouse, PostHog, Amplitude, Mixpanel and GA4 count it: how many users enter it, how many
 * reach the last step, and why that differs. All numbers are computed here, on the same events; no tool is asked.
 *
 * rate = converted / entered, with Wilson's 95% interval. Events in the same second are in order of steps, those outside
 * the steps first. A tool that knows no exclusions counts without them. PostHog's documentation drops a user with an
 * excluded event between the steps; the engine in its repository keeps a user whose later attempt comes as far without
 * one. Amplitude is null where there are exclusions, since its documentation does not say how they count. Not imitated:
 * Mixpanel's two seconds of grace, and the approximate counts of hosted tools.
 * @throws OptionsError if steps or options are inconsistent.
 * Source: ClickHouse, "Parametric aggregate functions: windowFunnel" and its source (strict_deduplication as mended for
 * issue 37177); PostHog, "Funnels"; Amplitude, "How Amplitude computes funnels" and "Funnel Analysis FAQ"; Mixpanel,
 * "Funnels Advanced Concepts"; Google, Data API "Funnel".
 * @example
 * await funnel.asCounted(events, { steps: [['view'], ['purchase']], window: 86_400, exclusions: [{ types: ['cart'] }] });
 */
export async function asCounted<T extends string>(
  events: FunnelEvents<T>,
  { steps, window = 86_400, exclusions = [] }: AsCountedOptions<NoInfer<T>>,
): Promise<FunnelAsCounted> {
  const plan = planOf(events, { steps, window, exclusions });
  const query = countedQuery(events, plan);
  const counts = await events.session.engine.one(query, COUNTS);
  const reached = async (options: Partial<FunnelOptions<T>>) =>
    (await orderedFunnel<string>(events, { steps, window, ...options })).rows.at(-1)?.units ?? 0;
  const [tally, strict, loose, ever] = [
    await reached({ exclusions }),
    await reached({ order: 'strict' }),
    await reached({}),
    await reached({ window: null }),
  ];
  const converted: Readonly<Record<Counted, number | null>> = {
    tally,
    'tally-strict': strict,
    clickhouse: loose,
    'clickhouse-strict-order': counts.in_order,
    'clickhouse-strict-deduplication': counts.unrepeated,
    'clickhouse-strict-increase': counts.increase,
    posthog: counts.kept_converted,
    'posthog-strict': strict,
    amplitude: exclusions.length === 0 ? loose : null,
    mixpanel: counts.first_attempt,
    'mixpanel-reentry': tally,
    ga4: ever,
  };
  return new Result({
    session: events.session,
    name: 'funnel-as-counted',
    title: { en: 'One funnel as different tools count it', zh: '同一漏斗在不同工具中的口径' },
    schema: AS_COUNTED,
    rows: COUNTED.map((tool) => ({
      tool,
      ...rateOf(tool === 'posthog' ? counts.kept : counts.entered, converted[tool]),
      why: tool,
    })),
    query,
  });
}

function rateOf(entered: number, converted: number | null) {
  if (converted === null) return { entered: null, converted, rate: null, rateInterval: null };
  return {
    ...{ entered, converted },
    rate: over(converted, entered),
    rateInterval: wilson(converted, entered),
  };
}
