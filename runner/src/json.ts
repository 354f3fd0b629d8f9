import { randomUUID } from 'node:crypto';
import { RawNumber } from './raw-number.js';

export { RawNumber } from './raw-number.js';

/** JSON values, and the one canonical way the runner writes them. */
export type JsonValue = string | number | boolean | null | RawNumber | JsonValue[] | JsonObject;
export interface JsonObject {
  [key: string]: JsonValue;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof RawNumber)
  );
}

/** A copy without the named keys. */
export function withoutKeys(object: JsonObject, ...names: string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !names.includes(key)));
}

/** A copy with the keys of every object in code unit order. */
export function sortKeys(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sortKeys(inner)]));
}

/** A copy with every string (not the keys) replaced by `change(string)`. */
export function mapStrings(value: JsonValue, change: (text: string) => string): JsonValue {
  return mapLeaves(value, (leaf) => (typeof leaf === 'string' ? change(leaf) : leaf));
}

/** A copy in which every number is one of JavaScript, the nearest there is: for what computes with them. */
export function plainNumbers(value: JsonValue): JsonValue {
  return mapLeaves(value, (leaf) => (leaf instanceof RawNumber ? leaf.value : leaf));
}

/** Sorted keys, one space of indent, a newline at the end: the same value always gives the same bytes. */
export function stringifyCanonical(value: JsonValue): string {
  return stringifyJson(sortKeys(value), 1) + '\n';
}

/** Like `JSON.stringify`, with every {@link RawNumber} in its own words. */
export function stringifyJson(value: JsonValue, indent?: number | string): string {
  const mark = randomUUID();
  const found: RawNumber[] = [];
  const marked = mapLeaves(value, (leaf) => {
    if (!(leaf instanceof RawNumber)) return leaf;
    found.push(leaf);
    return mark + leaf.text;
  });
  const text = JSON.stringify(marked, null, indent);
  return found.length === 0 ? text : text.replace(new RegExp(`"${mark}([^"]*)"`, 'g'), '$1');
}

function mapLeaves(value: JsonValue, change: (leaf: JsonValue) => JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((inner) => mapLeaves(inner, change));
  if (!isJsonObject(value)) return change(value);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapLeaves(inner, change)]));
}
