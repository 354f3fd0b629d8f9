import { inspect } from 'node:util';
import { get } from '../primordials.js';

/** Whether a value is an error; a proxy may throw when it is asked. */
export function isError(value: unknown): value is Error {
  try {
    return value instanceof Error;
  } catch {
    return false;
  }
}

/** What a property of an error says, as text: it may be anything, or throw when it is read. */
export function textOf(error: Error, name: 'name' | 'message' | 'stack' | 'code', otherwise = ''): string {
  try {
    const value: unknown = get(error, name);
    return typeof value === 'string' ? value : value === undefined ? otherwise : inspect(value);
  } catch {
    return otherwise;
  }
}

/** The text of any value, also of one that throws when it is looked at. */
export function shownText(value: unknown, show: (value: unknown) => string = inspect): string {
  try {
    return show(value);
  } catch (reason) {
    const why = isError(reason) ? textOf(reason, 'message') : '';
    return `[a value that cannot be shown: ${why === '' ? 'it throws' : why}]`;
  }
}
