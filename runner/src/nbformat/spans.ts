import { endOfString } from '../parse-json.js';

/** From where to where a value goes in a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where the parts of a notebook are in its text. */
export interface NotebookSpans {
  readonly values: ReadonlyMap<string, Span>;
  /** The elements of `cells`. */
  readonly cells: readonly Span[];
}

const BLANK = /[ \t\r\n]*/y;
const SCALAR = /[^ \t\r\n,\]}]+/y;

/**
 * Finds the values of the outermost object, and the cells one by one.
 *
 * @param text valid JSON whose outermost value is an object, perhaps behind a byte-order mark
 */
export function notebookSpans(text: string): NotebookSpans {
  const values = new Map<string, Span>();
  for (const { key, value } of membersOf(text, skipBlank(text, text.startsWith('\uFEFF') ? 1 : 0))) {
    values.set(key, value);
  }
  const cells = values.get('cells');
  return { values, cells: cells === undefined ? [] : elementsOf(text, cells.start) };
}

function* membersOf(text: string, start: number): Generator<{ key: string; value: Span }> {
  let offset = skipBlank(text, start + 1);
  while (text[offset] !== '}') {
    const keyEnd = endOfString(text, offset);
    const key = JSON.parse(text.slice(offset, keyEnd)) as string;
    const begin = skipBlank(text, skipBlank(text, keyEnd) + 1);
    const end = endOfValue(text, begin);
    yield { key, value: { start: begin, end } };
    offset = skipComma(text, end);
  }
}

function elementsOf(text: string, start: number): Span[] {
  const elements: Span[] = [];
  let offset = skipBlank(text, start + 1);
  while (text[offset] !== ']') {
    const end = endOfValue(text, offset);
    elements.push({ start: offset, end });
    offset = skipComma(text, end);
  }
  return elements;
}

function skipComma(text: string, end: number): number {
  const offset = skipBlank(text, end);
  return text[offset] === ',' ? skipBlank(text, offset + 1) : offset;
}

function skipBlank(text: string, offset: number): number {
  BLANK.lastIndex = offset;
  BLANK.exec(text);
  return BLANK.lastIndex;
}

/** Behind the value that begins at `start`: brackets are counted, strings are jumped over. */
function endOfValue(text: string, start: number): number {
  if (text[start] === '"') return endOfString(text, start);
  if (text[start] !== '{' && text[start] !== '[') {
    SCALAR.lastIndex = start;
    SCALAR.exec(text);
    return SCALAR.lastIndex;
  }
  let depth = 0;
  for (let offset = start; ;) {
    const char = text[offset];
    if (char === '"') {
      offset = endOfString(text, offset);
      continue;
    }
    if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') depth -= 1;
    offset += 1;
    if (depth === 0) return offset;
  }
}
