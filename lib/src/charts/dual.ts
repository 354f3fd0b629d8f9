import stringWidth from 'string-width';
import type { Label } from '../label.js';
import { say, type Quantity } from '../quantity.js';
import { emptyChart, largest, requireUnique, sentence, type Chart, type ChartOptions } from './chart.js';
import { axis, baseLayout, COLORS } from './theme.js';

/** One of the two measures of a dual chart. */
export interface Measure<R> {
  readonly value: (row: R) => number | null;
  /** What is measured, with its unit. */
  readonly axis: Label;
  readonly format: (value: number | null) => Quantity;
  /** d3-format of the axis; thousands separated when absent. */
  readonly tickFormat?: string;
  /** Top of the axis, where it is known, such as 1 for shares. */
  readonly most?: number;
}

export interface DualChartOptions<R> extends ChartOptions {
  readonly label: (row: R) => Label | string;
  /** What the categories are: "Hour of day (Asia/Shanghai)". */
  readonly axis: Label;
  /** Read off the left axis. */
  readonly bars: Measure<R>;
  /** Read off the right axis; nulls are gaps. */
  readonly line: Measure<R>;
}

const KIND: Label = { en: 'Bar and line chart', zh: '柱线图' };
/** One tick in five at equal heights, so that one grid serves both axes. */
const TICKS = 5;
const PLOT_WIDTH = 590;
/** Of the theme's font, in pixels; Chinese characters are twice as wide, as `stringWidth` counts them. */
const DIGIT_WIDTH = 7.5;

/**
 * Bars on the left axis and a line on the right one over the same categories. There is no legend: each axis
 * title has the colour of what it measures. Both axes start at 0.
 *
 * Without rows, or where both measures are null everywhere, it says "No data".
 * @throws OptionsError when two rows have the same label.
 * @example
 * dualChart(hours, { title, axis: { en: 'Hour of day', zh: '小时' }, label: (row) => String(row.hour),
 *   bars: { value: (row) => row.pv, axis: { en: 'Page views', zh: '浏览量' }, format: count },
 *   line: { value: (row) => row.rate, axis: { en: 'Buyers / users', zh: '购买率' }, format: percent, tickFormat: '.0%' } });
 */
export function dualChart<R>(rows: readonly R[], options: DualChartOptions<R>): Chart {
  const { title, axis: categoryAxis, label, bars, line, locale = 'en' } = options;
  const names = rows.map((row) => say(label(row), locale));
  requireUnique('dualChart', names);
  const seen = [bars, line].flatMap((measure) => peak(rows, names, measure, options));
  if (seen.length === 0) return emptyChart(KIND, options);
  return {
    figure: {
      data: [
        { type: 'bar', x: names, y: rows.map(bars.value), marker: { color: COLORS.blue } },
        {
          type: 'scatter',
          mode: 'lines+markers',
          x: names,
          y: rows.map(line.value),
          yaxis: 'y2',
          line: { color: COLORS.red, width: 2 },
          marker: { color: COLORS.red, size: 6 },
        },
      ],
      layout: {
        ...baseLayout(title[locale]),
        margin: { l: 70, r: 70, t: 70, b: 60 },
        xaxis: { ...axis({ title: categoryAxis[locale] }), type: 'category', ...tickAngle(names) },
        yaxis: { ...scale(rows, bars, COLORS.blue, options), ...axisGrid },
        yaxis2: { ...scale(rows, line, COLORS.red, options), overlaying: 'y', side: 'right' },
        bargap: 0.3,
      },
    },
    alt: sentence(KIND, options, seen.join(locale === 'zh' ? '；' : '; ')),
  };
}

/** Names too wide to stand side by side stand on end. */
function tickAngle(names: readonly string[]): object {
  const room = PLOT_WIDTH / (names.length * DIGIT_WIDTH);
  return names.some((name) => stringWidth(name) + 1 > room) ? { tickangle: -90 } : { tickangle: 0 };
}

const axisGrid = { showgrid: true, zeroline: true };

function scale<R>(
  rows: readonly R[],
  measure: Measure<R>,
  color: string,
  { locale = 'en' }: ChartOptions,
): object {
  const top = measure.most ?? Math.max(0, ...rows.map((row) => measure.value(row) ?? 0));
  const step = niceStep(top / TICKS);
  return {
    ...axis({ title: measure.axis[locale], format: measure.tickFormat ?? ',' }),
    title: { text: measure.axis[locale], standoff: 12, font: { color } },
    range: [0, step * TICKS * 1.04],
    dtick: step,
  };
}

/** The next of 1, 2, 2.5, 3, 4, 5, 6, 8, 10 times a power of ten. */
function niceStep(least: number): number {
  if (least <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 2.5, 3, 4, 5, 6, 8, 10].find((factor) => factor * power >= least * (1 - 1e-9)) ?? 10;
  return factor * power;
}

function peak<R>(
  rows: readonly R[],
  names: readonly string[],
  { value, axis: name, format }: Measure<R>,
  { locale = 'en' }: ChartOptions,
): string[] {
  const known = rows.flatMap((row, index) => {
    const height = value(row);
    return height === null ? [] : [{ at: names[index] ?? '', height }];
  });
  const top = largest(known, (point) => point.height);
  if (top === undefined) return [];
  const most = format(top.height)[locale];
  return [
    locale === 'zh' ? `${name.zh}在${top.at}最高，为${most}` : `${name.en} highest at ${top.at} with ${most}`,
  ];
}
