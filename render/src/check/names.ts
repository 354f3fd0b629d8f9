import { hasAttributes, listLength, type Attributes } from './extent.js';

/** Put behind a name that every object of JavaScript has, such as `constructor`; nothing of it is seen. */
const MARK = '\u200b';

/** Attributes of a trace that plotly reads as keys of plain objects. */
const NAMES = [
  'labels',
  'parents',
  'ids',
  'level',
  'stackgroup',
  'scalegroup',
  'alignmentgroup',
  'offsetgroup',
  'legendgroup',
];

const isReserved = (name: unknown): name is string => typeof name === 'string' && name in Object.prototype;

const RESERVED = new RegExp(`(${Object.getOwnPropertyNames(Object.prototype).join('|')})${MARK}`, 'g');

function safe(value: unknown): unknown {
  if (isReserved(value)) return value + MARK;
  return Array.isArray(value) ? value.map((item: unknown) => (isReserved(item) ? item + MARK : item)) : value;
}

/**
 * Marks, in place, the names of groups and parts at which plotly would take a method for an entry of its own.
 * `shownNames` undoes it in what is drawn.
 */
export function markNames(data: readonly object[], layout: Record<string, unknown>): void {
  if (listLength(layout['hiddenlabels']) > 0) layout['hiddenlabels'] = safe(layout['hiddenlabels']);
  for (const trace of data.filter(hasAttributes)) {
    for (const name of NAMES) {
      if (trace[name] !== undefined) Object.assign(trace, { [name]: safe(trace[name]) });
    }
    for (const dimension of dimensionsOf(trace)) {
      if (dimension['values'] !== undefined) Object.assign(dimension, { values: safe(dimension['values']) });
    }
  }
}

const dimensionsOf = ({ dimensions }: Attributes): Attributes[] =>
  Array.isArray(dimensions) ? dimensions.filter(hasAttributes) : [];

/** Text as the figure has it. */
export const shownNames = (text: string): string =>
  text.includes(MARK) ? text.replace(RESERVED, '$1') : text;
