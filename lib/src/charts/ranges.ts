import { OptionsError } from '../errors.js';
import type { Label } from '../label.js';
import { say, type Quantity } from '../quantity.js';
import { emptyChart, largest, requireUnique, sentence, type Chart, type ChartOptions } from './chart.js';
import { axis, baseLayout, COLORS, INK } from './theme.js';

/** One of the single values drawn on every range, such as what one method gives. */
export interface RangeMark<R> {
  readonly label: Label | string;
  /** Null where the row has none. */
  readonly value: (row: R) => number | null;
}

export interface RangeChartOptions<R> extends ChartOptions {
  readonly label: (row: R) => Label | string;
  readonly low: (row: R) => number;
  readonly high: (row: R) => number;
  /** What the ranges are, for the legend: "200 random orders". */
  readonly range: Label;
  /** At most six: each has a symbol of its own. */
  readonly marks: readonly RangeMark<R>[];
  /** What is measured, with its unit. */
  readonly axis: Label;
  readonly format: (value: number | null) => Quantity;
  /** What stands at the right of a row; its two ends when absent. */
  readonly text?: (row: R) => Label | string;
  /** Colour of a row's range, such as `SEGMENT_COLORS[row.segment]`; blue when absent. */
  readonly color?: (row: R) => string;
  /** d3-format of the axis; thousands separated when absent. */
  readonly tickFormat?: string;
}

const KIND: Label = { en: 'Range chart', zh: '区间图' };
const SYMBOLS = ['circle', 'x', 'square-open', 'diamond-open', 'triangle-up-open', 'cross-open'] as const;

/**
 * One thick line a row from its lowest to its highest value, with single values as symbols upon it, and its two
 * ends, or a text of its own, written at its right. Symbols may lie outside the range. The axis does not start at 0.
 *
 * Without rows it says "No data".
 * @throws OptionsError when two rows have the same label, a range ends below its start, or there are more than
 * six marks.
 * @example
 * rangeChart(spread, { title, range: { en: 'random orders', zh: '随机顺序' }, label: (row) => row.label,
 *   low: (row) => row.min, high: (row) => row.max, axis, format: count,
 *   marks: [{ label: 'mysql', value: (row) => row.mysql }] });
 */
export function rangeChart<R>(rows: readonly R[], options: RangeChartOptions<R>): Chart {
  const { title, axis: valueAxis, marks, tickFormat = ',', locale = 'en' } = options;
  if (rows.length === 0) return emptyChart(KIND, options);
  const ranges = rangesOf(rows, options);
  const values = [
    ...ranges.flatMap(({ low, high }) => [low, high]),
    ...marks.flatMap(({ value }) => rows.flatMap((row) => value(row) ?? [])),
  ];
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const room = (most - least || Math.abs(most) || 1) * 0.05;
  return {
    figure: {
      data: [
        ...ranges.map((range, index) => lineOf(range, index, options)),
        ...marks.map((mark, index) => symbolsOf(rows, mark, index, options)),
      ],
      layout: {
        ...baseLayout(title[locale]),
        height: 160 + 34 * Math.max(3, rows.length),
        xaxis: {
          ...axis({ title: valueAxis[locale], format: tickFormat, grid: true }),
          zeroline: false,
          range: [least - room, most + 4 * room],
        },
        yaxis: { ...axis({ title: '' }), type: 'category', autorange: 'reversed' },
        showlegend: true,
        legend: { x: 1.02, xanchor: 'left', y: 1, traceorder: 'normal' },
        annotations: ranges.map((range) => ({
          x: Math.max(range.high, ...marks.map(({ value }) => value(range.row) ?? range.high)),
          y: range.name,
          xanchor: 'left',
          xshift: 9,
          showarrow: false,
          text: textOf(range, options),
        })),
      },
    },
    alt: altText(ranges, options),
  };
}

interface Range<R> {
  readonly row: R;
  readonly name: string;
  readonly low: number;
  readonly high: number;
}

function rangesOf<R>(
  rows: readonly R[],
  { label, low, high, marks, locale = 'en' }: RangeChartOptions<R>,
): Range<R>[] {
  const ranges = rows.map((row) => ({ row, name: say(label(row), locale), low: low(row), high: high(row) }));
  requireUnique(
    'rangeChart',
    ranges.map((range) => range.name),
  );
  const turned = ranges.find((range) => range.high < range.low);
  if (turned !== undefined) {
    throw new OptionsError(`rangeChart: "${turned.name}" goes from ${turned.low} down to ${turned.high}.`);
  }
  if (marks.length > SYMBOLS.length) {
    throw new OptionsError(`rangeChart: ${marks.length} marks for ${SYMBOLS.length} symbols; take fewer.`);
  }
  return ranges;
}

/** The legend names the ranges once, in the colour of the first. */
function lineOf<R>({ row, name, low, high }: Range<R>, index: number, options: RangeChartOptions<R>): object {
  return {
    type: 'scatter',
    mode: 'lines',
    name: options.range[options.locale ?? 'en'],
    legendgroup: 'ranges',
    showlegend: index === 0,
    x: [low, high],
    y: [name, name],
    opacity: 0.55,
    line: { color: options.color?.(row) ?? COLORS.blue, width: 12 },
  };
}

function symbolsOf<R>(
  rows: readonly R[],
  mark: RangeMark<R>,
  index: number,
  options: RangeChartOptions<R>,
): object {
  const { label, locale = 'en' } = options;
  return {
    type: 'scatter',
    mode: 'markers',
    name: say(mark.label, locale),
    x: rows.map(mark.value),
    y: rows.map((row) => say(label(row), locale)),
    cliponaxis: false,
    marker: { symbol: SYMBOLS[index], color: INK, size: 8, line: { color: INK, width: 1.5 } },
  };
}

function textOf<R>(
  { row, low, high }: Range<R>,
  { format, text, locale = 'en' }: RangeChartOptions<R>,
): string {
  return text === undefined ? `${format(low)[locale]}–${format(high)[locale]}` : say(text(row), locale);
}

function altText<R>(ranges: readonly Range<R>[], options: RangeChartOptions<R>): string {
  const width = (range: Range<R>) => range.high - range.low;
  const [widest, narrowest] = [largest(ranges, width), largest(ranges, (range) => -width(range))];
  if (widest === undefined || narrowest === undefined) return '';
  const told = (range: Range<R>) => `${range.name} ${textOf(range, options)}`;
  return sentence(
    KIND,
    options,
    options.locale === 'zh'
      ? `跨度最大为${told(widest)}，最小为${told(narrowest)}`
      : `widest ${told(widest)}, narrowest ${told(narrowest)}`,
  );
}
