import { formatOf } from '../../core/format.js';
import { axis, DIVERGING, SEQUENTIAL } from '../theme.js';
import {
  extent,
  columnAxis,
  spanOf,
  rowAxis,
  rowHeight,
  rowNamesWidth,
  ticksOf,
  type Range,
} from './axes.js';
import { colorAt, textOn } from './contrast.js';
import { knownOf, type Cell } from './crossed.js';
import type { LaidOut } from './heatmap-plan.js';
import type { PlainRow, Source } from './source.js';
import { plain, widest, wrapped } from './words.js';

/** Width of all columns of cells combined, in pixels, next to names of normal length and the color bar. */
export const MAP_WIDTH = 500;
const [ROW, TEXT_SIZE, TEXT_ROOM] = [34, 12, 6];
/** As a fraction of the value: how far the color range extends on both sides if all cells have the same value. */
const TOLD_APART = 1e-9;

export interface HeatmapStyle {
  readonly marked: (row: PlainRow) => boolean;
  /** The midpoint at which colors diverge; null for one hue from low to high. */
  readonly middle: number | null;
  readonly reach: number;
  /** Whether cells show their values; null to show them if they fit. */
  readonly text: boolean | null;
  /** Label every nth column. */
  readonly named: number;
}

/** The cells, their texts in black or white, and the axes. */
export function heatmapLayout(source: Source, laid: LaidOut, style: HeatmapStyle) {
  const { cross, columns, rows, value } = laid;
  const names = cross.series.map(({ name }) => name);
  const width = MAP_WIDTH - Math.max(0, rowNamesWidth(names) - 90);
  const texts = cross.series.map(({ cells }) => cells.map((cell) => textOf(source, cell, value, style)));
  const fits = widest(texts.flat(), TEXT_SIZE) + TEXT_ROOM <= width / cross.keys.length;
  const range = rangeOf(source, laid, style);
  const below = columnAxis(
    cross.keys.map(({ name }) => name),
    source.heading(columns),
    width,
  );
  return {
    data: [
      cellsOf(source, laid, style, range),
      ...((style.text ?? fits) ? [textLayer(laid, texts, style, range)] : []),
    ],
    layout: {
      height: 200 + Math.max(160, rowHeight(names, ROW) * names.length) + Math.max(0, below.depth),
      xaxis: style.named === 1 ? below.axis : someNames(source, laid, style.named),
      yaxis: rowAxis(names, source.heading(rows)),
    },
  };
}

function textOf(source: Source, cell: Cell | undefined, value: string, { marked }: HeatmapStyle): string {
  const number = cell?.value ?? null;
  if (cell === undefined || number === null) return '';
  return `${plain(source.write(number, value))}${marked(cell.row) ? '*' : ''}`;
}

function cellsOf(source: Source, { cross, value }: LaidOut, { middle }: HeatmapStyle, range: Range): object {
  return {
    type: 'heatmap',
    x: cross.keys.map((_, index) => index),
    y: cross.series.map((_, index) => index),
    z: cross.series.map(({ cells }) => cells.map((cell) => cell?.value ?? null)),
    hovertext: cross.series.map(({ name, cells }) =>
      cells.map((cell, index) =>
        plain(`${name}, ${cross.keys[index]?.name ?? ''}: ${source.write(cell?.value ?? null, value)}`),
      ),
    ),
    hoverinfo: 'text',
    xgap: 1.5,
    ygap: 1.5,
    hoverongaps: false,
    colorscale: middle === null ? SEQUENTIAL : DIVERGING,
    zmin: range[0],
    zmax: range[1],
    colorbar: {
      title: { text: wrapped(source.heading(value), 230), side: 'right' },
      ...ticksOf(source, value, range),
      outlinewidth: 0,
      thickness: 14,
    },
  };
}

/** The color range; it extends equally far on both sides of a midpoint, so equal shades mean equal distances. */
function rangeOf(source: Source, { cross, value }: LaidOut, { middle, reach }: HeatmapStyle): Range {
  const values = knownOf(cross).map((known) => known.value);
  if (middle === null) {
    const range = extent(values);
    const around = Math.max(0.5, spanOf(range) * TOLD_APART);
    return spanOf(range) === range[1] - range[0] ? range : within(source, value, range, around);
  }
  const farthest = Math.max(reach, ...values.map((one) => Math.abs(one - middle))) || 1;
  return [middle - farthest, middle + farthest];
}

/** A range around cells of one value, without values that cells like these do not have: below 0, or above all. */
function within(source: Source, value: string, [low, high]: Range, around: number): Range {
  const most = formatOf(source.column(value)) === 'percent' && high <= 1 ? 1 : Infinity;
  return [low < 0 ? low - around : Math.max(0, low - around), Math.min(most, high + around)];
}

/** A separate layer of cell texts, since Plotly's are gray on medium colors. */
function textLayer(
  { cross }: LaidOut,
  texts: readonly (readonly string[])[],
  { middle }: HeatmapStyle,
  [low, high]: Range,
): object {
  const scale = middle === null ? SEQUENTIAL : DIVERGING;
  const cells = cross.series.flatMap((series, y) =>
    series.cells.flatMap((cell, x) => {
      const value = cell?.value ?? null;
      return value === null ? [] : [{ x, y, value, text: texts[y]?.[x] ?? '' }];
    }),
  );
  return {
    type: 'scatter',
    mode: 'text',
    x: cells.map(({ x }) => x),
    y: cells.map(({ y }) => y),
    text: cells.map(({ text }) => text),
    textfont: {
      size: TEXT_SIZE,
      color: cells.map(({ value }) => textOn(colorAt(scale, (value - low) / (high - low)))),
    },
    hoverinfo: 'skip',
  };
}

function someNames(source: Source, { cross, columns }: LaidOut, every: number): object {
  const shown = cross.keys.map((_, index) => index).filter((index) => index % every === 0);
  return {
    ...axis({ title: source.heading(columns) }),
    range: [-0.5, cross.keys.length - 0.5],
    tickvals: shown,
    ticktext: shown.map((index) => cross.keys[index]?.name ?? ''),
    tickangle: 0,
    zeroline: false,
  };
}
