import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import type { Categories, Column, Interval, Schema } from '../../core/schema.js';
import { term, type Term } from '../../core/term.js';
import { ratio } from '../ratio.js';
import { keyOf, measureValues, type Measure, type TrafficKey } from './measures.js';

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
 * `tied` counts rows with the largest value, of which `leader` is the first; `next` is the runner-up, lead = value /
 * next value - 1. For measures with an interval, `interval` is the leader's, `rivals` counts other rows whose interval
 * overlaps it, and the lead is beyond chance if the leader is untied and has no rivals. Overlap is a conservative rule
 * for two rows, but the top of many is high partly by chance, and rows that share users are not independent. Null if
 * nothing is counted; without intervals, chance is not judged.
 * @throws OptionsError for an unknown or non-numeric column.
 * @example
 * const peaks = traffic.peaks(await traffic.byHour(events, { views: ['view'], purchases: ['purchase'] }));
 * peaks.at({ measure: 'views' }).leader.en; // '21:00'
 * peaks.at({ measure: 'buyerShare' }).beyondChance.raw;
 */
export function peaks<S extends Schema, const M extends Measure<S> = Measure<S> & (typeof USUAL)[number]>(
  result: Result<S>,
  measures: readonly M[] = USUAL.filter((name) => Object.hasOwn(result.schema, name)) as unknown as M[],
): Peaks<S, M> {
  const source = result as unknown as Result;
  return new Result({
    session: result.session,
    name: `${result.name}-peaks`,
    title: { en: 'Highest values and how firm they are', zh: '各指标的峰值及其可靠程度' },
    schema: peakSchema<M, KeyOf<S>>(measureValues(source, measures), source.column(keyOf(source))),
    rows: measures.map((measure) => ({ measure, ...found(source, measure).peak })) as unknown as Peaks<
      S,
      M
    >['rows'],
    chart: { mark: 'bar', x: 'lead', y: 'measure' },
  });
}

/**
 * The hour or date that leads in one measure, as in {@link peaks}, with its rivals as rows.
 *
 * @throws OptionsError for an unknown or non-numeric column.
 * @example
 * const busiest = traffic.peak(hours, 'views');
 * const best = traffic.peak(hours, 'buyerShare');
 * finding('{best.leader} leads beyond chance.', { best: best.at() }, ({ best }) => best.beyondChance);
 * best.rivals; // the hours that may be as good
 */
export function peak<S extends Schema, const M extends Measure<S>>(
  result: Result<S>,
  measure: M,
): Peak<S, M> {
  const { rivals } = found(result as unknown as Result, measure);
  const rows: readonly unknown[] = rivals;
  return Object.assign(peaks(result, [measure]), { rivals: result.where((row) => rows.includes(row)) });
}

type PlainRow = Result['rows'][number];

function found(result: Result, measure: string) {
  const key = keyOf(result);
  const of = result.column(measure).of?.interval;
  const valueOf = (row: PlainRow) => row[measure] as number | null;
  const intervalOf = (row: PlainRow) => (of === undefined ? null : (row[of] as Interval | null));
  const values = [...new Set(result.rows.flatMap((row) => valueOf(row) ?? []))].sort((a, b) => b - a);
  const [value = null, nextValue = null] = values;
  const tied = value === null ? [] : result.rows.filter((row) => valueOf(row) === value);
  const interval = tied.map(intervalOf).reduce(narrower, null);
  const rivals = result.rows.filter((row) => {
    const other = intervalOf(row);
    return interval !== null && other !== null && !tied.includes(row) && other.high >= interval.low;
  });
  const next = nextValue === null ? undefined : result.rows.find((row) => valueOf(row) === nextValue);
  const alone = tied.length === 1;
  return {
    rivals,
    peak: {
      leader: value === 0 ? null : (tied[0]?.[key] ?? null),
      ...{ value, interval, tied: tied.length, next: next?.[key] ?? null, nextValue },
      lead: value === null || nextValue === null ? null : ratio(value - nextValue, nextValue),
      rivals: interval === null ? null : rivals.length,
      beyondChance: interval === null || (alone && next === undefined) ? null : alone && rivals.length === 0,
    },
  };
}

/** Of equal shares, the one with the most users has the narrowest interval. */
function narrower(one: Interval | null, other: Interval | null): Interval | null {
  if (one === null || other === null) return one ?? other;
  return other.high - other.low < one.high - one.low ? other : one;
}
