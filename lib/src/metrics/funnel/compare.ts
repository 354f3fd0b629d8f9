import { OptionsError } from '../../errors.js';
import type { QueryOptions } from '../../engine/engine.js';
import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import type { Categories } from '../../core/schema.js';
import { stepSchema, UNIT_TERMS } from './columns.js';
import { planOf, type FunnelEvents, type FunnelOptions } from './options.js';
import { funnelQuery, stepCounts } from './step-counts.js';
import { stepCategories } from './steps.js';
import { scaledTimes, timeColumns } from './times.js';
import type { NoInfer } from '../../core/no-infer.js';

const definitionColumn = (names: Categories) => ({ ...column.category('definition', names), authored: true });

const comparedSchema = (names: Categories, units: Parameters<typeof stepSchema>[0], steps: Categories) => ({
  definition: definitionColumn(names),
  ...stepSchema(units, 'none', steps),
});

const timesSchema = (names: Categories, unit: Parameters<typeof timeColumns>[1], steps: Categories) => ({
  definition: definitionColumn(names),
  ...timeColumns(steps, unit),
});

const { optional } = column;

const conversionSchema = (names: Categories) => ({
  definition: definitionColumn(names),
  entered: column.count('entered'),
  converted: column.count('converted'),
  rate: optional(
    column.percent('conversionRate', { digits: 2, base: 'converted', interval: 'rateInterval' }),
  ),
  rateInterval: optional(column.interval('percent', 'interval95')),
  fromPrevious: optional(column.percent('ofStepBefore')),
  median: optional(column.duration('halfWithin')),
});

export type FunnelComparison = Result<ReturnType<typeof comparedSchema>> & {
  /** One row per definition: who entered, who reached the last step, and the rate. */
  readonly conversions: Result<ReturnType<typeof conversionSchema>>;
  /** Quartiles of the time from the first step by definition and step, all in one unit, for figures. */
  readonly times: Result<ReturnType<typeof timesSchema>>;
};

/** Options shared by all definitions, usually the steps; each definition may override them or add its own. */
export type CommonOptions<T extends string> = Partial<FunnelOptions<T>>;

/**
 * The same events under several named funnel definitions: one row per definition and step, with the columns of
 * {@link orderedFunnel}; `conversions` has one row per definition, from the first step to the last.
 *
 * A conversion rate means little without its unit, order, and window, so these are shown side by side. With order
 * `any`, step k counts units that have taken any k of the steps. Intervals are given for users only, since one user's
 * sessions or user-item pairs are not independent.
 * @param definitions options of each funnel, by name; they take precedence over `common`.
 * @throws OptionsError for no definitions, one without steps, one with a breakdown, or options that
 * {@link orderedFunnel} rejects.
 * @example
 * const compared = await funnel.compare(events, {
 *   'User, within an hour': { window: 3600 },
 *   'Session': { window: null, unit: 'session' },
 * }, { steps: [['view'], ['purchase']] });
 * compared.conversions.max('rate').definition;
 */
export async function compareFunnels<T extends string>(
  events: FunnelEvents<T>,
  definitions: Readonly<Record<string, CommonOptions<NoInfer<T>>>>,
  common: CommonOptions<NoInfer<T>> = {},
  run: QueryOptions = {},
): Promise<FunnelComparison> {
  const plans = Object.entries(definitions).map(([definition, own]) => {
    const { steps: asked, ...options } = { ...common, ...own };
    if (asked === undefined)
      throw new OptionsError(
        `The funnel "${definition}" has no steps: give it steps, or give them for all funnels.`,
      );
    const plan = planOf(events, { steps: asked, ...options });
    if (plan.breakdown === 'none') return { definition, plan };
    throw new OptionsError(
      `The funnel "${definition}" is broken down by ${plan.breakdown}: only funnels without a breakdown can be compared.`,
    );
  });
  if (plans.length === 0) throw new OptionsError('There are no funnels to compare: define at least one.');
  const rows = [];
  const conversions = [];
  for (const { definition, plan } of plans) {
    const own = await stepCounts(events, plan, funnelQuery(events, plan), run);
    rows.push(...own.map((row) => ({ definition, ...row })));
    const [first, last] = [own[0], own.at(-1)];
    if (first === undefined || last === undefined) continue;
    conversions.push({
      definition,
      entered: first.units,
      converted: last.units,
      rate: last.fromFirst,
      rateInterval: last.fromFirstInterval,
      fromPrevious: last.fromPrevious,
      median: last.median,
    });
  }
  const names = Object.fromEntries(plans.map(({ definition }) => [definition, { label: definition }]));
  const steps = stepCategories(plans.flatMap(({ plan }) => plan.steps));
  const timed = rows.filter(({ median }) => median !== null);
  const scaled = scaledTimes(timed);
  const [unit, ...others] = new Set(plans.map(({ plan }) => plan.unit));
  const { session } = events;
  return Object.assign(
    new Result({
      session,
      name: 'funnels',
      title: { en: 'Funnels by definition', zh: '不同口径的漏斗' },
      schema: comparedSchema(
        names,
        unit === undefined || others.length > 0 ? 'units' : UNIT_TERMS[unit],
        steps,
      ),
      rows,
      chart: { mark: 'bar', x: 'fromFirst', y: 'definition', color: 'step' },
    }),
    {
      conversions: new Result({
        session,
        name: 'definitions',
        title: { en: 'From the first step to the last, by definition', zh: '不同口径下到达最后一步的占比' },
        schema: conversionSchema(names),
        rows: conversions,
        chart: { mark: 'bar', x: 'rate', y: 'definition' },
      }),
      times: new Result({
        session,
        name: 'time',
        title: { en: 'Time from the first step, by definition', zh: '不同口径下自第一步起的用时' },
        schema: timesSchema(names, scaled.unit, steps),
        rows: scaled.rows.map((row, index) => ({ definition: timed[index]?.definition ?? '', ...row })),
        chart: { mark: 'range', x: 'median', y: 'definition' },
      }),
    },
  );
}
