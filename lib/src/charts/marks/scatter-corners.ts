import { count } from '../../core/quantity.js';
import { INK } from '../theme.js';
import { said, type ChartOptions } from './chart.js';
import { onAxis, type NumberAxis, type Rooms } from './scatter-axes.js';
import type { Quadrants } from './scatter-options.js';
import type { Point, ScatterPlan } from './scatter-plan.js';
import type { Source } from './source.js';
import { textWidth, wrapped } from './words.js';

/** One of the four parts of a plot. */
export interface Corner {
  readonly right: boolean;
  readonly top: boolean;
  /** Its name with the number of its points. */
  readonly text: string;
}

/** The corners with their names and numbers of points, from the top left. */
export function cornersOf(
  source: Source,
  plan: ScatterPlan,
  points: readonly Point[],
  { quadrants, ...options }: ChartOptions & { readonly quadrants?: Quadrants },
): Corner[] {
  if (quadrants === undefined) return [];
  const { x, y, topLeft, topRight, bottomLeft, bottomRight } = quadrants;
  const named = [
    { right: false, top: true, name: topLeft },
    { right: true, top: true, name: topRight },
    { right: false, top: false, name: bottomLeft },
    { right: true, top: false, name: bottomRight },
  ];
  return named.map(({ right, top, name }) => {
    const own = points.filter((point) => point.x >= x === right && point.y >= y === top);
    return { right, top, text: `${said(source, name, options)}${counted(source, plan, own)}` };
  });
}

/** `: 72 (9 marked)`. */
export function counted(source: Source, { highlight }: ScatterPlan, points: readonly Point[]): string {
  const [all, marked] = [count(points.length), count(points.filter((point) => point.marked).length)];
  if (source.locale === 'zh') return `：${all.zh}${highlight === null ? '' : `（标出${marked.zh}）`}`;
  return `: ${all.en}${highlight === null ? '' : ` (${marked.en} marked)`}`;
}

/** Of the width of a plot: what the name of a corner may take. */
const MOST = 0.46;
const [LINE, GAP] = [17, 8];

const textOf = (axis: NumberAxis, { text }: Corner) => wrapped(text, axis.length * MOST);

/** What names need above and below the points, in pixels. */
export function cornerRooms(x: NumberAxis, corners: readonly Corner[]): Rooms {
  const lines = (top: boolean) =>
    Math.max(
      0,
      ...corners.filter((one) => one.top === top).map((one) => textOf(x, one).split('<br>').length),
    );
  const room = (count: number) => (count === 0 ? 0 : count * LINE + GAP);
  return { low: room(lines(false)), high: room(lines(true)) };
}

/** The horizontal axis, extended until every name stands on its own side of the cut. */
export function cornerAxis(axis: NumberAxis, corners: readonly Corner[], cut: number): NumberAxis {
  const width = (right: boolean) =>
    Math.max(...corners.filter((one) => one.right === right).map((one) => textWidth(textOf(axis, one))));
  const share = (right: boolean) => Math.min(MOST + 0.03, (width(right) + 2 * GAP) / axis.length);
  const at = onAxis(cut, axis.log);
  const [left, right] = [share(false), share(true)];
  const low = Math.min(axis.ends[0], (at - left * axis.ends[1]) / (1 - left));
  const high = Math.max(axis.ends[1], (at - right * low) / (1 - right));
  return { ...axis, ends: [low, high] };
}

/** The two cuts as lines. */
export function cutLines({ x, y }: Quadrants): object[] {
  const line = { color: INK, width: 1, dash: 'dot' };
  return [
    { type: 'line', xref: 'x', yref: 'paper', x0: x, x1: x, y0: 0, y1: 1, line },
    { type: 'line', xref: 'paper', yref: 'y', x0: 0, x1: 1, y0: y, y1: y, line },
  ];
}

/** The names in the corners of the plot. */
export const cornerTexts = (axis: NumberAxis, corners: readonly Corner[]): object[] =>
  corners.map((corner) => ({
    x: corner.right ? 1 : 0,
    xref: 'paper',
    xanchor: corner.right ? 'right' : 'left',
    y: corner.top ? 1 : 0,
    yref: 'paper',
    yanchor: corner.top ? 'top' : 'bottom',
    align: corner.right ? 'right' : 'left',
    showarrow: false,
    text: textOf(axis, corner),
  }));
