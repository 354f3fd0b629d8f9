import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { MetricError, OptionsError } from '../../errors.js';
import { seeded } from '../../stats/random.js';
import { after, before, type Counts } from './measures.js';
import { movesOf, movesSql, type Moves } from './moves.js';
import { numbersOf, type AlertOptions } from './options.js';
import { quietWeek } from './quiet.js';
import { measureOf, TIER_ALERTS, type AlertRule, type AlertRules, type Measure } from './rules.js';
import { placesOf, weekEnds, type Stays } from './stays.js';

const written = (rule: AlertRule) =>
  'drift' in rule ? ({ format: 'decimal', digits: 3 } as const) : ({ format: 'percent' } as const);

const alertSchema = (rules: AlertRules) => ({
  week: column.date('weekEnd'),
  alert: column.category(
    'alert',
    Object.fromEntries(
      Object.entries(rules).map(([name, rule]) => [name, { label: rule.label, written: written(rule) }]),
    ),
  ),
  value: column.optional(column.decimal('value', { measure: 'alert' })),
  limit: column.optional(column.decimal('alertLimit', { measure: 'alert' })),
  p: column.optional(column.pValue()),
  fires: column.yesNo('fires'),
  affected: column.count('customersAffected'),
  of: column.count('customersWatched'),
});

/** Alerts by week. */
export type Alerts = Result<ReturnType<typeof alertSchema>> & {
  readonly rules: AlertRules;
  /** Weeks over which moves are looked at. */
  readonly lag: number;
  /** The chance of an alarm in a week in which nothing changes. */
  readonly falseAlarms: number;
  readonly history: Stays;
};

/**
 * What is watched, week by week after the baseline, beside what quiet weeks would show.
 *
 * value = the rule's number over `lag` weeks up to the week's end: the share of the tier's customers of `lag` weeks ago who
 * are in a lower one, the share of customers who are in the tiers, or the population stability index or Pearson's
 * chi-square of the tiers then and now. limit = what it exceeds in a share of `falseAlarms` of quiet weeks; it fires
 * above. p = (1 + quiet weeks with at least the value) / (1 + `simulations`). A quiet week has the customers of `lag` weeks
 * ago, who move as in a week of the baseline drawn at random; so p holds whatever tiers depend on, but tells nothing of
 * changes slower than the baseline. Weeks overlap for `lag` > 1, and an alarm may repeat.
 *
 * `affected` is of the customers it is about: who fell, who are in the tiers, or whose tier has changed; `of` of those
 * looked at.
 *
 * @param history with frozen cuts, or else the cuts move with the customers.
 * @throws OptionsError for options that are none and tiers the plan does not have; MetricError if no week is left after
 *   the baseline.
 * @example
 * const found = await monitoring.alerts(history, { baseline: 26, falseAlarms: 0.01 });
 * found.where({ fires: true });
 */
export async function alerts<K extends string>(
  history: Stays<K>,
  options: AlertOptions<K> = {},
): Promise<Alerts> {
  const watched = await watchedOf(history, options);
  const { rules, judged, past, numbers, ends } = watched;
  const random = seeded(numbers.seed);
  const rows = judged.flatMap(({ week, counts }) => {
    const quiet = Array.from({ length: numbers.simulations }, () => quietWeek(random, past, counts));
    return watched.alerts.map(({ alert, rule, measure }) => ({
      ...{ week, alert },
      ...judgedBy(measure(counts), quietBand(measure, quiet, numbers.falseAlarms)),
      ...affectedBy(rule, counts, history),
    }));
  });
  const result = new Result({
    session: history.session,
    name: 'alerts',
    title: { en: 'Alerts by week', zh: '逐周预警' },
    schema: alertSchema(rules),
    rows,
    query: movesSql(history, ends, numbers.lag),
    chart: { mark: 'line', x: 'week', y: 'p', color: 'alert' },
  });
  const { lag, falseAlarms } = numbers;
  return Object.assign(result, { rules, lag, falseAlarms, history });
}

/**
 * The rule by which an alert was judged in a week.
 *
 * @throws OptionsError for a week or an alert that was not judged.
 */
export function judgedRule(
  { rules, rows }: Alerts,
  { week, alert }: { readonly week: string; readonly alert: string },
): AlertRule {
  const rule = rules[alert];
  if (rule !== undefined && rows.some((row) => row.week === week && row.alert === alert)) return rule;
  throw new OptionsError(
    `The alert "${alert}" was not judged for ${week}: use one of ${Object.keys(rules).join(', ')}, and a week of the result.`,
  );
}

/** What is judged, and by what. */
export interface Watched {
  readonly rules: AlertRules;
  readonly alerts: readonly { readonly alert: string; readonly rule: AlertRule; readonly measure: Measure }[];
  readonly numbers: ReturnType<typeof numbersOf>;
  readonly ends: readonly string[];
  /** The moves of the baseline. */
  readonly past: readonly Counts[];
  readonly judged: readonly Moves[];
}

export async function watchedOf(history: Stays, options: AlertOptions): Promise<Watched> {
  const rules = options.rules ?? TIER_ALERTS;
  const numbers = numbersOf(options);
  const watched = Object.entries<AlertRule>(rules).map(([alert, rule]) => ({
    ...{ alert, rule },
    measure: measureOf(alert, rule, history.tiers),
  }));
  const ends = await weekEnds(history, options);
  const { baseline, lag } = numbers;
  if (baseline <= lag) {
    throw new OptionsError(
      `A baseline of ${baseline} weeks has no moves over ${lag} weeks: use a longer one.`,
    );
  }
  if (ends.length <= baseline) {
    throw new MetricError(
      `There are ${ends.length} whole weeks, of which ${baseline} are the baseline: no week is left to judge. ` +
        'Use a longer history or a shorter baseline.',
    );
  }
  const moves = await movesOf(history, ends, lag);
  const known = baseline - lag;
  const past = moves.slice(0, known).map(({ counts }) => counts);
  return { rules, alerts: watched, numbers, ends, past, judged: moves.slice(known) };
}

/** What quiet weeks show of a measure. */
export interface QuietBand {
  /** From the highest one down. */
  readonly values: readonly number[];
  /** What a share of them exceeds; null if they show nothing. */
  readonly limit: number | null;
}

export function quietBand(measure: Measure, quiet: readonly Counts[], falseAlarms: number): QuietBand {
  const values = quiet
    .map(measure)
    .filter((value) => value !== null)
    .toSorted((a, b) => b - a);
  return { values, limit: values[Math.floor(falseAlarms * (values.length + 1)) - 1] ?? null };
}

function judgedBy(value: number | null, { values, limit }: QuietBand) {
  if (value === null || limit === null) return { value, limit: null, p: null, fires: false };
  const p = (1 + values.filter((each) => each >= value).length) / (1 + values.length);
  return { value, limit, p, fires: value > limit };
}

function affectedBy(rule: AlertRule, counts: Counts, { tiers }: Stays) {
  const places: readonly string[] = placesOf(tiers);
  const sum = (values: readonly number[]): number => values.reduce((all, each) => all + each, 0);
  if ('churn' in rule) {
    const place = places.indexOf(rule.churn);
    return { affected: sum((counts[place] ?? []).slice(place + 1)), of: sum(counts[place] ?? []) };
  }
  if ('share' in rule) {
    const now = after(counts);
    return { affected: sum(rule.share.map((tier) => now[places.indexOf(tier)] ?? 0)), of: sum(now) };
  }
  const there = before(counts);
  return { affected: sum(there) - sum(there.map((_, place) => counts[place]?.[place] ?? 0)), of: sum(there) };
}
