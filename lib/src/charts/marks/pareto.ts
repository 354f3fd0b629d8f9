import { percent } from '../../core/quantity.js';
import { term } from '../../core/term.js';
import { COLORS } from '../theme.js';
import { chartOf, emptyChart, type Chart, type ChartOptions } from './chart.js';
import { crossed, knownOf, requireNonNegative } from './crossed.js';
import { cutNote, ordered, sumOf, type OrderOptions } from './order.js';
import { measure, twoAxes, type DualChannels, type Measure } from './dual.js';
import type { Source } from './source.js';

const PARETO = { en: 'Pareto chart', zh: '帕累托图' } as const;
const MAJORITY = 0.8;

/**
 * Bars from the largest down, with their cumulative share of the total on the right axis, from 0 to 100%. Nulls are
 * left out; ties keep the order of the rows.
 */
export function cumulativeBars(
  source: Source,
  { key, value }: Omit<DualChannels, 'line'>,
  total: number | true,
  options: ChartOptions & OrderOptions,
): Chart {
  const all = ordered(crossed(source, { key, values: [value], interval: null }), { sort: 'descending' });
  const known = knownOf(all);
  requireNonNegative(source, known);
  const whole = total === true ? (sumOf(known.map((one) => one.value)) ?? 0) : total;
  const shown = known.slice(0, options.limit);
  if (shown.length === 0 || whole === 0) return emptyChart(source, options, PARETO);
  let sum = 0;
  const shares = shown.map((one) => (sum += one.value) / whole);
  const cross = { keys: shown.map((one) => one.key), series: [] };
  const bars = shown.map((one) => one.value);
  const share: Measure = {
    title: source.say(term('cumulativeShare')),
    values: shares,
    color: COLORS.red,
    ticks: () => ({ tickformat: '.0%' }),
  };
  const enough = shares.findIndex((reached) => reached >= MAJORITY - 1e-12) + 1;
  const some = enough === 0 ? shares.length : enough;
  const [name, most] = [shown[0]?.key.name ?? '', source.write(bars[0] ?? null, value)];
  const reached = percent(shares[some - 1] ?? null)[source.locale];
  return chartOf(source, options, {
    kind: PARETO,
    ...twoAxes(cross, source.heading(key), [measure(source, value, bars, COLORS.blue), share], 1),
    seen:
      source.locale === 'zh'
        ? `最大的是${name}，${most}；${shown.length}项中的前${some}项合计占${reached}`
        : `largest ${name} with ${most}; the first ${some} of ${shown.length} reach ${reached}`,
    note: cutNote(source, known.length, shown.length),
  });
}
