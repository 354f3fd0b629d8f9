import { COLORS, INK } from '../theme.js';
import type { Range } from './axes.js';
import type { RangePlan, Span } from './range-spans.js';
import type { Source } from './source.js';
import { plain, wrapped } from './words.js';

/** Symbols of the marks, in order. */
export const SYMBOLS = [
  'circle',
  'x',
  'square-open',
  'diamond-open',
  'triangle-up-open',
  'cross-open',
] as const;
/** Width at which legend names wrap, in pixels. */
export const LEGEND_WIDTH = 170;

/** The positions of elements in the figure. */
export interface Geometry {
  readonly range: Range;
  readonly height: number;
  readonly legend: boolean;
  /** Offsets in rows for each point of a row: the estimate, then the marks. */
  readonly offsets: readonly (readonly number[])[];
}

/** The ranges, or the estimates with their intervals. */
export function rangesOf(
  source: Source,
  spans: readonly Span[],
  plan: RangePlan,
  { offsets, legend }: Geometry,
): object[] {
  const hover = { hoverinfo: 'text' };
  if (plan.estimate !== null) {
    const known = spans.flatMap((span, index) =>
      span.estimate === null ? [] : [{ ...span, index, estimate: span.estimate }],
    );
    return [
      {
        type: 'scatter',
        mode: 'markers',
        name: wrapped(source.heading(plan.estimate), LEGEND_WIDTH),
        showlegend: legend,
        x: known.map(({ estimate }) => estimate),
        y: known.map(({ index }) => index + (offsets[index]?.[0] ?? 0)),
        error_x: {
          type: 'data',
          symmetric: false,
          array: known.map(({ ends, estimate }) => (ends === null ? 0 : ends.high - estimate)),
          arrayminus: known.map(({ ends, estimate }) => (ends === null ? 0 : estimate - ends.low)),
          color: COLORS.gray,
          thickness: 1.5,
          width: 5,
        },
        marker: { color: known.map(({ color }) => color ?? COLORS.blue), size: 10 },
        hovertext: known.map(({ name, text }) => plain(`${name}: ${text}`)),
        ...hover,
      },
    ];
  }
  const lines = spans.flatMap((span, index) =>
    span.ends === null ? [] : [{ ...span, index, ends: span.ends }],
  );
  return lines.map(({ name, text, color, ends, index }, place) => ({
    type: 'scatter',
    mode: 'lines',
    name: wrapped(rangeName(source, plan), LEGEND_WIDTH),
    legendgroup: 'ranges',
    showlegend: legend && place === 0,
    x: [ends.low, ends.high],
    y: [index, index],
    opacity: 0.55,
    line: { color: color ?? COLORS.blue, width: 12 },
    hovertext: plain(`${name}: ${text}`),
    ...hover,
  }));
}

const rangeName = (source: Source, { interval, ends }: RangePlan): string =>
  interval !== null ? source.heading(interval) : (ends ?? []).map((end) => source.heading(end)).join('–');

/** The default title of the axis. */
export const axisName = (source: Source, plan: RangePlan): string =>
  plan.estimate === null ? rangeName(source, plan) : source.heading(plan.estimate);

/** The single values. */
export function marksOf(
  source: Source,
  spans: readonly Span[],
  plan: RangePlan,
  { offsets }: Geometry,
): object[] {
  const symbols = plan.estimate === null ? SYMBOLS : SYMBOLS.slice(1);
  return plan.marks.map((mark, at) => ({
    type: 'scatter',
    mode: 'markers',
    name: wrapped(source.heading(mark), LEGEND_WIDTH),
    x: spans.map(({ row }) => source.number(row, mark)),
    y: spans.map((_, index) => index + (offsets[index]?.[at + 1] ?? 0)),
    cliponaxis: false,
    marker: { symbol: symbols[at] ?? 'star', color: INK, size: 8, line: { color: INK, width: 1.5 } },
    hovertext: spans.map(({ row, name }) =>
      plain(`${name}: ${source.write(source.number(row, mark), mark)}`),
    ),
    hoverinfo: 'text',
  }));
}
