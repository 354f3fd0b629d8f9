import { hasAttributes, type Attributes } from './extent.js';

/** A cartesian axis of the layout. */
export interface Axis {
  /** Of the values on it: `x` or `y`. */
  readonly letter: 'x' | 'y';
  /** For example `layout.xaxis2`. */
  readonly path: string;
  readonly attributes: Attributes;
  /** The traces on it, by their index in the data. */
  readonly traces: ReadonlyMap<number, Attributes>;
}

const idOf = (trace: Attributes, letter: string): unknown => trace[`${letter}axis`] ?? letter;

/** The cartesian axes that a layout describes, each with its traces. */
export function axesOf(data: readonly object[], layout: Attributes): Axis[] {
  const axes: Axis[] = [];
  for (const [name, attributes] of Object.entries(layout)) {
    const [, letter, number = ''] = /^([xy])axis(\d*)$/.exec(name) ?? [];
    if ((letter !== 'x' && letter !== 'y') || !hasAttributes(attributes)) continue;
    const traces = new Map<number, Attributes>();
    data.forEach((trace, index) => {
      if (hasAttributes(trace) && idOf(trace, letter) === `${letter}${number}`) traces.set(index, trace);
    });
    axes.push({ letter, path: `layout.${name}`, attributes, traces });
  }
  return axes;
}

/** How many cartesian axes the layout describes or a trace names. */
export function axisCount(data: readonly object[], layout: Attributes): number {
  const ids = new Set<unknown>();
  for (const name of Object.keys(layout)) {
    if (/^[xy]axis\d*$/.test(name)) ids.add(name.replace('axis', ''));
  }
  for (const trace of data.filter(hasAttributes)) {
    for (const id of [trace['xaxis'], trace['yaxis']]) if (typeof id === 'string') ids.add(id);
  }
  return ids.size;
}
