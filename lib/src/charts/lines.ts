import stringWidth from 'string-width';
import type { Label } from '../label.js';
import { say, type Quantity } from '../quantity.js';
import { emptyChart, largest, sentence, type Chart, type ChartOptions } from './chart.js';
import { crossOf, type Cross } from './cross.js';
import { axis, baseLayout, SERIES_COLORS } from './theme.js';

export interface LineChartOptions<R> extends ChartOptions {
  /** Where a point stands: an ISO date (`2017-11-25`), a number as text, or a name. Points follow the rows' order. */
  readonly x: (row: R) => Label | string;
  /** Null makes a gap: not measured is not 0. */
  readonly value: (row: R) => number | null;
  /** The line a point is on; one line when absent. */
  readonly series?: (row: R) => Label | string;
  /** Whether `x` is a number above 0, to be drawn on a logarithmic scale. */
  readonly logarithmic?: boolean;
  /** What the horizontal axis is, with its unit. */
  readonly xAxis: Label;
  /** What is measured, with its unit. */
  readonly axis: Label;
  readonly format: (value: number | null) => Quantity;
  readonly tickFormat?: string;
  /** Colour of a row's line; the palette in order when absent. */
  readonly color?: (row: R) => string;
  /** Whether the vertical axis starts at 0. */
  readonly fromZero?: boolean;
}

const KIND: Label = { en: 'Line chart', zh: '折线图' };
const PLOT_HEIGHT = 310;
const LINE_HEIGHT = 18;
/** Of the theme's font, in pixels; Chinese characters are twice as wide. */
const LETTER_WIDTH = 7.5;
/** Above this the alternative text tells the extremes only. */
const MOST_LINES_TOLD = 3;

/**
 * Values along time or another order, one line a series. Lines are named at their right ends where the names have
 * room there, otherwise in a legend right of the plot.
 *
 * Without rows, or with nulls only, it says "No data".
 * @throws OptionsError when two rows name the same point of the same series.
 * @example
 * lineChart(days, { title, xAxis: { en: 'Days since first seen', zh: '首次出现后天数' }, axis: { en: 'Retained', zh: '留存率' },
 *   x: (row) => String(row.day), value: (row) => row.rate, format: percent, tickFormat: '.0%' });
 */
export function lineChart<R>(rows: readonly R[], options: LineChartOptions<R>): Chart {
  const {
    title,
    x,
    value,
    xAxis,
    axis: valueAxis,
    series,
    tickFormat = ',',
    fromZero = true,
    logarithmic = false,
    locale = 'en',
  } = options;
  const access = { row: series ?? (() => ''), column: x, value };
  const cross = crossOf('lineChart', rows, access, locale);
  if (cross.known.length === 0) return emptyChart(KIND, options);
  const range = rangeOf(cross, fromZero);
  const several = cross.rows.length > 1;
  const ends = several && !logarithmic ? endLabels(rows, cross, range, options) : [];
  return {
    figure: {
      data: traces(rows, cross, options),
      layout: {
        ...baseLayout(title[locale]),
        margin: {
          l: 70,
          r:
            ends.length > 0
              ? 30 + Math.max(...cross.rows.map((name) => stringWidth(name))) * LETTER_WIDTH
              : 40,
          t: 70,
          b: 60,
        },
        xaxis: {
          ...axis({ title: xAxis[locale] }),
          ...(logarithmic && { type: 'log', dtick: 1, tickformat: ',' }),
        },
        yaxis: { ...axis({ title: valueAxis[locale], format: tickFormat, grid: true }), range },
        ...(several && ends.length === 0 && { showlegend: true, legend: { x: 1.02, xanchor: 'left', y: 1 } }),
        annotations: ends,
      },
    },
    alt: altText(cross, options),
  };
}

function rangeOf(cross: Cross, fromZero: boolean): [number, number] {
  const values = cross.known.map((point) => point.value);
  const [low, high] = [
    Math.min(...values, ...(fromZero ? [0] : [])),
    Math.max(...values, ...(fromZero ? [0] : [])),
  ];
  const pad = (high - low || Math.abs(high) || 1) * 0.06;
  return [fromZero && low === 0 ? 0 : low - pad, high + pad];
}

