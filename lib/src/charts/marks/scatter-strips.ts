import type { Schema } from '../../core/schema.js';
import { COLORS } from '../theme.js';
import { columnAxis, PLOT, rowAxis, rowHeight, rowNamesWidth } from './axes.js';
import { axisTitle } from './chart.js';
import { drawReferences, referencesOf } from './references.js';
import { numberAxis, pixels, scaleOf, type NumberAxis } from './scatter-axes.js';
import type { ScatterOptions } from './scatter-options.js';
import type { Channel, Point, ScatterPlan } from './scatter-plan.js';
import type { Drawn } from './scatter-traces.js';
import type { Key, Source } from './source.js';
import { swarm, type Swarm } from './swarm.js';

/** Diameters of markers, the largest that fits. */
const SIZES = [9, 8, 7, 6, 5, 4, 3] as const;
/** Pixels between markers, between strips, and around the plot; the most pixels of a strip and of all of them. */
const [GAP, BETWEEN, AROUND, MOST, ALL] = [0.5, 14, 130, 150, 640];
/** Of a strip: what a band takes. */
const BAND = 0.9;

/** Points over a numeric axis and names: each name has a strip, wide enough for its points to stand side by side. */
export function stripsOf<S extends Schema>(
  source: Source,
  plan: ScatterPlan,
  points: readonly Point[],
  options: ScatterOptions<S>,
) {
  const upright = plan.x.keys !== null;
  const [names, numbers] = upright ? [plan.x, plan.y] : [plan.y, plan.x];
  const keys = names.keys ?? [];
  const bands = bandsOf(source, names, options.band);
  const texts = keys.map(({ name }) => name);
  const value = (point: Point) => (upright ? point.y : point.x);
  const axis = numberAxis(
    {
      ...numbers,
      length: upright ? PLOT.height : PLOT.width - Math.max(0, rowNamesWidth(texts) - 50),
    },
    [
      ...points.map(value),
      ...bands.flatMap(({ low, high }) => (numbers.log && low <= 0 ? [high] : [low, high])),
      ...referencesOf(options).flatMap((one) =>
        upright ? (one.y ?? []) : typeof one.x === 'number' ? [one.x] : [],
      ),
    ],
  );
  const room = upright ? PLOT.width / keys.length : Math.max(24, Math.min(MOST, ALL / keys.length));
  const { size, swarms } = swarmsOf(axis, keys, points, upright, room - BETWEEN);
  const lanes = Math.max(1, ...swarms.map(({ most }) => most));
  const slot = upright
    ? room
    : Math.min(room, Math.max(rowHeight(texts, 40), lanes * (size + GAP) + BETWEEN));
  const step = Math.min(size + GAP, (slot - BETWEEN) / lanes) / slot;
  const seen = keys.map(() => 0);
  const drawn = points.map((point): Drawn => {
    const key = upright ? point.x : point.y;
    const nth = seen[key] ?? 0;
    seen[key] = nth + 1;
    const at = key + (swarms[key]?.steps[nth] ?? 0) * step;
    return { ...point, at: upright ? [at, point.y] : [point.x, at] };
  });
  const title = axisTitle(source, options) ?? source.heading(numbers.column);
  const scale = scaleOf(source, axis, title);
  const below = columnAxis(texts, source.heading(names.column));
  const references = drawReferences(source, options, {
    x: upright ? [0, keys.length - 1] : axis.ends,
    y: upright ? axis.ends : [keys.length - 1, 0],
    log: { x: !upright && numbers.log, y: upright && numbers.log },
    place: (one) => (upright ? keys.findIndex(({ raw }) => raw === one) : one),
    write: (one) => source.write(Number((upright ? one.y : one.x) ?? 0), numbers.column),
    above: !upright,
  });
  return {
    drawn,
    size,
    beside: false,
    layout: {
      height: upright ? 440 + Math.max(0, below.depth - 20) : AROUND + Math.max(120, slot * keys.length),
      xaxis: upright ? below.axis : scale,
      yaxis: upright ? scale : rowAxis(texts),
      shapes: [...bands.map((band) => bandShape(band, upright)), ...references.shapes],
      annotations: references.annotations,
    },
  };
}

/** The swarm of each name, with the largest markers for which all of them fit. */
function swarmsOf(
  axis: NumberAxis,
  keys: readonly Key[],
  points: readonly Point[],
  upright: boolean,
  room: number,
): { readonly size: number; readonly swarms: readonly Swarm[] } {
  const along = keys.map((_, index) =>
    points
      .filter((point) => (upright ? point.x : point.y) === index)
      .map((point) => pixels(axis, upright ? point.y : point.x)),
  );
  const sized = SIZES.map((size) => ({
    size,
    swarms: along.map((positions) => swarm(positions, size + GAP)),
  }));
  const fits = ({ size, swarms }: (typeof sized)[number]) =>
    swarms.every(({ most }) => most * (size + GAP) <= room);
  return sized.find(fits) ?? { size: 3, swarms: along.map((positions) => swarm(positions, 3 + GAP)) };
}

interface Band {
  readonly at: number;
  readonly low: number;
  readonly high: number;
}

function bandsOf(source: Source, { column, keys }: Channel, band: string | undefined): Band[] {
  if (band === undefined || keys === null) return [];
  source.column(band);
  return keys.flatMap(({ raw }, at) => {
    const rows = source.rows.filter((row) => (row[column] ?? null) === raw);
    const ends = rows.map((row) => source.interval(row, band)).find((one) => one !== null);
    return ends === undefined ? [] : [{ at, ...ends }];
  });
}

function bandShape({ at, low, high }: Band, upright: boolean): object {
  const across = [at - BAND / 2, at + BAND / 2];
  const [x, y] = upright ? [across, [low, high]] : [[low, high], across];
  return {
    type: 'rect',
    layer: 'below',
    ...{ x0: x[0], x1: x[1], y0: y[0], y1: y[1] },
    fillcolor: `${COLORS.blue}1a`,
    line: { width: 0 },
  };
}
