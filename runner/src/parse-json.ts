import { randomUUID } from 'node:crypto';
import type { JsonValue } from './json.js';
import { RawNumber } from './raw-number.js';

/** JSON that is nested deeper than anything people write; what walks it would exhaust the stack. */
export class DeepJsonError extends Error {
  constructor(
    /** Where in the text it becomes too deep. */
    readonly offset: number,
  ) {
    super(`nested more than ${DEEPEST} levels deep`);
    this.name = 'DeepJsonError';
  }
}

/** As deep as Python's own reader goes. */
export const DEEPEST = 990;

/**
 * Like `JSON.parse`, but a number that JavaScript would write in other words is a {@link RawNumber}, so that it can be
 * written as it was.
 *
 * @throws {SyntaxError} when the text is not JSON
 * @throws {DeepJsonError} when it is nested more than 990 levels deep
 * @example
 * stringifyJson(parseJson('[1.0, 12345678901234567890]')); // '[1.0,12345678901234567890]'
 */
export function parseJson(text: string): JsonValue {
  const plain = JSON.parse(text) as JsonValue;
  const places = otherwiseWritten(text);
  if (places.length === 0) return plain;
  const mark = randomUUID();
  const parts: string[] = [];
  let done = 0;
  for (const { start, end } of places) {
    parts.push(text.slice(done, start), `"${mark}${text.slice(start, end)}"`);
    done = end;
  }
  parts.push(text.slice(done));
  return JSON.parse(parts.join(''), (_key, value: unknown) =>
    typeof value === 'string' && value.startsWith(mark) ? new RawNumber(value.slice(mark.length)) : value,
  ) as JsonValue;
}

const TOKEN = /["{}[\]]|-?\d[\d.eE+-]*/g;

/** Where valid JSON has numbers that JavaScript would write in other words. */
function otherwiseWritten(text: string): { start: number; end: number }[] {
  const places: { start: number; end: number }[] = [];
  let depth = 0;
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    const [token] = match;
    if (token === '"') TOKEN.lastIndex = endOfString(text, match.index);
    else if (token === '{' || token === '[') {
      depth += 1;
      if (depth > DEEPEST) throw new DeepJsonError(match.index);
    } else if (token === '}' || token === ']') depth -= 1;
    else if (String(Number(token)) !== token) places.push({ start: match.index, end: TOKEN.lastIndex });
  }
  return places;
}

/** Behind the string that begins at `start` in valid JSON. */
export function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); ; quote = text.indexOf('"', quote + 1)) {
    let first = quote;
    while (text[first - 1] === '\\') first -= 1;
    if ((quote - first) % 2 === 0) return quote + 1;
  }
}
