import * as column from '../../core/column.js';
import type { NoInfer } from '../../core/no-infer.js';
import { Result } from '../../core/result.js';
import type { Categories, Column, Schema } from '../../core/schema.js';
import { term, type Term } from '../../core/term.js';
import { keyOf, measureValues, type Measure, type TrafficKey } from './measures.js';
import { peakOf, topOf } from './peak-of.js';
import { rivalsOf } from './rivals.js';
import { requireTraffic, type TrafficOptions } from './traffic.js';
import type { PeakEvents } from './user-times.js';

/** An hour or date column under another name, without the time zone in the header of the hours themselves. */
function named<K extends TrafficKey>({ kind, format }: Column, label: Term) {
  const key = { kind, ...(format !== undefined && { format }), label: term(label) };
  return column.optional(key) as Column<K extends 'hour' ? 'integer?' : 'date?'>;
}

const peakSchema = <M extends string, K extends TrafficKey>(measures: Categories<M>, key: Column) => ({
  measure: column.category('measure', measures),
  leader: named<K>(key, 'leading'),
  value: column.optional(column.decimal('value', { measure: 'measure', interval: 'interval' })),
  interval: column.optional(column.interval('decimal', 'interval95', { measure: 'measure' })),
  tied: column.count('tiedWith', { hidden: true }),
  next: named<K>(key, 'runnerUp'),
  nextValue: column.optional(column.decimal('runnerUpValue', { measure: 'measure' })),
  lead: column.optional(column.percent('leadOverNext')),
  rivals: column.optional(column.count('rivals')),
  beyondChance: column.optional(column.yesNo('beyondChance')),
});

/** Rows with both are identified by their hour. */
type KeyOf<S extends Schema> = 'hour' extends keyof S ? 'hour' : 'date';

type PeakSchema<S extends Schema, M extends string> = ReturnType<typeof peakSchema<M, KeyOf<S>>>;

/** One row per measure. */
export type Peaks<S extends Schema = Schema, M extends string = string> = Result<PeakSchema<S, M>>;

/** One row, with the rows that may rank below it only by chance. */
export type Peak<S extends Schema = Schema, M extends string = string> = Peaks<S, M> & {
  readonly rivals: Result<S>;
};

const CONVERSIONS = ['purchasesPerUser', 'buyerShare', 'purchasesPerView'] as const;
const USUAL = ['views', ...CONVERSIONS] as const;

/**
 * The hour or date that leads in each of several measures. Default: views and the three conversion ratios.
 *
 * `tied` counts rows with the largest value, of which `leader` is the first; `next` is the runner-up, which where rows
 * tie is the second of them; lead = value / next value - 1; `interval` is the leader's, where the measure has one.
 * `rivals` counts the other rows that may be as high: those for which the 95% interval of the leader less the row
 * reaches 0. It is by users, as that of `traffic.difference`, since who comes at both is in both; and it holds for all
 * rows at once (each at 1 - 0.05 / comparisons), since the top of many is high partly by chance. The lead is beyond
 * chance without rivals.
 *
 * Judged are counts, whose means over all users are compared, and ratios of counts; for other columns `rivals` and
 * `beyondChance` are null, as they are if nothing is counted. `beyondChance` is also null without another row to
 * compare. Views and purchases take one pass over events; users and buyers are read from rollups.
 * @param result hours or days of these events, whole or in part.
 * @param options the types by which they were counted.
 * @throws OptionsError for an unknown or non-numeric column, or where the result was counted from other events or types.
 * Source: Hsu (1996), Multiple Comparisons, for comparisons with the best; see `stats.pairedRatios` for the interval.
 * @example
 * const types = { views: ['view'], purchases: ['purchase'] } as const;
 * const peaks = await traffic.peaks(events, await traffic.byHour(events, types), types);
 * peaks.at({ measure: 'views' }).leader.en; // '21:00'
 * peaks.at({ measure: 'buyerShare' }).beyondChance.raw;
 */
export async function peaks<
  T extends string,
  S extends Schema,
  const M extends Measure<S> = Measure<S> & (typeof USUAL)[number],
>(
  events: PeakEvents<T>,
  result: Result<S>,
  options: TrafficOptions<NoInfer<T>>,
  measures?: readonly M[],
): Promise<Peaks<S, M>> {
  const usual = USUAL.filter((name) => Object.hasOwn(result.schema, name));
  return (await judged(events, result, options, measures ?? (usual as unknown as readonly M[]))).peaks;
}

/**
 * The hour or date that leads in one measure, as in {@link peaks}, with its rivals as rows.
 *
 * @throws OptionsError for an unknown or non-numeric column, or where the result was counted from other events or types.
 * @example
 * const best = await traffic.peak(events, hours, types, 'buyerShare');
 * finding('{best.leader} leads beyond chance.', { best: best.at() }, ({ best }) => best.beyondChance);
 * best.rivals; // the hours that may be as good
 */
export async function peak<T extends string, S extends Schema, const M extends Measure<S>>(
  events: PeakEvents<T>,
  result: Result<S>,
  options: TrafficOptions<NoInfer<T>>,
  measure: M,
): Promise<Peak<S, M>> {
  const found = await judged(events, result, options, [measure]);
  const rivals: readonly unknown[] = found.rivals[0] ?? [];
  return Object.assign(found.peaks, { rivals: result.where((row) => rivals.includes(row)) });
}

async function judged<T extends string, S extends Schema, M extends Measure<S>>(
  events: PeakEvents<T>,
  result: Result<S>,
  options: TrafficOptions<T>,
  measures: readonly M[],
) {
  requireTraffic(events, options);
  const source = result as unknown as Result;
  const schema = peakSchema<M, KeyOf<S>>(measureValues(source, measures), source.column(keyOf(source)));
  const tops = measures.map((measure) => topOf(source, measure));
  const rivals = await rivalsOf(events, source, options, tops);
  const rows = tops.map((top, index) => ({ measure: top.measure, ...peakOf(top, rivals[index] ?? null) }));
  return {
    rivals,
    peaks: new Result({
      session: result.session,
      name: `${result.name}-peaks`,
      title: { en: 'Highest values and how firm they are', zh: '各指标的峰值及其可靠程度' },
      schema,
      rows: rows as unknown as Peaks<S, M>['rows'],
      note: term('rivalsNote'),
      chart: { mark: 'bar', x: 'lead', y: 'measure' },
    }),
  };
}
