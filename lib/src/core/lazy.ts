/**
 * Gives an object a property that is computed when it is first read, and never where nobody does.
 *
 * @example
 * lazily(result, 'pairs', () => groupPairs(table, value, group, groups)).pairs.max('p');
 */
export function lazily<T extends object, const K extends string, V>(
  target: T,
  name: K,
  compute: () => V,
): T & Readonly<Record<K, V>> {
  Object.defineProperty(target, name, {
    enumerable: true,
    configurable: true,
    get() {
      const value = compute();
      Object.defineProperty(target, name, { enumerable: true, value });
      return value;
    },
  });
  return target as T & Readonly<Record<K, V>>;
}
