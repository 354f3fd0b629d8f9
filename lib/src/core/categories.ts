import type { Categories, Category } from './schema.js';

/** Names and colors of values: by value, or as pairs where numbers among the values are in an order of their own. */
export type NamedValues<V extends string = string> = Categories<V> | readonly (readonly [V, Category])[];

/**
 * A record in the order of these pairs. In a plain object, keys such as `'5'` and `'2024'` come first and ascending,
 * whatever the order in which they were written; here they stay where they are.
 *
 * @example
 * Object.keys(inOrder([['5', { label: 'five stars' }], ['1', { label: 'one star' }]])); // ['5', '1']
 */
export function inOrder<V extends string, T>(pairs: readonly (readonly [V, T])[]): Readonly<Record<V, T>> {
  const record = Object.fromEntries(pairs) as Record<V, T>;
  const keys = [...new Set(pairs.map(([key]) => key))];
  if (Object.keys(record).every((key, index) => key === keys[index])) return record;
  return new Proxy(record, { ownKeys: () => keys });
}

/** Categories however they were given, in their order. */
export function categoriesOf<V extends string>(values: NamedValues<V>): Categories<V> {
  return isPairs(values) ? inOrder(values) : values;
}

function isPairs<V extends string>(values: NamedValues<V>): values is readonly (readonly [V, Category])[] {
  return Array.isArray(values);
}

const WHOLE = /^(?:0|[1-9]\d{0,14})$/;

/** Orders values that nobody has put in order: whole numbers ascending, then names. */
export function byName(a: string, b: string): number {
  const [first, second] = [WHOLE.test(a), WHOLE.test(b)];
  if (first !== second) return first ? -1 : 1;
  if (first) return Number(a) - Number(b);
  return a < b ? -1 : 1;
}
