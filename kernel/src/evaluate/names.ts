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

/**
 * Whether a variable has its value: one that an error came before has none, and reading it is an error, or undefined
 * for a `var`.
 */
function hasValue(names: object, name: PropertyKey, done: readonly PropertyKey[]): boolean {
  try {
    return (names as Record<PropertyKey, unknown>)[name] !== undefined || done.includes(name);
  } catch {
    return false;
  }
}

/**
 * Takes what a cell has declared into the names of all cells.
 *
 * @param own the accessors of its names
 * @param done those whose value undefined may be; others that are undefined, or throw, have no value yet and are left
 *   out
 * @returns the names taken
 */
export function takeNames(all: Names, own: object, done: readonly string[] | 'all'): Set<string> {
  const taken: string[] = [];
  each(ownKeys(own), (name) => {
    if (done !== 'all' && !hasValue(own, name, done)) return;
    const descriptor = getOwnPropertyDescriptor(own, name);
    if (!descriptor) return;
    deleteProperty(all, name);
    defineProperty(all, name, { ...descriptor, configurable: true, enumerable: true });
    push(taken, String(name));
  });
  return new Set(taken);
}
