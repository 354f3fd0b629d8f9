import { COLORS } from '../theme.js';
import type { Crossed, Series } from './crossed.js';
import type { LinePlan } from './line-options.js';
import { referencesOf } from './references.js';
import type { Key, Source } from './source.js';
import { plain, wrapped } from './words.js';

const MANY_POINTS = 60;
/** Opacity of bands and of the area below a Lorenz curve. */
const PALE = '26';

/** The position of a key on the horizontal axis: numbers and dates as they are, names by index. */
export function placeOf(key: Key, index: number, { along }: LinePlan): number | string {
  return along === 'name' || typeof key.raw === 'boolean' || key.raw === null ? index : key.raw;
}

/** Bands, the diagonal, and the lines on top of them. */
export function lineTraces(source: Source, cross: Crossed, plan: LinePlan): object[] {
  return [
    ...(plan.diagonal ? [diagonal()] : []),
    ...cross.series.flatMap((series) => bands(cross, series, plan)),
    ...cross.series.flatMap((series) => lines(source, cross, series, plan)),
  ];
}

function diagonal(): object {
  const line = { color: COLORS.gray, dash: 'dot', width: 1.5 };
  return { type: 'scatter', mode: 'lines', x: [0, 1], y: [0, 1], line, showlegend: false, hoverinfo: 'skip' };
}

interface Point {
  readonly x: number | string;
  readonly y: number | null;
  readonly text: string;
}

/** Nulls leave gaps, since a missing value is not 0. Keys that no row names do not. */
function pointsOf(source: Source, { keys }: Crossed, series: Series, plan: LinePlan): Point[] {
  return keys.flatMap((key, index) => {
    const cell = series.cells[index];
    if (cell === undefined) return [];
    const value = plain(source.write(cell.value, series.column));
    const name = series.name === '' ? '' : `${plain(series.name)}<br>`;
    return [{ x: placeOf(key, index, plan), y: cell.value, text: `${name}${plain(key.name)}: ${value}` }];
  });
}

function lines(source: Source, cross: Crossed, series: Series, plan: LinePlan): object[] {
  const points = pointsOf(source, cross, series, plan);
  const split =
    cross.series.length === 1
      ? referencesOf(plan).find((reference) => reference.split === true)?.x
      : undefined;
  if (split === undefined) return [trace(points, series, plan, series.color)];
  const [head, tail] = [points.filter(({ x }) => x <= split), points.filter(({ x }) => x >= split)];
  return [trace(tail, series, plan, COLORS.gray), trace(head, series, plan, series.color)];
}

function trace(points: readonly Point[], series: Series, plan: LinePlan, color: string): object {
  const smooth = points.length > MANY_POINTS || plan.diagonal || plan.step;
  return {
    type: 'scatter',
    mode: smooth ? 'lines' : 'lines+markers',
    name: wrapped(series.name, 180),
    x: points.map(({ x }) => x),
    y: points.map(({ y }) => y),
    connectgaps: false,
    line: { color, width: plan.diagonal ? 2.5 : plan.step ? 3 : 2, ...(plan.step && { shape: 'hv' }) },
    marker: { color, size: 6 },
    hovertext: points.map(({ text }) => text),
    hoverinfo: 'text',
    cliponaxis: false,
    ...(plan.diagonal && { fill: 'tozeroy', fillcolor: `${color}${PALE}` }),
  };
}

/** One area per run of points with intervals; a run of one point is a stroke. */
function bands({ keys }: Crossed, series: Series, plan: LinePlan): object[] {
  const runs: { x: number | string; low: number; high: number }[][] = [];
  let open = false;
  keys.forEach((key, index) => {
    const cell = series.cells[index];
    if (cell === undefined) return;
    if (cell.interval === null) {
      open = false;
      return;
    }
    const point = { x: placeOf(key, index, plan), ...cell.interval };
    if (open) runs.at(-1)?.push(point);
    else runs.push([point]);
    open = true;
  });
  return runs.map((run) => ({
    type: 'scatter',
    mode: 'lines',
    x: [...run.map(({ x }) => x), ...run.toReversed().map(({ x }) => x)],
    y: [...run.map(({ low }) => low), ...run.toReversed().map(({ high }) => high)],
    line: { color: series.color, width: run.length === 1 ? 1.5 : 0 },
    fill: 'toself',
    fillcolor: `${series.color}${PALE}`,
    showlegend: false,
    hoverinfo: 'skip',
  }));
}
