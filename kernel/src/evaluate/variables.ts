import { inspect } from 'node:util';
import { tableOf } from './show/tables.js';

/** A variable that cells have declared or imported. */
export interface Variable {
  readonly name: string;
  /** Its type in TypeScript. */
  readonly type: string;
  /** `3 × 2` for rows and columns, a number of items or characters; empty for what has none. */
  readonly size: string;
  /** The beginning of it, in one line. */
  readonly value: string;
}

const LENGTH = 80;

const short = (text: string): string => (text.length > LENGTH ? `${text.slice(0, LENGTH)}…` : text);

function sizeOf(value: unknown): string {
  const table = tableOf(value);
  if (table) return `${table.count} × ${table.columns.length}`;
  if (typeof value === 'string' || Array.isArray(value)) return String(value.length);
  if (value instanceof Map || value instanceof Set) return String(value.size);
  return ArrayBuffer.isView(value) ? String(value.byteLength) : '';
}

/** What the list of variables tells of one; also where its value throws when it is looked at. */
export function variableOf(name: string, type: string, read: () => unknown): Variable {
  try {
    const value = read();
    const text = inspect(value, { depth: 1, breakLength: Infinity, maxArrayLength: 10 });
    return { name, type: short(type), size: sizeOf(value), value: short(text.replaceAll('\n', ' ')) };
  } catch {
    return { name, type: short(type), size: '', value: '[it cannot be shown]' };
  }
}
