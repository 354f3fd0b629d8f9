import { axis } from '../theme.js';
import {
  columnAxis,
  extent,
  logAxis,
  PLOT,
  spanOf,
  ticksOf,
  timeAxis,
  valueAxis,
  type Range,
} from './axes.js';
import { axisTitle } from './chart.js';
import type { Crossed } from './crossed.js';
import type { LinePlan } from './line-options.js';
import { placeOf } from './line-traces.js';
import { drawReferences, referencesOf } from './references.js';
import type { Source } from './source.js';
import { plain, textWidth, widest } from './words.js';

const [LINE_HEIGHT, MOST_END_WIDTH, MOST_WHOLE] = [18, 170, 26];

/** Axes, references, and line names: at the right ends if they fit, otherwise in a legend. */
export function lineLayout(source: Source, cross: Crossed, plan: LinePlan): Record<string, unknown> {
  const range = plan.range ?? rangeOf(cross, plan);
  const column = cross.series[0]?.column ?? '';
  const several = cross.series.length > 1;
  const units = new Set(cross.series.map((series) => series.column)).size;
  const ends = several && !plan.log.x && !plan.log.y ? endLabels(cross, range, plan) : [];
  const names = cross.series.map(({ name }) => name);
  const right = ends.length > 0 ? 30 + widest(names) : 40;
  const legend = several && ends.length === 0;
  const { axis: below, depth } = horizontal(
    source,
    cross,
    plan,
    PLOT.width - (legend ? Math.min(200, widest(names)) + 50 : right - 40),
  );
  const drawn = drawReferences(source, plan, {
    x: placesOf(cross, plan),
    y: range,
    log: plan.log,
    place: (x) => (plan.along === 'name' ? cross.keys.findIndex(({ raw }) => raw === x) : x),
    write: ({ x, y }) =>
      y === undefined ? source.name(x ?? null, plan.x) : x === undefined ? source.write(y, column) : '',
  });
  const scale = valueAxis(source, column, range, axisTitle(source, plan) ?? (units > 1 ? '' : undefined));
  return {
    margin: { l: 70, r: right, b: 60 },
    height: 440 + Math.max(0, depth - 20),
    xaxis: below,
    yaxis: plan.log.y
      ? { ...scale, ...logAxis(source, column, range) }
      : plan.diagonal
        ? { ...scale, range: [0, 1.02], dtick: 0.2, ticklabelstandoff: 6 }
        : scale,
    ...(legend && { showlegend: true, legend: { x: 1.02, xanchor: 'left', y: 1 } }),
    annotations: [...ends, ...drawn.annotations],
    shapes: drawn.shapes,
  };
}

function rangeOf(cross: Crossed, plan: LinePlan): Range {
  const cells = cross.series.flatMap(({ cells }) => cells.filter((cell) => cell !== undefined));
  const values = cells.flatMap(({ value, interval }) => [
    ...(value === null ? [] : [value]),
    ...(interval === null ? [] : [interval.low, interval.high]),
  ]);
  const lines = referencesOf(plan).flatMap(({ y }) => (y === undefined || (plan.log.y && y <= 0) ? [] : [y]));
  const [low, high] = extent([...values, ...lines], plan.zero);
  if (plan.log.y) return [low, high];
  const pad = spanOf([low, high]) * 0.06;
  return [plan.zero && low === 0 ? 0 : low - pad, high + pad];
}

/** The ends of the horizontal axis as numbers. */
function placesOf({ keys }: Crossed, plan: LinePlan): Range {
  const places = keys.map((key, index) => placeOf(key, index, plan));
  return extent(
    places.map((place) => (typeof place === 'string' ? Date.parse(place) : place)),
    plan.diagonal,
  );
}

function horizontal(
  source: Source,
  cross: Crossed,
  plan: LinePlan,
  length: number,
): { axis: object; depth: number } {
  const title = source.heading(plan.x);
  const plainAxis = { depth: 0 };
  if (plan.along === 'name')
    return columnAxis(
      cross.keys.map(({ name }) => name),
      title,
      length,
    );
  if (plan.along === 'time') {
    return {
      ...plainAxis,
      axis: timeAxis(
        source,
        plan.x,
        cross.keys.map(({ raw }) => String(raw)),
        title,
      ),
    };
  }
  const range = placesOf(cross, plan);
  const shares = { tickformat: '.0%', range: [0, 1] };
  const whole = cross.keys.every(({ raw }) => Number.isInteger(raw)) && range[1] - range[0] <= MOST_WHOLE;
  const ticks = plan.diagonal
    ? shares
    : whole
      ? { dtick: wholeStep(range, length), tick0: range[0] }
      : ticksOf(source, plan.x, range);
  return {
    ...plainAxis,
    axis: {
      ...axis({ title, grid: plan.log.x || plan.diagonal }),
      ...(!plan.diagonal && { zeroline: false }),
      ...ticks,
      ...(range[0] === range[1] && { range: [range[0] - 1, range[0] + 1], tickvals: [range[0]] }),
      ...(plan.log.x && logAxis(source, plan.x, range)),
    },
  };
}

const wholeStep = ([low, high]: Range, length: number): number =>
  Math.max(1, Math.ceil(((high - low + 1) * (textWidth(String(high)) + 12)) / length));

/** Names at the ends of the lines; none if a line ends early or two names would touch. */
function endLabels({ keys, series }: Crossed, [low, high]: Range, plan: LinePlan): object[] {
  const last = keys.length - 1;
  const key = keys[last];
  const ends = series.map((one) => ({ one, value: one.cells[last]?.value ?? null }));
  const heights = ends
    .map(({ value }) => (((value ?? 0) - low) / (high - low)) * PLOT.height)
    .toSorted((a, b) => a - b);
  const touch = heights.some(
    (height, index) => index > 0 && height - (heights[index - 1] ?? 0) < LINE_HEIGHT,
  );
  const wide = widest(series.map(({ name }) => name)) > MOST_END_WIDTH;
  if (touch || wide || key === undefined || ends.some(({ value }) => value === null)) return [];
  return ends.map(({ one, value }) => ({
    x: placeOf(key, last, plan),
    y: value,
    text: plain(one.name),
    xanchor: 'left',
    xshift: 8,
    showarrow: false,
    font: { color: one.color },
  }));
}
