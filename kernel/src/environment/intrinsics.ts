import { Buffer } from 'node:buffer';
import { EventEmitter } from 'node:events';
import {
  defineProperty,
  deleteProperty,
  each,
  getOwnPropertyDescriptor,
  hasOwn,
  is,
  ownKeys,
  push,
} from '../primordials.js';
import { isComparable, KeptValues, type Slot } from './kept-values.js';

/** An object, and which properties it had at the start. */
interface Target {
  readonly target: object;
  readonly known: Record<PropertyKey, true>;
  readonly size: number;
}

/** Settings that belong to the cells, and to the kernel's own stack traces. */
const SETTINGS = new Set<PropertyKey>(['prepareStackTrace', 'stackTraceLimit']);

/** Globals that Node.js keeps where no one sees whether they have been replaced. */
const BEHIND_ACCESSORS = ['Buffer', 'process'];

/** Built-in objects that no global name leads to. */
function hidden(): object[] {
  const ofInstances = [
    [].values(),
    new Map().values(),
    new Set().values(),
    ''[Symbol.iterator](),
    ''.matchAll(/x/g),
  ];
  const generator = Object.getPrototypeOf(function* () {
    yield;
  }) as { prototype: object };
  const asyncGenerator = Object.getPrototypeOf(async function* () {
    yield await Promise.resolve(0);
  }) as { prototype: object };
  const typedArray = Object.getPrototypeOf(Uint8Array) as { prototype: object };
  return [
    ...ofInstances.map((instance) => Object.getPrototypeOf(instance) as object),
    ...[generator.prototype, Object.getPrototypeOf(generator.prototype) as object],
    ...[asyncGenerator.prototype, Object.getPrototypeOf(asyncGenerator.prototype) as object],
    ...[
      typedArray,
      typedArray.prototype,
      Object.getPrototypeOf(async () => {
        await Promise.resolve();
      }) as object,
    ],
    EventEmitter.prototype,
  ];
}

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/** Whose properties are kept: the built-in classes and namespaces, and what their instances inherit. */
function builtIns(): Set<object> {
  const all = new Set<object>([Buffer, Buffer.prototype, ...hidden()]);
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    const value: unknown = Object.getOwnPropertyDescriptor(globalThis, name)?.value;
    const isNamespace = ['JSON', 'Math', 'Reflect', 'Atomics', 'Intl'].includes(name);
    if (!isNamespace && typeof value !== 'function') continue;
    if (isObject(value)) all.add(value);
    const prototype: unknown = typeof value === 'function' ? value.prototype : undefined;
    if (isObject(prototype)) all.add(prototype);
  }
  return all;
}

const same = (a: PropertyDescriptor | undefined, b: PropertyDescriptor | undefined): boolean =>
  a !== undefined && b !== undefined && is(a.value, b.value) && a.get === b.get && a.set === b.set;

const isFixed = ({ configurable, writable }: PropertyDescriptor): boolean =>
  configurable === false && writable === false;

/** Properties that can change, as they are. */
function slotsOf(target: object, keys: readonly PropertyKey[]): Slot[] {
  return keys.flatMap((key) => {
    const descriptor = Object.getOwnPropertyDescriptor(target, key);
    return descriptor && isFixed(descriptor) ? [] : [{ target, key, descriptor }];
  });
}

function put({ target, key, descriptor }: Slot): void {
  try {
    if (descriptor) defineProperty(target, key, descriptor);
    else deleteProperty(target, key);
  } catch {
    // Frozen by a cell as it is.
  }
}

/**
 * Keeps apart what cells make of the language's own objects and what the kernel needs of them.
 *
 * A cell may replace `JSON.stringify` or `Array.prototype.map`, seed `Math.random`, stop the clock of `Date`. Its
 * changes hold while a cell runs, and are put aside while the kernel and its compiler work.
 */
export class Intrinsics {
  readonly #values: KeptValues;
  /** Accessors above all. */
  readonly #others: readonly Slot[];
  readonly #targets: Target[] = [];
  #changes: Slot[] = [];
  /** Whether the cells' changes are in force. */
  #foreign = false;

  constructor() {
    for (const name of BEHIND_ACCESSORS) {
      const value: unknown = Reflect.get(globalThis, name);
      defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
    }
    const slots = slotsOf(globalThis, Object.getOwnPropertyNames(globalThis));
    for (const target of builtIns()) {
      const all = ownKeys(target);
      const kept = all.filter((key) => !SETTINGS.has(key));
      slots.push(...slotsOf(target, kept));
      const known = Object.fromEntries(all.map((key) => [key, true])) as Record<PropertyKey, true>;
      for (const setting of SETTINGS) known[setting] = true;
      this.#targets.push({ target, known, size: all.length });
    }
    const hasValue = ({ descriptor }: Slot): boolean => isComparable(descriptor?.value);
    this.#values = new KeptValues(slots.filter(hasValue));
    this.#others = slots.filter((slot) => !hasValue(slot));
  }

  /** A cell's code runs from now on: it finds what earlier cells have changed. */
  reinstate(): void {
    this.#foreign = true;
    each(this.#changes, put);
  }

  /** The kernel works from now on: everything is as it was at the start. */
  restore(): void {
    if (!this.#foreign) return;
    this.#foreign = false;
    this.#changes = [];
    const replace = (slot: Slot): void => {
      this.#replace(slot);
    };
    this.#values.changed(replace);
    each(this.#others, replace);
    each(this.#targets, ({ target, known, size }) => {
      const keys = ownKeys(target);
      if (keys.length > size) this.#takeOut(target, keys, known);
    });
  }

  /** Does a piece of the kernel's work, also while a cell runs. */
  apart<T>(work: () => T): T {
    if (!this.#foreign) return work();
    this.restore();
    try {
      return work();
    } finally {
      this.reinstate();
    }
  }

  #replace(slot: Slot): void {
    const descriptor = getOwnPropertyDescriptor(slot.target, slot.key);
    if (same(descriptor, slot.descriptor)) return;
    push(this.#changes, { target: slot.target, key: slot.key, descriptor });
    put(slot);
  }

  /** Properties that cells have added: `Object.prototype.toJSON` would change what the kernel sends. */
  #takeOut(target: object, keys: readonly PropertyKey[], known: Record<PropertyKey, true>): void {
    each(keys, (key) => {
      if (hasOwn(known, key)) return;
      push(this.#changes, { target, key, descriptor: getOwnPropertyDescriptor(target, key) });
      put({ target, key, descriptor: undefined });
    });
  }
}
