import type { Label } from '../label.js';
import { say, type Quantity } from '../quantity.js';
import { emptyChart, largest, requireNonNegative, sentence, type Chart, type ChartOptions } from './chart.js';
import { crossOf, type Cross } from './cross.js';
import { axis, baseLayout, SERIES_COLORS } from './theme.js';

export interface SeriesBarChartOptions<R> extends ChartOptions {
  /** The group of bars a row belongs to, such as its region. */
  readonly category: (row: R) => Label | string;
  /** The part of the group it is, such as its segment. */
  readonly series: (row: R) => Label | string;
  readonly value: (row: R) => number | null;
  /** What is measured, with its unit. */
  readonly axis: Label;
  readonly format: (value: number | null) => Quantity;
  /** Beside each other, on top of each other, or on top and filling 100%. */
  readonly mode: 'group' | 'stack' | 'share';
  /** Colour of a row's series, such as `SEGMENT_COLORS[row.segment]`; the palette in order when absent. */
  readonly color?: (row: R) => string;
  readonly tickFormat?: string;
}

/** Shares rounded on their own may sum to a hair over 1; plotly leaves out the text of a bar that ends off the axis. */
const ROUNDING = 1e-6;

const KINDS: Readonly<Record<SeriesBarChartOptions<never>['mode'], Label>> = {
  group: { en: 'Grouped bar chart', zh: '分组条形图' },
  stack: { en: 'Stacked bar chart', zh: '堆叠条形图' },
  share: { en: 'Stacked bar chart of shares', zh: '百分比堆叠条形图' },
};

/**
 * Bars by category, divided by series, lying down; values are written inside where they fit, and beside grouped
 * bars. The legend stands right of the plot, in the order of the bars.
 *
 * With mode `share` the values of a category are drawn as shares of its sum and written as `format` has them.
 * Without rows, or with nulls only, it says "No data".
 * @throws OptionsError when two rows name the same bar, or a stacked value is negative.
 * @example
 * seriesBarChart(rows, { title, axis, mode: 'share', category: (row) => labelOf(row.location),
 *   series: (row) => RFM_SEGMENTS[row.segment], value: (row) => row.users, format: count,
 *   color: (row) => SEGMENT_COLORS[row.segment] });
 */
export function seriesBarChart<R>(rows: readonly R[], options: SeriesBarChartOptions<R>): Chart {
  const { title, axis: valueAxis, mode, locale = 'en' } = options;
  const access = { row: options.category, column: options.series, value: options.value };
  const cross = crossOf('seriesBarChart', rows, access, locale);
  if (cross.known.length === 0) return emptyChart(KINDS[mode], options);
  if (mode !== 'group') {
    requireNonNegative(
      'seriesBarChart',
      cross.known.map(({ row, column, value }) => ({ name: `${row}, ${column}`, value })),
    );
  }
  const thickness = mode === 'group' ? 22 * cross.columns.length : 40;
  return {
    figure: {
      data: traces(rows, cross, options),
      layout: {
        ...baseLayout(title[locale]),
        height: 160 + Math.max(180, cross.rows.length * (thickness + 14)),
        barmode: mode === 'group' ? 'group' : 'stack',
        xaxis: {
          ...axis({
            title: valueAxis[locale],
            format: options.tickFormat ?? (mode === 'share' ? '.0%' : ','),
            grid: true,
          }),
          ...(mode === 'share' && { range: [0, 1 + ROUNDING] }),
          ...(mode === 'group' && { range: groupRange(cross) }),
        },
        yaxis: { ...axis({ title: '' }), type: 'category', autorange: 'reversed' },
        bargap: 0.25,
        showlegend: true,
        legend: { x: 1.02, xanchor: 'left', y: 1, traceorder: 'normal' },
        uniformtext: { minsize: 11, mode: 'hide' },
      },
    },
    alt: altText(cross, options),
  };
}

/** Room for the values beside the longest bars. */
function groupRange(cross: Cross): [number, number] {
  const values = [0, ...cross.known.map((cell) => cell.value)];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = (high - low || 1) * 0.16;
  return [low < 0 ? low - room : 0, high > 0 ? high + room : 0];
}

function traces<R>(rows: readonly R[], cross: Cross, options: SeriesBarChartOptions<R>): object[] {
  const { mode, format, color, series, locale = 'en' } = options;
  const sums = cross.cells.map((line) => line.reduce<number>((sum, value) => sum + (value ?? 0), 0));
  return cross.columns.map((name, column) => {
    const first = rows.find((row) => say(series(row), locale) === name);
    const values = cross.cells.map((line) => line[column] ?? null);
    const share = (value: number | null, row: number) => {
      const sum = sums[row] ?? 0;
      return value === null || sum === 0 ? null : value / sum;
    };
    return {
      type: 'bar',
      orientation: 'h',
      name,
      x: mode === 'share' ? values.map(share) : values,
      y: cross.rows,
      text: values.map((value) => (value === null ? '' : format(value)[locale])),
      textposition: mode === 'group' ? 'outside' : 'inside',
      insidetextanchor: 'middle',
      textangle: 0,
      cliponaxis: false,
      marker: {
        color:
          (first === undefined ? undefined : color?.(first)) ?? SERIES_COLORS[column % SERIES_COLORS.length],
        line: { color: '#ffffff', width: mode === 'group' ? 0 : 1 },
      },
    };
  });
}

function altText<R>(cross: Cross, options: SeriesBarChartOptions<R>): string {
  const { mode, format, locale = 'en' } = options;
  const top = largest(cross.known, (cell) => cell.value);
  const most = top === undefined ? '' : format(top.value)[locale];
  const [many, parts] = [cross.rows.length, cross.columns.length];
  return sentence(
    KINDS[mode],
    options,
    locale === 'zh'
      ? `${many}组，各分${parts}项；最大为${top?.row ?? ''}的${top?.column ?? ''}，${most}`
      : `${many} groups of ${parts}; largest ${top?.row ?? ''}, ${top?.column ?? ''} with ${most}`,
  );
}
