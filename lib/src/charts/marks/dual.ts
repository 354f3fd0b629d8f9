import { axis, COLORS } from '../theme.js';
import { columnAxis, niceStep, PLOT, ticksOf } from './axes.js';
import { chartOf, emptyChart, type Chart, type ChartOptions } from './chart.js';
import { crossed, largest, type Crossed } from './crossed.js';
import { cutNote, ordered, type OrderOptions } from './order.js';
import type { Source } from './source.js';
import { plain, wrapped } from './words.js';

const DUAL = { en: 'Bar and line chart', zh: '柱线图' } as const;
/** Intervals between ticks: the same number on both axes, so one grid serves both. */
const TICKS = 5;
const WIDTH = PLOT.width - 60;

/** One of the two measures of the figure, with its axis. */
export interface Measure {
  readonly title: string;
  readonly values: readonly (number | null)[];
  readonly color: string;
  readonly ticks: (range: readonly [number, number]) => object;
}

export interface DualChannels {
  readonly key: string;
  readonly value: string;
  readonly line: string;
}

/**
 * Bars on the left axis and a line on the right one, over the same names. Instead of a legend, each axis title has the
 * color of its measure. Both axes start at 0.
 */
export function dualBars(
  source: Source,
  { key, value, line }: DualChannels,
  options: ChartOptions & OrderOptions,
): Chart {
  const all = crossed(source, { key, values: [value, line], interval: null });
  const cross = ordered({ ...all, series: all.series.slice(0, 1) }, options);
  const places = cross.keys.map((one) => all.keys.indexOf(one));
  const lines = places.map((place) => all.series[1]?.cells[place]?.value ?? null);
  const bars = cross.series[0]?.cells.map((cell) => cell?.value ?? null) ?? [];
  const measures = [
    measure(source, value, bars, COLORS.blue),
    measure(source, line, lines, COLORS.red),
  ] as const;
  const seen = measures.flatMap(({ title, values }, index) =>
    peak(source, cross, title, values, index === 0 ? value : line),
  );
  if (seen.length === 0) return emptyChart(source, options, DUAL);
  return chartOf(source, options, {
    kind: DUAL,
    ...twoAxes(cross, source.heading(key), measures),
    seen: seen.join(source.locale === 'zh' ? '；' : '; '),
    note: cutNote(source, all.keys.length, cross.keys.length),
  });
}

/** A column as one of the measures. */
export function measure(
  source: Source,
  column: string,
  values: readonly (number | null)[],
  color: string,
): Measure {
  return { title: source.heading(column), values, color, ticks: (range) => ticksOf(source, column, range) };
}

/** Traces and layout of bars and a line over the same names. */
export function twoAxes(
  { keys }: Pick<Crossed, 'keys'>,
  title: string,
  [bars, line]: readonly [Measure, Measure],
  most?: number,
) {
  const below = columnAxis(
    keys.map(({ name }) => name),
    title,
    WIDTH,
  );
  const places = keys.map((_, index) => index);
  const names = keys.map(({ name }) => plain(name));
  const shared = { x: places, hovertext: names, hoverinfo: 'text+y' };
  return {
    data: [
      { ...shared, type: 'bar', y: bars.values, marker: { color: bars.color } },
      {
        ...shared,
        type: 'scatter',
        mode: 'lines+markers',
        y: line.values,
        yaxis: 'y2',
        line: { color: line.color, width: 2 },
        marker: { color: line.color, size: 6 },
      },
    ],
    layout: {
      margin: { l: 70, r: 70, b: 60 },
      height: 440 + Math.max(0, below.depth - 20),
      xaxis: below.axis,
      yaxis: { ...scale(bars), showgrid: true, zeroline: true },
      yaxis2: { ...scale(line, most), overlaying: 'y', side: 'right' },
      bargap: 0.3,
    },
  };
}

function scale({ title, values, color, ticks }: Measure, most?: number): object {
  const [low, high] = [
    Math.min(0, ...values.map((value) => value ?? 0)),
    Math.max(0, ...values.map((value) => value ?? 0)),
  ];
  const step = niceStep((most ?? (low < 0 ? high - low : high)) / TICKS);
  const from = Math.floor(low / step) * step;
  const range = [from, from + step * TICKS * 1.04 + (low < 0 ? step : 0)] as const;
  const text = wrapped(title, PLOT.height);
  return {
    ...axis({ title: text }),
    title: { text, standoff: 12, font: { color } },
    ...ticks(range),
    range,
    dtick: step,
    tick0: 0,
  };
}

function peak(
  source: Source,
  { keys }: Crossed,
  title: string,
  values: readonly (number | null)[],
  column: string,
): string[] {
  const known = values.flatMap((value, index) =>
    value === null ? [] : [{ value, at: keys[index]?.name ?? '' }],
  );
  const top = largest(known, ({ value }) => value);
  if (top === undefined) return [];
  const most = source.write(top.value, column);
  return [
    source.locale === 'zh'
      ? `${title}在${top.at}最高，为${most}`
      : `${title} highest at ${top.at} with ${most}`,
  ];
}
