import {
  defineProperty,
  deleteProperty,
  each,
  getOwnPropertyDescriptor,
  ownKeys,
  push,
} from '../primordials.js';

/** The names of all cells, as accessors of the variables themselves. */
export type Names = Record<string, unknown>;

/** Whether a variable has its value: one that an error came before has none, and reading it is an error. */
function hasValue(names: object, name: PropertyKey): boolean {
  try {
    return (names as Record<PropertyKey, unknown>)[name] !== undefined;
  } catch {
    return false;
  }
}

/**
 * Takes what a cell has declared into the names of all cells.
 *
 * @param own the accessors of its names
 * @param complete whether it ran to its end; otherwise what has no value yet is left out
 * @returns the names taken
 */
export function takeNames(all: Names, own: object, complete: boolean): Set<string> {
  const taken: string[] = [];
  each(ownKeys(own), (name) => {
    if (!complete && !hasValue(own, name)) return;
    const descriptor = getOwnPropertyDescriptor(own, name);
    if (!descriptor) return;
    deleteProperty(all, name);
    defineProperty(all, name, { ...descriptor, configurable: true, enumerable: true });
    push(taken, String(name));
  });
  return new Set(taken);
}