function colorOf<R>(rows: readonly R[], name: string, index: number, options: LineChartOptions<R>): string {
  const { series, color, locale = 'en' } = options;
  const first = rows.find((row) => series === undefined || say(series(row), locale) === name);
  const palette = SERIES_COLORS[index % SERIES_COLORS.length] ?? '';
  return (first === undefined ? undefined : color?.(first)) ?? palette;
}

function traces<R>(rows: readonly R[], cross: Cross, options: LineChartOptions<R>): object[] {
  return cross.rows.map((name, index) => {
    const color = colorOf(rows, name, index, options);
    return {
      type: 'scatter',
      mode: cross.columns.length > 60 ? 'lines' : 'lines+markers',
      name,
      x: cross.columns,
      y: cross.cells[index],
      connectgaps: false,
      line: { color, width: 2 },
      marker: { color, size: 6 },
      cliponaxis: false,
    };
  });
}

/** Names at the ends of the lines; none when a line ends early or two names would touch. */
function endLabels<R>(
  rows: readonly R[],
  cross: Cross,
  [low, high]: readonly [number, number],
  options: LineChartOptions<R>,
): object[] {
  const last = cross.columns.length - 1;
  const ends = cross.rows.map((name, index) => ({ name, index, value: cross.cells[index]?.[last] ?? null }));
  const heights = ends
    .map((end) => (((end.value ?? 0) - low) / (high - low)) * PLOT_HEIGHT)
    .sort((one, other) => one - other);
  const touch = heights.some(
    (height, index) => index > 0 && height - (heights[index - 1] ?? 0) < LINE_HEIGHT,
  );
  if (touch || ends.some((end) => end.value === null)) return [];
  return ends.map(({ name, index, value }) => ({
    x: cross.columns[last],
    y: value,
    text: name,
    xanchor: 'left',
    xshift: 8,
    showarrow: false,
    font: { color: colorOf(rows, name, index, options) },
  }));
}

function altText<R>(cross: Cross, options: LineChartOptions<R>): string {
  const { format, locale = 'en' } = options;
  if (cross.rows.length > MOST_LINES_TOLD) return sentence(KIND, options, extremes(cross, options));
  const texts = cross.rows.flatMap((name) => {
    const points = cross.known.filter((point) => point.row === name);
    const [from, to, top] = [points[0], points.at(-1), largest(points, (point) => point.value)];
    if (from === undefined || to === undefined || top === undefined) return [];
    const at = (point: typeof from) => format(point.value)[locale];
    if (from === to) {
      return [
        locale === 'zh'
          ? `${name}在${from.column}为${at(from)}`
          : `${name} with ${at(from)} at ${from.column}`,
      ];
    }
    return locale === 'zh'
      ? [`${name}从${from.column}的${at(from)}到${to.column}的${at(to)}，${top.column}最高，为${at(top)}`]
      : [
          `${name === '' ? '' : `${name} `}from ${at(from)} at ${from.column} to ${at(to)} at ${to.column}, highest ${at(top)} at ${top.column}`,
        ];
  });
  return sentence(KIND, options, texts.join(locale === 'zh' ? '；' : '; '));
}

function extremes<R>(cross: Cross, { format, locale = 'en' }: LineChartOptions<R>): string {
  const [top, bottom] = [
    largest(cross.known, (point) => point.value),
    largest(cross.known, (point) => -point.value),
  ];
  const told = (point: Cross['known'][number] | undefined) => {
    const [name, at, value] = [point?.row ?? '', point?.column ?? '', format(point?.value ?? null)[locale]];
    return locale === 'zh' ? `${name}在${at}的${value}` : `${name} with ${value} at ${at}`;
  };
  const lines = cross.rows.length;
  return locale === 'zh'
    ? `${lines}条线；最高为${told(top)}，最低为${told(bottom)}`
    : `${lines} lines; highest ${told(top)}, lowest ${told(bottom)}`;
}
