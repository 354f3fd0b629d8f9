/**
 * The language as it was when the kernel started.
 *
 * A cell shares its globals with the kernel, and may replace any of them. What the kernel does while a cell runs,
 * above all sending what the cell prints, goes by these instead; see also {@link Intrinsics}.
 */
/* eslint-disable @typescript-eslint/unbound-method -- methods are taken from their objects on purpose */
import { Buffer } from 'node:buffer';

const { bind, call } = Function.prototype;

/** A method as a function whose first argument is the object. */
const uncurry = bind.bind(call) as unknown as <T, A extends readonly unknown[], R>(
  method: (this: T, ...args: A) => R,
) => (self: T, ...args: A) => R;

export const NativeAbortController = AbortController;
export const NativePromise = Promise;
export const bufferFrom = Buffer.from.bind(Buffer) as (data: string | Uint8Array) => Buffer;
export const nextTick = process.nextTick.bind(process);
export const { apply, deleteProperty, get, ownKeys } = Reflect;
export const { defineProperty, getOwnPropertyDescriptor, hasOwn, is } = Object;
export const endsWith = uncurry(String.prototype.endsWith);
export const slice = uncurry(String.prototype.slice);

export const toUpperCase = uncurry(String.prototype.toUpperCase);

const nativeStringify = JSON.stringify.bind(JSON) as (value: unknown) => string;
/** Calls a function with each item of an array, without the array's iterator. */
export function each<T>(items: readonly T[], use: (item: T) => void): void {
  // eslint-disable-next-line @typescript-eslint/prefer-for-of -- that is the iterator
  for (let i = 0; i < items.length; i++) use(items[i] as T);
}

const ROOTS: readonly object[] = [Object.prototype, Array.prototype];

/** A value as JSON, also where a cell has given all objects or arrays a `toJSON`. */
export function stringify(value: unknown): string {
  const taken: { readonly root: object; readonly descriptor: PropertyDescriptor }[] = [];
  each(ROOTS, (root) => {
    const descriptor = getOwnPropertyDescriptor(root, 'toJSON');
    if (descriptor && deleteProperty(root, 'toJSON')) push(taken, { root, descriptor });
  });
  try {
    return nativeStringify(value);
  } finally {
    each(taken, ({ root, descriptor }) => {
      defineProperty(root, 'toJSON', descriptor);
    });
  }
}

const NativeDate = Date;
const toISOString = uncurry(NativeDate.prototype.toISOString);

/** The time now, as `2019-11-01T00:00:00.000Z`. */
export const timestamp = (): string => toISOString(new NativeDate());

/** Gives a class of its own to each instance's methods, so that those of `Map` or `Set` can be replaced. */
function keepMethods(target: object, source: object): void {
  for (const key of ownKeys(source)) {
    const descriptor = getOwnPropertyDescriptor(source, key);
    if (descriptor && key !== 'constructor') defineProperty(target, key, descriptor);
  }
}

/** A `Map` with methods of its own. Its iterators are the language's: use `forEach`. */
export class SafeMap<K, V> extends Map<K, V> {}
keepMethods(SafeMap.prototype, Map.prototype);

/** A `Set` with methods of its own. Its iterators are the language's: use `forEach`. */
export class SafeSet<T> extends Set<T> {}
keepMethods(SafeSet.prototype, Set.prototype);

/** Appends to an array. */
export function push<T>(array: T[], item: T): void {
  array[array.length] = item;
}

/** A promise that can be rejected, and never counts as unhandled. */
export function rejectable(): {
  readonly promise: Promise<never>;
  readonly reject: (error: unknown) => void;
} {
  let reject: (error: unknown) => void = () => undefined;
  const promise = new NativePromise<never>((_, rejectIt) => {
    reject = rejectIt;
  });
  const handle = async (): Promise<void> => {
    try {
      await promise;
    } catch {
      // Whoever waits for it hears of it.
    }
  };
  void handle();
  return { promise, reject };
}

/** Settles as the first of two promises does. */
export function first(a: Promise<unknown>, b: Promise<unknown>): Promise<unknown> {
  return new NativePromise((resolve, reject) => {
    const follow = async (promise: Promise<unknown>): Promise<void> => {
      try {
        resolve(await promise);
      } catch (error) {
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- it is what was thrown
        reject(error);
      }
    };
    void follow(a);
    void follow(b);
  });
}
