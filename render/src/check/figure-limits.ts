import { InvalidFigureError } from '../errors.js';
import { axesOf, axisCount } from './axes.js';
import { checkBreaks, checkTicks } from './axis-limits.js';
import { hasAttributes, listLength, type Attributes } from './extent.js';
import { checkFonts } from './font-limits.js';
import { atMost, LIMITS } from './limits.js';
import { layoutScales } from './scales.js';
import { checkTrace } from './trace-limits.js';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** @throws InvalidFigureError at the attribute that asks for too much, with its value */
export function checkLimits(data: readonly object[], layout: Attributes, { width, height }: Size): void {
  atMost(data.length, LIMITS.traces, 'data', 'traces', 'join or leave out some');
  if (width * height > LIMITS.area) {
    throw new InvalidFigureError(
      'layout.width',
      `is ${width}, which with a height of ${height} makes a picture of more than the limit of ${LIMITS.area} square pixels`,
    );
  }
  checkLayout(data, layout);
  checkFonts(layout, 'layout');
  for (const { letter, path, attributes, traces } of axesOf(data, layout)) {
    const other = letter === 'x' ? 'y' : 'x';
    const values = [...traces.values()].map((trace) => trace[letter] ?? indexesOf(trace[other]));
    checkTicks(attributes, path, values);
    checkBreaks(attributes, `${path}.rangebreaks`, values);
  }
  for (const { attributes, path, values } of layoutScales(data, layout)) checkTicks(attributes, path, values);
  data.forEach((trace, index) => {
    if (!hasAttributes(trace)) return;
    checkFonts(trace, `data[${index}]`);
    checkTrace(trace, `data[${index}]`);
  });
}

/** Plotly counts where a trace gives values for one axis alone. */
const indexesOf = (values: unknown): readonly number[] => [0, Math.max(0, listLength(values) - 1)];

function checkLayout(data: readonly object[], layout: Attributes): void {
  const advice = 'let subplots share axes, or split the figure';
  atMost(axisCount(data, layout), LIMITS.axes, 'layout', 'axes', advice);
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
