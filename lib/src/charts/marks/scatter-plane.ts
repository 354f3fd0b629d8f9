import type { Schema } from '../../core/schema.js';
import { PLOT } from './axes.js';
import { axisTitle } from './chart.js';
import { drawReferences, referencesOf } from './references.js';
import { numberAxis, pixels, scaleOf, shifted, type NumberAxis } from './scatter-axes.js';
import { cornerAxis, cornerRooms, cornerTexts, cutLines, type Corner } from './scatter-corners.js';
import type { ScatterOptions } from './scatter-options.js';
import type { Point, ScatterPlan } from './scatter-plan.js';
import type { Drawn } from './scatter-traces.js';
import type { Source } from './source.js';
import { aside } from './swarm.js';

/** Height of the plot, and of what is around it, in pixels. */
const [HEIGHT, AROUND] = [370, 130];
/** Diameters of markers: of few, and of many. */
const [LARGE, SMALL, MANY] = [8, 5, 500];
/** The most pixels that a point is moved from its place to make room for others. */
const FAR = 9;

/** Points over two numeric axes. */
export function planeOf<S extends Schema>(
  source: Source,
  plan: ScatterPlan,
  points: readonly Point[],
  corners: readonly Corner[],
  options: ScatterOptions<S>,
) {
  const { quadrants } = options;
  const lines = referencesOf(options);
  const [below, beside] = [
    lines.flatMap(({ x }) => (typeof x === 'number' ? [x] : [])),
    lines.flatMap(({ y }) => y ?? []),
  ];
  const cuts = quadrants === undefined ? { x: [], y: [] } : { x: [quadrants.x], y: [quadrants.y] };
  const own = { column: plan.x.column, log: plan.x.log, length: PLOT.width };
  const free = numberAxis(own, [...points.map(({ x }) => x), ...below, ...cuts.x]);
  const x = quadrants === undefined ? free : cornerAxis(free, corners, quadrants.x);
  const y = numberAxis(
    { column: plan.y.column, log: plan.y.log, length: HEIGHT },
    [...points.map((point) => point.y), ...beside, ...cuts.y],
    cornerRooms(x, corners),
  );
  const size = points.length > MANY ? SMALL : LARGE;
  const drawn = apart(points, x, y, size);
  const references = drawReferences(source, options, {
    x: raw(x),
    y: raw(y),
    log: { x: x.log, y: y.log },
    place: (value) => value,
    write: (one) =>
      one.y === undefined
        ? source.write(Number(one.x ?? 0), x.column)
        : one.x === undefined
          ? source.write(one.y, y.column)
          : '',
  });
  return {
    drawn,
    size,
    beside: drawn.some((one) => one.at[0] !== one.x || one.at[1] !== one.y),
    layout: {
      height: HEIGHT + AROUND,
      xaxis: scaleOf(source, x, source.heading(x.column)),
      yaxis: scaleOf(source, y, axisTitle(source, options) ?? source.heading(y.column)),
      shapes: [...(quadrants === undefined ? [] : cutLines(quadrants)), ...references.shapes],
      annotations: [...cornerTexts(x, corners), ...references.annotations],
    },
  };
}

const raw = ({ log, ends: [from, to] }: NumberAxis): readonly [number, number] =>
  log ? [10 ** from, 10 ** to] : [from, to];

/** Points that would hide each other, because they are at the same place to the pixel, on a spiral around it. */
function apart(points: readonly Point[], x: NumberAxis, y: NumberAxis, size: number): Drawn[] {
  const place = (point: Point) => `${Math.round(pixels(x, point.x))},${Math.round(pixels(y, point.y))}`;
  const counts = new Map<string, number>();
  points.forEach((point) => counts.set(place(point), (counts.get(place(point)) ?? 0) + 1));
  const seen = new Map<string, number>();
  return points.map((point) => {
    const [key, all] = [place(point), counts.get(place(point)) ?? 1];
    const n = seen.get(key) ?? 0;
    seen.set(key, n + 1);
    const [right, up] = aside(n, all, Math.min(FAR, (size / 2) * Math.sqrt(all)));
    return { ...point, at: [shifted(x, point.x, right), shifted(y, point.y, up)] };
  });
}
