import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { OptionsError } from '../../errors.js';
import { wilson } from '../../stats/proportion.js';
import { seeded } from '../../stats/random.js';
import { ratio } from '../ratio.js';
import { quietBand, watchedOf } from './alerts.js';
import type { Counts } from './measures.js';
import type { AlertOptions } from './options.js';
import { declining, quietWeek } from './quiet.js';
import type { AlertRules } from './rules.js';
import type { Stays } from './stays.js';

const rateSchema = (rules: AlertRules) => ({
  alert: column.category(
    'alert',
    Object.fromEntries(Object.entries(rules).map(([name, { label }]) => [name, { label }])),
  ),
  weeks: column.count('weeksLookedAt'),
  baselineAlarms: column.optional(column.percent('baselineAlarms', { interval: 'baselineInterval' })),
  baselineInterval: column.optional(column.interval('percent', 'interval95', { hidden: true })),
  quietAlarms: column.optional(column.percent('quietAlarms')),
  detected: column.optional(column.percent('detected', { interval: 'detectedInterval' })),
  detectedInterval: column.optional(column.interval('percent', 'interval95', { hidden: true })),
});

/** How often alerts fire. */
export type AlertRates = Result<ReturnType<typeof rateSchema>>;

export interface AlertRatesOptions<K extends string = string> extends AlertOptions<K> {
  /** How many times as many customers fall to a lower tier in a week of decline. Default: 1.5. */
  readonly decline?: number;
  /** Simulated weeks for each week of the baseline. Default: 20. */
  readonly draws?: number;
}

/**
 * How often each alert fires where it should not, and where it should. Each week of the baseline is judged by the others:
 * `baselineAlarms` are of the weeks as they were, `quietAlarms` of simulated weeks that move as one of the others does,
 * which should come near `falseAlarms`, and `detected` of such weeks in which `decline` times as many customers fall to a
 * lower tier.
 *
 * @throws OptionsError as `alerts`, and for a decline of at most 1.
 * @example
 * await monitoring.alertRates(history, { baseline: 26, decline: 1.5 });
 */
export async function alertRates<K extends string>(
  history: Stays<K>,
  { decline = 1.5, draws = 20, ...options }: AlertRatesOptions<K> = {},
): Promise<AlertRates> {
  if (!(decline > 1) || !Number.isInteger(draws) || draws < 1) {
    throw new OptionsError(
      `decline must be above 1 and draws a whole number from 1 on, not ${decline} and ${draws}.`,
    );
  }
  const { rules, alerts, numbers, past } = await watchedOf(history, options);
  const random = seeded(numbers.seed);
  const fired = alerts.map(({ alert, measure }) => ({
    ...{ alert, measure },
    sums: { weeks: 0, baseline: 0, quiet: 0, declining: 0 },
  }));
  for (const [nth, counts] of past.entries()) {
    const others = past.filter((_, other) => other !== nth);
    const weeks = (number: number, from = others) =>
      Array.from({ length: number }, () => quietWeek(random, from, counts));
    const reference = weeks(numbers.simulations);
    const tried = {
      baseline: [counts],
      quiet: weeks(draws),
      declining: weeks(
        draws,
        others.map((other) => declining(other, decline)),
      ),
    };
    for (const { measure, sums } of fired) {
      const { limit } = quietBand(measure, reference, numbers.falseAlarms);
      // A week without customers to tell it from says nothing of alarms.
      if (limit === null) continue;
      const fires = (each: Counts) => (measure(each) ?? limit) > limit;
      sums.weeks += 1;
      for (const kind of ['baseline', 'quiet', 'declining'] as const)
        sums[kind] += tried[kind].filter(fires).length;
    }
  }
  return new Result({
    session: history.session,
    name: 'alert-rates',
    title: { en: 'How often alerts fire', zh: '预警的误报率与检出率' },
    schema: rateSchema(rules),
    rows: fired.map(({ alert, sums: { weeks, baseline, quiet, declining: found } }) => ({
      ...{ alert, weeks, baselineAlarms: ratio(baseline, weeks), baselineInterval: wilson(baseline, weeks) },
      quietAlarms: ratio(quiet, weeks * draws),
      ...{ detected: ratio(found, weeks * draws), detectedInterval: wilson(found, weeks * draws) },
    })),
    chart: { mark: 'bar', x: 'detected', y: 'alert' },
  });
}
