import { types } from 'node:util';
import { InvalidFigureError } from '../errors.js';
import { decodeArray, isEncodedArray } from './encoded-array.js';
import { checkText } from './text.js';

/** Keys through which foreign JSON could reach the prototypes of the program that draws it. */
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** Attributes whose text is not set in type: images, encoded numbers and outlines. */
const CODED_TEXT = /\.(?:source|bdata|path)$/;

/** Plotly goes through a figure by recursion too, and its own attributes are not ten deep. */
const MAX_DEPTH = 200;

const attributePath = (path: string, key: string) =>
  path === '' ? key : /^[\w$]+$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;

/** Milliseconds since 1970 as plotly writes a UTC date: `2024-03-01 00:00:00.000`. */
function plotlyDate(value: Date, path: string): string {
  if (Number.isNaN(value.getTime())) throw new InvalidFigureError(path, 'is an invalid Date');
  return value.toISOString().replace('T', ' ').replace('Z', '');
}

function copyObject(value: object, path: string, parents: readonly object[]): unknown {
  if (parents.includes(value)) throw new InvalidFigureError(path, 'is a circular reference');
  if (parents.length >= MAX_DEPTH) {
    throw new InvalidFigureError(path, `is nested more than ${MAX_DEPTH} objects deep`);
  }
  const inner = [...parents, value];
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => plainCopy(item, `${path}[${index}]`, inner));
  }
  if (types.isDate(value)) return plotlyDate(value, path);
  if (types.isBigInt64Array(value) || types.isBigUint64Array(value)) {
    throw new InvalidFigureError(path, 'holds BigInt values; convert them with Number() first');
  }
  if (types.isTypedArray(value)) return value.slice();
  if (isEncodedArray(value)) return decodeArray(value, path);
  const entries = Object.entries(value).filter(([key]) => !FORBIDDEN_KEYS.has(key));
  return Object.fromEntries(
    entries.map(([key, item]) => [key, plainCopy(item, attributePath(path, key), inner)]),
  );
}

/**
 * A copy of plain data for plotly to keep and change. Dates become their UTC text, so that the picture does
 * not depend on the machine's time zone; numbers in base64 become typed arrays.
 *
 * @throws InvalidFigureError at the path of a function, symbol, BigInt, invalid Date, overlong text, circular reference or too deep nesting
 */
export function plainCopy(value: unknown, path: string, parents: readonly object[] = []): unknown {
  if (typeof value === 'object' && value !== null) return copyObject(value, path, parents);
  if (typeof value === 'string' && !CODED_TEXT.test(path)) checkText(value, path);
  if (typeof value === 'bigint') {
    throw new InvalidFigureError(path, `is the BigInt ${value}n; convert it with Number() first`);
  }
  if (typeof value === 'function' || typeof value === 'symbol') {
    throw new InvalidFigureError(path, `is a ${typeof value}; a figure holds data only`);
  }
  return value;
}
