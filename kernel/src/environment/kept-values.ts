import { runInThisContext } from 'node:vm';
import { each } from '../primordials.js';

/** A property as it was at the start; without a descriptor there was none. */
export interface Slot {
  readonly target: object;
  readonly key: PropertyKey;
  readonly descriptor: PropertyDescriptor | undefined;
}

type Comparison = (target: object, values: readonly unknown[], keys: readonly PropertyKey[]) => boolean;

/** The properties of one object. */
interface Group {
  readonly target: object;
  readonly slots: readonly Slot[];
  readonly keys: readonly PropertyKey[];
  readonly values: readonly unknown[];
  readonly isKept: Comparison;
}

/** Whether a value is told from every other by `===`, and from there being none. */
export const isComparable = (value: unknown): boolean => value !== undefined && !Number.isNaN(value);

/** The code of a function that compares the values of these properties with those they had. */
function comparison(keys: readonly PropertyKey[]): string {
  const equal = keys.map((key, i) => {
    const name = typeof key === 'string' ? JSON.stringify(key) : `keys[${i}]`;
    return `target[${name}] === values[${i}]`;
  });
  return `(target, values, keys) => ${equal.join(' && ')}`;
}

/** Not where a cell has put something there that throws when it is read. */
function isKept({ target, values, keys, isKept: compare }: Group): boolean {
  try {
    return compare(target, values, keys);
  } catch {
    return false;
  }
}

/**
 * Tells which properties have another value than at the start.
 *
 * Each object has a function that reads its properties by their names, so that V8 remembers where they are: a loop
 * over all of them takes four times as long, and asking for descriptors seven times. What a cell has made an accessor
 * that still gives the same value is not noticed.
 */
export class KeptValues {
  readonly #groups: readonly Group[];

  /** @param slots of data properties with a comparable value */
  constructor(slots: readonly Slot[]) {
    const byTarget = new Map<object, Slot[]>();
    for (const slot of slots) byTarget.set(slot.target, [...(byTarget.get(slot.target) ?? []), slot]);
    const groups = [...byTarget].map(([target, own]) => ({
      target,
      slots: own,
      keys: own.map(({ key }) => key),
      values: own.map(({ descriptor }): unknown => descriptor?.value),
    }));
    const codes = groups.map(({ keys }) => comparison(keys));
    const compare = runInThisContext(`[${codes.join(',\n')}]`) as Comparison[];
    this.#groups = groups.map((group, i) => ({ ...group, isKept: compare[i] ?? (() => false) }));
  }

  /** Hands over the properties of objects that have changed, among them some that have not. */
  changed(use: (slot: Slot) => void): void {
    each(this.#groups, (group) => {
      if (!isKept(group)) each(group.slots, use);
    });
  }
}
