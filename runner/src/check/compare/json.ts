import { isJsonObject, RawNumber, stringifyJson, type JsonValue } from '../../json.js';
import type { DifferingItem } from '../difference.js';
import type { CompareRules } from '../rules.js';
import { withinTolerance } from './numbers.js';
import { sameText } from './text.js';

const LONGEST = 200;

/**
 * The places where two JSON values differ: keys that one side lacks, lengths of lists, and leaves. Numbers are
 * compared by the tolerance of the rules, texts with its sanitizers.
 *
 * @example
 * compareJson({ y: [1, 2] }, { y: [1, 3] }, EXACT); // [{ path: 'y[1]', expected: '2', actual: '3' }]
 */
export function compareJson(
  expected: JsonValue,
  actual: JsonValue,
  rules: CompareRules,
  path = '',
): DifferingItem[] {
  if (Array.isArray(expected) && Array.isArray(actual)) return compareLists(expected, actual, rules, path);
  if (isJsonObject(expected) && isJsonObject(actual)) {
    const keys = [...new Set([...Object.keys(expected), ...Object.keys(actual)])];
    return keys.flatMap((key) => {
      const inner = joinPath(path, key);
      const [a, b] = [own(expected, key), own(actual, key)];
      if (a === undefined || b === undefined) return [item(inner, a, b)];
      return compareJson(a, b, rules, inner);
    });
  }
  return sameLeaf(expected, actual, rules) ? [] : [item(path, expected, actual)];
}

function compareLists(
  expected: readonly JsonValue[],
  actual: readonly JsonValue[],
  rules: CompareRules,
  path: string,
): DifferingItem[] {
  const shared = expected.slice(0, actual.length).flatMap((value, index) => {
    const other = actual[index];
    return other === undefined ? [] : compareJson(value, other, rules, `${path}[${index}]`);
  });
  if (expected.length === actual.length) return shared;
  const lengths = { path, expected: counted(expected.length), actual: counted(actual.length) };
  return [lengths, ...shared];
}

function sameLeaf(a: JsonValue, b: JsonValue, rules: CompareRules): boolean {
  if (isNumber(a) && isNumber(b)) return sameNumber(a, b, rules);
  if (typeof a === 'string' && typeof b === 'string') return sameText(a, b, rules);
  return a === b;
}

type AnyNumber = number | RawNumber;

function isNumber(value: JsonValue): value is AnyNumber {
  return typeof value === 'number' || value instanceof RawNumber;
}

/** Numbers that JavaScript cannot tell apart differ by their words. */
function sameNumber(a: AnyNumber, b: AnyNumber, rules: CompareRules): boolean {
  const [first, second] = [a, b].map((each) => (typeof each === 'number' ? String(each) : each.text));
  if (first === second) return true;
  const [x, y] = [Number(first), Number(second)];
  const told = Number.isFinite(x) && (!Number.isInteger(x) || Number.isSafeInteger(x));
  return (told || x !== y) && withinTolerance(x, y, rules.tolerance);
}

function item(path: string, expected: JsonValue | undefined, actual: JsonValue | undefined): DifferingItem {
  return {
    path,
    ...(expected !== undefined && { expected: shortJson(expected) }),
    ...(actual !== undefined && { actual: shortJson(actual) }),
  };
}

function own(object: Record<string, JsonValue>, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** `data[0].y`, `layout["a b"]` */
function joinPath(path: string, key: string): string {
  if (!/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

function counted(length: number): string {
  return `${length} value${length === 1 ? '' : 's'}`;
}

function shortJson(value: JsonValue): string {
  const text = stringifyJson(value);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}
