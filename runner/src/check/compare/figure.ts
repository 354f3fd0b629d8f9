import { PLOTLY_MIME } from '../../figures/plan.js';
import { isJsonObject, type JsonValue } from '../../json.js';
import type { Difference } from '../difference.js';
import type { CompareRules } from '../rules.js';
import { compareJson } from './json.js';

const MOST_ITEMS = 10;

/** Where two plotly figures differ: `data[0].y[3]: 12 -> 13`. */
export function compareFigures(
  expected: JsonValue,
  actual: JsonValue,
  rules: CompareRules,
): Difference | undefined {
  if (rules.figure === 'pixels' || rules.figure === 'size') return undefined;
  const found = compareJson(unpack(expected), unpack(actual), rules);
  // Numbers packed differently may unpack to the same.
  if (found.length === 0) return undefined;
  const items = found.slice(0, MOST_ITEMS);
  const place = found.length === 1 ? '1 place' : `${found.length} places`;
  return {
    kind: 'figure-data',
    path: PLOTLY_MIME,
    message: `figure data differs in ${place}`,
    items,
    more: found.length - items.length,
  };
}

const READERS: Readonly<Record<string, [bytes: number, read: (view: DataView, at: number) => number]>> = {
  i1: [1, (view, at) => view.getInt8(at)],
  u1: [1, (view, at) => view.getUint8(at)],
  u1c: [1, (view, at) => view.getUint8(at)],
  i2: [2, (view, at) => view.getInt16(at, true)],
  u2: [2, (view, at) => view.getUint16(at, true)],
  i4: [4, (view, at) => view.getInt32(at, true)],
  u4: [4, (view, at) => view.getUint32(at, true)],
  f4: [4, (view, at) => view.getFloat32(at, true)],
  f8: [8, (view, at) => view.getFloat64(at, true)],
};

/** A figure with the number lists that plotly.py packs (`{dtype, bdata}`) written out, so that each can be named. */
function unpack(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(unpack);
  if (!isJsonObject(value)) return value;
  const { dtype, bdata } = value;
  const reader = typeof dtype === 'string' ? READERS[dtype] : undefined;
  if (reader !== undefined && typeof bdata === 'string') {
    const numbers = readNumbers(bdata, reader);
    const { shape } = value;
    return shape === undefined ? numbers : { dtype: dtype ?? null, shape, numbers };
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unpack(inner)]));
}

/** Numbers that JSON cannot hold (NaN, infinities) stand as their names. */
function readNumbers(
  base64: string,
  [size, read]: [number, (view: DataView, at: number) => number],
): JsonValue[] {
  const bytes = Buffer.from(base64, 'base64');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.length / size) }, (_, index) => {
    const number = read(view, index * size);
    return Number.isFinite(number) ? number : String(number);
  });
}
