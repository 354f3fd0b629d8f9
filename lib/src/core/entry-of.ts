/**
 * The entry of a record under a name that comes from data; undefined where it has none. Columns, categories and types
 * may be called `constructor` or `__proto__`, which every object knows by inheritance.
 */
export function entryOf<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}
