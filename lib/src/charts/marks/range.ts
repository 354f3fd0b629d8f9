import { OptionsError } from '../../errors.js';
import type { Result } from '../../core/result.js';
import type { Schema } from '../../core/schema.js';
import { chartOf, emptyChart, type Chart } from './chart.js';
import { isInterval, visible } from './columns.js';
import { largest } from './crossed.js';
import { intervalText, notesOf } from './interval-note.js';
import { cutNote } from './order.js';
import { numberColumns } from './defaults.js';
import { rangeLayout, referenceText } from './range-layout.js';
import { spansOf, type RangePlan, type Span } from './range-spans.js';
import { SYMBOLS } from './range-traces.js';
import { referencesOf } from './references.js';
import type { RangeOptions } from './range-options.js';
import { Source } from './source.js';

const DOTS = { en: 'Dot chart', zh: '点图' } as const;
const RANGES = { en: 'Range chart', zh: '区间图' } as const;
const FIRST_NAMES = [
  ['low', 'high'],
  ['min', 'max'],
  ['lower', 'upper'],
  ['q1', 'q3'],
] as const;

/** Intervals and dots; see `chart.range`. */
export function range<S extends Schema>(result: Result<S>, options: RangeOptions<S> = {}): Chart {
  const source = new Source(result as unknown as Result);
  const plan = planOf(source, options);
  const all = spansOf(source, plan, options);
  const kind = plan.estimate === null ? RANGES : DOTS;
  const spans = all.slice(0, options.limit);
  const drawable = spans.some(
    ({ row, ends, estimate }) =>
      ends !== null || estimate !== null || plan.marks.some((mark) => source.number(row, mark) !== null),
  );
  if (!drawable) return emptyChart(source, options, kind);
  return chartOf(source, options, {
    kind,
    ...rangeLayout(source, spans, plan, options),
    seen: seen(source, spans, plan, options),
    note: notesOf(source, [
      plan.estimate === null || plan.interval === null
        ? undefined
        : intervalText(source, plan.interval, 'bars'),
      cutNote(source, all.length, spans.length),
    ]),
    texts: referencesOf(options).map(({ text }) => text),
  });
}

function planOf<S extends Schema>(source: Source, options: RangeOptions<S>): RangePlan {
  const { low, high, marks = [] } = options;
  const base = { estimate: options.x ?? null, marks: marks as readonly string[] };
  if (marks.length > SYMBOLS.length) {
    throw new OptionsError(
      `${source.result.name}: ${marks.length} marks are too many; give at most ${SYMBOLS.length}.`,
    );
  }
  if (low !== undefined && high !== undefined) {
    return { ...base, interval: null, ends: [low, high], axis: options.x ?? low };
  }
  const of = (name: string | undefined) =>
    name === undefined ? undefined : source.column(name).of?.interval;
  const estimates = numberColumns(source).filter((name) => of(name) !== undefined);
  const given =
    options.interval === undefined ? undefined : estimates.find((name) => of(name) === options.interval);
  const estimate = options.x ?? given ?? (options.interval === undefined ? estimates[0] : undefined) ?? null;
  const interval =
    options.interval ??
    of(estimate ?? undefined) ??
    visible(source.schema).find(([, column]) => isInterval(column))?.[0] ??
    null;
  if (interval !== null || estimate !== null) {
    if (interval !== null) source.column(interval);
    return { ...base, estimate, interval, ends: null, axis: estimate ?? interval ?? '' };
  }
  const ends = FIRST_NAMES.find((names) => names.every((name) => Object.hasOwn(source.schema, name)));
  if (ends === undefined) {
    throw new OptionsError(
      `${source.result.name} has no interval column: give one as interval, or two columns as low and high.`,
    );
  }
  return { ...base, interval: null, ends, axis: ends[0] };
}

function seen<S extends Schema>(
  source: Source,
  spans: readonly Span[],
  plan: RangePlan,
  options: RangeOptions<S>,
): string {
  const zh = source.locale === 'zh';
  if (plan.estimate !== null) {
    const known = spans.flatMap((span) =>
      span.estimate === null ? [] : [{ ...span, estimate: span.estimate }],
    );
    const [top, bottom] = [largest(known, (one) => one.estimate), largest(known, (one) => -one.estimate)];
    if (top === undefined || bottom === undefined) return '';
    const told = (one: Span) => (zh ? `${one.name}（${one.text}）` : `${one.name} with ${one.text}`);
    const lines = referencesOf(options).map((reference) => referenceText(source, reference, plan, options));
    return zh
      ? [`最高为${told(top)}，最低为${told(bottom)}`, ...lines].join('；')
      : [`highest ${told(top)}, lowest ${told(bottom)}`, ...lines].join('; ');
  }
  const known = spans.flatMap((span) =>
    span.ends === null ? [] : [{ ...span, width: span.ends.high - span.ends.low }],
  );
  const [widest, narrowest] = [largest(known, (one) => one.width), largest(known, (one) => -one.width)];
  if (widest === undefined || narrowest === undefined) return '';
  return zh
    ? `跨度最大为${widest.name} ${widest.text}，最小为${narrowest.name} ${narrowest.text}`
    : `widest ${widest.name} ${widest.text}, narrowest ${narrowest.name} ${narrowest.text}`;
}
