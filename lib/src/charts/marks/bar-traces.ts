import { INK, COLORS } from '../theme.js';
import type { Range } from './axes.js';
import type { BarStyle } from './bar-style.js';
import { textOn } from './contrast.js';
import type { Cell, Crossed, Series } from './crossed.js';
import { sumOf } from './order.js';
import type { Source } from './source.js';
import { plain, wrapped } from './words.js';

/** Bars shorter than this fraction of the axis get an outline of this many pixels, so small values stay visible. */
const [LITTLE, OUTLINE] = [0.004, 2];
/** Gap as a fraction of a name's space, if several bars share it. */
export const GROUP_GAP = 0.25;

export const hasIntervals = ({ series }: Crossed) => series.some(isEstimated);

const isEstimated = ({ cells }: Series): boolean => cells.some((cell) => (cell?.interval ?? null) !== null);

/** The data for drawing traces. */
export interface Shape {
  readonly cross: Crossed;
  readonly style: BarStyle;
  /** Texts by series and key; empty if they do not fit. */
  readonly texts: readonly (readonly string[])[];
  readonly range: Range;
}

/** The sum of the bars of each name. */
export const sums = ({ keys, series }: Crossed) =>
  keys.map((_, index) => sumOf(series.map(({ cells }) => cells[index]?.value ?? null)));

/** The bars of one series. */
export function trace(
  source: Source,
  series: Series,
  at: number,
  { cross, style, texts, range }: Shape,
): object {
  const { layout, vertical } = style;
  const totals = sums(cross);
  const single = layout === 'single';
  const lengthOf = (cell: Cell | undefined, index: number): number | null => {
    const value = cell?.value ?? null;
    if (layout !== 'share') return value ?? (single ? 0 : null);
    const total = totals[index] ?? 0;
    return value === null || total === 0 ? null : value / total;
  };
  const lengths = series.cells.map(lengthOf);
  const places = cross.keys.map((_, index) => index);
  const colors = single ? cross.keys.map(({ color }) => color ?? COLORS.blue) : series.color;
  const beside = single || layout === 'group';
  const little = (range[1] - range[0]) * LITTLE;
  const outlines = lengths.map((length) =>
    length !== null && length !== 0 && Math.abs(length) < little ? OUTLINE : 0,
  );
  const drawn = hasIntervals(cross);
  return {
    type: 'bar',
    orientation: vertical ? 'v' : 'h',
    ...(single ? {} : { name: wrapped(series.name, 180) }),
    ...(vertical ? { x: places, y: lengths } : { x: lengths, y: places }),
    ...(texts.length > 0 &&
      !drawn && {
        text: (texts[at] ?? []).map((text) => text),
        textposition: beside ? 'outside' : 'inside',
        insidetextanchor: 'middle',
        textangle: 0,
        cliponaxis: false,
        ...(!beside && { insidetextfont: { color: textOn(series.color) } }),
      }),
    ...(isEstimated(series) && { [vertical ? 'error_y' : 'error_x']: whiskers(series) }),
    hovertext: cross.keys.map(
      ({ name }, index) =>
        `${plain(name)}: ${plain(source.write(series.cells[index]?.value ?? null, series.column))}`,
    ),
    hoverinfo: 'text',
    marker: {
      color: colors,
      line: beside ? { color: colors, width: outlines } : { color: '#ffffff', width: 1 },
    },
  };
}

function whiskers({ cells }: Series): object {
  return {
    type: 'data',
    symmetric: false,
    array: cells.map((cell) => (cell?.interval ? cell.interval.high - (cell.value ?? 0) : null)),
    arrayminus: cells.map((cell) => (cell?.interval ? (cell.value ?? 0) - cell.interval.low : null)),
    color: INK,
    thickness: 1.5,
    width: 4,
  };
}

/** Texts beyond the intervals, for bars that have them. */
export function annotations({ cross, style, texts }: Shape): object[] {
  const thick = style.layout === 'group' ? (1 - GROUP_GAP) / cross.series.length : 0;
  return cross.series.flatMap(({ cells }, at) =>
    cells.flatMap((cell, index) => {
      const text = texts[at]?.[index] ?? '';
      if (text === '') return [];
      const value = cell?.value ?? 0;
      const back = value < 0;
      const end = back
        ? Math.min(value, cell?.interval?.low ?? 0)
        : Math.max(value, cell?.interval?.high ?? 0);
      const place = index + (at - (cross.series.length - 1) / 2) * thick;
      return [
        style.vertical
          ? {
              x: place,
              y: end,
              text,
              showarrow: false,
              yanchor: back ? 'top' : 'bottom',
              yshift: back ? -3 : 3,
            }
          : {
              x: end,
              y: place,
              text,
              showarrow: false,
              xanchor: back ? 'right' : 'left',
              xshift: back ? -5 : 5,
            },
      ];
    }),
  );
}
