import type { Label } from '../label.js';
import { count, percent, say, type Quantity } from '../quantity.js';
import { emptyChart, requireNonNegative, sentence, type Chart, type ChartOptions } from './chart.js';
import { dualChart } from './dual.js';

export interface ParetoChartOptions<R> extends ChartOptions {
  readonly label: (row: R) => Label | string;
  readonly value: (row: R) => number | null;
  /** What the bars are: "Category". */
  readonly axis: Label;
  /** What is summed, with its unit: "Purchases". */
  readonly valueAxis: Label;
  readonly format: (value: number | null) => Quantity;
  /** Sum over all, where the rows are only the largest; the sum of the rows when absent. */
  readonly total?: number;
}

const KIND: Label = { en: 'Pareto chart', zh: '帕累托图' };
const CUMULATIVE: Label = { en: 'Cumulative share', zh: '累计占比' };
const MAJORITY = 0.8;

/**
 * Bars from the largest down, with the share of the total that they reach together on the right axis, from 0 to
 * 100%. Nulls are left out; equal values keep the rows' order.
 *
 * Without rows, or where all is null or 0, it says "No data".
 * @throws OptionsError when a value is negative or two rows have the same label.
 * @example
 * paretoChart(top, { title, axis, valueAxis, label: (row) => row.category, value: (row) => row.purchases, format: count, total });
 */
export function paretoChart<R>(rows: readonly R[], options: ParetoChartOptions<R>): Chart {
  const { label, value, valueAxis, format, locale = 'en' } = options;
  const bars = rows
    .flatMap((row) => {
      const size = value(row);
      return size === null ? [] : [{ name: say(label(row), locale), value: size }];
    })
    .sort((one, other) => other.value - one.value);
  requireNonNegative('paretoChart', bars);
  const total = options.total ?? bars.reduce((sum, bar) => sum + bar.value, 0);
  if (bars.length === 0 || total === 0) return emptyChart(KIND, options);
  let sum = 0;
  const steps = bars.map((bar) => ({ ...bar, share: (sum += bar.value) / total }));
  const { figure } = dualChart(steps, {
    ...options,
    label: (step) => step.name,
    bars: { value: (step) => step.value, axis: valueAxis, format },
    line: { value: (step) => step.share, axis: CUMULATIVE, format: percent, tickFormat: '.0%', most: 1 },
  });
  return { figure, alt: sentence(KIND, options, reach(steps, options)) };
}

function reach<R>(
  steps: readonly { readonly name: string; readonly value: number; readonly share: number }[],
  { format, locale = 'en' }: ParetoChartOptions<R>,
): string {
  const first = steps[0];
  const enough = steps.findIndex((step) => step.share >= MAJORITY - 1e-12) + 1;
  const some = enough === 0 ? steps.length : enough;
  const share = percent(steps[some - 1]?.share ?? null)[locale];
  const [name, most] = [first?.name ?? '', format(first?.value ?? null)[locale]];
  const [few, all] = [count(some)[locale], count(steps.length)[locale]];
  return locale === 'zh'
    ? `最大的是${name}，${most}；${all}项中的前${few}项合计占${share}`
    : `largest ${name} with ${most}; the first ${few} of ${all} reach ${share}`;
}
