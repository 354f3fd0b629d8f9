import type { Label } from '../label.js';
import { say, type Quantity } from '../quantity.js';
import { emptyChart, largest, requireUnique, sentence, type Chart, type ChartOptions } from './chart.js';
import { axis, baseLayout, COLORS } from './theme.js';

export interface BarChartOptions<R> extends ChartOptions {
  readonly label: (row: R) => Label | string;
  /** Null where there is nothing to measure: the row keeps its place and says so. */
  readonly value: (row: R) => number | null;
  /** What is measured, with its unit. */
  readonly axis: Label;
  readonly format: (value: number | null) => Quantity;
  /** Colour of a row's bar, such as `SEGMENT_COLORS[row.segment]`; blue when absent. */
  readonly color?: (row: R) => string;
  /** d3-format of the axis; thousands separated when absent. */
  readonly tickFormat?: string;
}

const KIND: Label = { en: 'Bar chart', zh: '条形图' };

/**
 * One bar a row, lying down so that long names fit, in the rows' order, each with its value at its end.
 *
 * Without rows, or with nulls only, it says "No data".
 * @throws OptionsError when two rows have the same label.
 * @example
 * barChart(segments, { title, axis: { en: 'Users', zh: '用户数' }, label: (row) => RFM_SEGMENTS[row.segment],
 *   value: (row) => row.users, format: count, color: (row) => SEGMENT_COLORS[row.segment] });
 */
export function barChart<R>(rows: readonly R[], options: BarChartOptions<R>): Chart {
  const { title, axis: valueAxis, label, value, format, color, tickFormat = ',', locale = 'en' } = options;
  const bars = rows.map((row) => ({
    name: say(label(row), locale),
    value: value(row),
    color: color?.(row) ?? COLORS.blue,
  }));
  requireUnique(
    'barChart',
    bars.map((bar) => bar.name),
  );
  const known = bars.flatMap((bar) => (bar.value === null ? [] : [{ name: bar.name, value: bar.value }]));
  const [top, bottom] = [largest(known, (bar) => bar.value), largest(known, (bar) => -bar.value)];
  if (top === undefined || bottom === undefined) return emptyChart(KIND, options);
  const named = ({ name, value }: { name: string; value: number }) =>
    locale === 'zh' ? `${name}（${format(value).zh}）` : `${name} with ${format(value).en}`;
  const [low, high] = [Math.min(0, bottom.value), Math.max(0, top.value)];
  const room = (high - low || 1) * 0.16;
  return {
    figure: {
      data: [
        {
          type: 'bar',
          orientation: 'h',
          x: bars.map((bar) => bar.value ?? 0),
          y: bars.map((bar) => bar.name),
          text: bars.map((bar) => format(bar.value)[locale]),
          textposition: 'outside',
          cliponaxis: false,
          marker: { color: bars.map((bar) => bar.color) },
        },
      ],
      layout: {
        ...baseLayout(title[locale]),
        height: 160 + 34 * Math.max(3, bars.length),
        xaxis: {
          ...axis({ title: valueAxis[locale], format: tickFormat, grid: true }),
          range: [low < 0 ? low - room : 0, high > 0 ? high + room : 0],
        },
        yaxis: { ...axis({ title: '' }), type: 'category', autorange: 'reversed' },
        bargap: 0.35,
      },
    },
    alt: sentence(
      KIND,
      options,
      locale === 'zh'
        ? `最大为${named(top)}，最小为${named(bottom)}`
        : `largest ${named(top)}, smallest ${named(bottom)}`,
    ),
  };
}
