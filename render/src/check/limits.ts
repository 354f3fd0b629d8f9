import { InvalidFigureError } from '../errors.js';
import { hasAttributes, listLength, spanOf, type Attributes } from './extent.js';
import { tickCount } from './tick-count.js';

/**
 * What a figure may ask for. Beyond these numbers nobody can read the picture, and some would take minutes to draw: a
 * few bytes can ask for millions of ticks.
 */
export const LIMITS = {
  traces: 500,
  axes: 200,
  ticks: 500,
  gridCells: 400,
  bins: 10_000,
  bins2d: 1_000_000,
  levels: 500,
  /** Levels times the cells that each goes through. */
  contourCells: 1_000_000,
  /** Hours or days that an axis leaves out. */
  breaks: 20_000,
  slices: 1000,
  /** Annotations, shapes, images, buttons and steps: entries of one list of the layout. */
  entries: 500,
  /** Square pixels of the picture. */
  area: 100_000_000,
} as const;

/** @throws InvalidFigureError at the attribute that asks for too much, with its value */
export function checkLimits(data: readonly object[], layout: Attributes, { width, height }: Size): void {
  atMost(data.length, LIMITS.traces, 'data', 'traces');
  if (width * height > LIMITS.area) {
    throw new InvalidFigureError(
      'layout.width',
      `is ${width}, which with a height of ${height} makes a picture of more than the limit of ${LIMITS.area} square pixels`,
    );
  }
  checkLayout(layout);
  const traces = data.filter(hasAttributes);
  for (const [name, axis] of Object.entries(layout)) {
    const [, letter, number = ''] = /^([xy])axis(\d*)$/.exec(name) ?? [];
    if (letter === undefined || !hasAttributes(axis)) continue;
    const own = traces.filter((trace) => (trace[`${letter}axis`] ?? letter) === `${letter}${number}`);
    const values = own.map((trace) => trace[letter] ?? indexesOf(trace[letter === 'x' ? 'y' : 'x']));
    checkTicks(axis, `layout.${name}`, values);
    checkBreaks(axis, `layout.${name}.rangebreaks`, values);
  }
  traces.forEach((trace, index) => checkTrace(trace, `data[${index}]`));
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function atMost(count: number, limit: number, path: string, what: string): void {
  if (count > limit) {
    throw new InvalidFigureError(
      path,
      `asks for ${Math.ceil(count)} ${what}, more than the limit of ${limit}`,
    );
  }
}

/** Plotly counts where a trace gives values for one axis alone. */
const indexesOf = (values: unknown): readonly number[] => [0, Math.max(0, listLength(values) - 1)];

function checkLayout(layout: Attributes): void {
  const axes = Object.keys(layout).filter((name) => /^[xy]axis\d*$/.test(name));
  atMost(axes.length, LIMITS.axes, 'layout', 'axes');
  const { grid } = layout;
  if (hasAttributes(grid)) {
    const { rows = 1, columns = 1 } = grid;
    atMost(Number(rows) * Number(columns), LIMITS.gridCells, 'layout.grid', 'cells (rows times columns)');
  }
  checkEntries(layout, 'layout');
}

function checkEntries(part: Attributes, path: string): void {
  for (const [name, value] of Object.entries(part)) {
    const inner = `${path}.${name}`;
    if (hasAttributes(value)) checkEntries(value, inner);
    if (!Array.isArray(value) || !value.some(hasAttributes)) continue;
    atMost(value.length, LIMITS.entries, inner, 'entries');
    value.forEach((entry: unknown, index) => {
      if (hasAttributes(entry)) checkEntries(entry, `${inner}[${index}]`);
    });
  }
}

/** @param values what the traces of the axis have on it */
function checkTicks(axis: Attributes, path: string, values: readonly unknown[]): void {
  if (typeof axis['nticks'] === 'number') atMost(axis['nticks'], LIMITS.ticks, `${path}.nticks`, 'ticks');
  atMost(listLength(axis['tickvals']), LIMITS.ticks, `${path}.tickvals`, 'ticks');
  for (const [ticks, at] of [
    [axis, path],
    [axis['minor'], `${path}.minor`],
  ] as const) {
    if (!hasAttributes(ticks) || ticks['dtick'] === undefined) continue;
    const count = tickCount(ticks['dtick'], axis, values);
    const what = `ticks with ${JSON.stringify(ticks['dtick'])} between two`;
    atMost(count, LIMITS.ticks, `${at}.dtick`, what);
  }
}

const DAY = 86_400_000;

/** A break with a pattern is one for each day or week of the axis. */
function checkBreaks({ rangebreaks, range }: Attributes, path: string, values: readonly unknown[]): void {
  if (!Array.isArray(rangebreaks) || !rangebreaks.some((each) => hasAttributes(each) && 'bounds' in each))
    return;
  const [from, to] = Array.isArray(range) ? (range as readonly unknown[]) : [];
  atMost(spanOf([from, to], values) / DAY, LIMITS.breaks, path, 'days to look for breaks in');
}

const HIERARCHIES = new Set(['pie', 'funnelarea', 'sunburst', 'treemap', 'icicle']);

function checkTrace(trace: Attributes, path: string): void {
  const { type } = trace;
  if (typeof type !== 'string') return;
  if (HIERARCHIES.has(type)) {
    for (const name of ['values', 'labels'])
      atMost(listLength(trace[name]), LIMITS.slices, `${path}.${name}`, 'parts');
  }
  if (type.startsWith('histogram')) checkBins(trace, path, type !== 'histogram');
  if (type.includes('contour')) checkLevels(trace, path);
  if (hasAttributes(trace['colorbar'])) checkTicks(trace['colorbar'], `${path}.colorbar`, [trace['z']]);
}

function checkBins(trace: Attributes, path: string, flat: boolean): void {
  const counts = (['x', 'y'] as const).map((letter) => {
    const asked = trace[`nbins${letter}`];
    const bins = trace[`${letter}bins`];
    if (hasAttributes(bins) && typeof bins['size'] === 'number' && bins['size'] > 0) {
      const count = spanOf([bins['start'], bins['end']], [trace[letter]]) / bins['size'];
      atMost(count, LIMITS.bins, `${path}.${letter}bins.size`, `bins with a size of ${bins['size']}`);
      return count;
    }
    if (typeof asked !== 'number') return 1;
    atMost(asked, LIMITS.bins, `${path}.nbins${letter}`, 'bins');
    return Math.max(1, asked);
  });
  if (flat) atMost((counts[0] ?? 1) * (counts[1] ?? 1), LIMITS.bins2d, path, 'bins');
}

function checkLevels(trace: Attributes, path: string): void {
  const { ncontours, contours, z } = trace;
  if (typeof ncontours === 'number') atMost(ncontours, LIMITS.levels, `${path}.ncontours`, 'levels');
  const size = hasAttributes(contours) ? contours['size'] : undefined;
  const sized = hasAttributes(contours) && typeof size === 'number' && size > 0;
  const levels = sized ? spanOf([contours['start'], contours['end']], [z]) / size : Number(ncontours ?? 15);
  if (sized) atMost(levels, LIMITS.levels, `${path}.contours.size`, `levels with ${size} between two`);
  const cells = Array.isArray(z) ? z.reduce((sum: number, row: unknown) => sum + listLength(row), 0) : 0;
  atMost(levels * cells, LIMITS.contourCells, `${path}.z`, 'levels times cells');
}
