/** The line that begins a cell in the percent format: `// %% A title [markdown] tags=["x"]`. */
import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, stringifyJson, withoutKeys, type JsonObject, type JsonValue } from '../json.js';
import { parseJson } from '../parse-json.js';
import type { Cell } from '../nbformat/index.js';

/** What a mark says of its cell. */
export interface Mark {
  readonly type: Cell['cell_type'];
  /** Undefined: the mark names none. */
  readonly id: string | undefined;
  /** Empty lines at the end of the code, which would otherwise be taken for the space between cells. */
  readonly trailing: number;
  /** `language="bash"`: jupytext writes a cell of another language than the script's as comments. */
  readonly language?: string;
  readonly metadata: JsonObject;
}

const KEY = /^[A-Za-z_][\w.@/-]*$/;

/** The mark of a cell without the comment before it: `%% [markdown] id="intro"`. */
export function formatMark(mark: Mark): string {
  const { title, cell_depth: depth } = mark.metadata;
  const readable = options(mark, {
    ...(typeof title === 'string' && { title }),
    ...(typeof depth === 'number' && depth > 0 && depth <= 9 && { depth }),
  });
  return isDeepStrictEqual(parseMark(readable), mark) ? readable : wrapped(mark);
}

function options(
  { type, id, trailing, metadata }: Mark,
  { title, depth = 0 }: { title?: string; depth?: number },
): string {
  const shown = withoutKeys(
    metadata,
    ...(title === undefined ? [] : ['title']),
    ...(depth > 0 ? ['cell_depth'] : []),
  );
  return [
    `%%${'%'.repeat(depth)}`,
    ...(title === undefined ? [] : [title]),
    ...(type === 'code' ? [] : [`[${type}]`]),
    ...pairs({ ...shown, ...ownOptions(id, trailing) }),
  ].join(' ');
}

/** Metadata whose keys could be taken for something else. */
function wrapped({ type, id, trailing, metadata }: Mark): string {
  const kind = type === 'code' ? [] : [`[${type}]`];
  return ['%%', ...kind, ...pairs({ ...ownOptions(id, trailing), metadata })].join(' ');
}

function ownOptions(id: string | undefined, trailing: number): JsonObject {
  return { ...(id !== undefined && { id }), ...(trailing > 0 && { trailing_blank_lines: trailing }) };
}

function pairs(values: JsonObject): string[] {
  return Object.entries(values).map(([key, value]) => `${key}=${oneLine(value)}`);
}

/** JSON without characters that some reader takes for the end of a line. */
function oneLine(value: JsonValue): string {
  return stringifyJson(value).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Reads a mark. What is not understood is taken for the title, as people write titles freely. */
export function parseMark(text: string): Mark {
  const [, depth = '', rest = ''] = /^%%(%*)\s*([^]*?)\s*$/.exec(text) ?? [];
  const [, before = '', kind, after = ''] =
    /^([^[\]={}]*?)\s*\[(markdown|md|raw)\]\s*([^]*)$/.exec(rest) ?? [];
  const type = kind === undefined ? 'code' : kind === 'raw' ? 'raw' : 'markdown';
  const { title, values } =
    kind === undefined ? splitTitle(rest) : { title: before, values: parseOptions(after) };
  const { id, trailing_blank_lines: trailing, metadata: inner, language } = values ?? {};
  const isWrapped = isJsonObject(inner);
  const own = ['id', 'trailing_blank_lines', ...(isWrapped ? ['metadata'] : [])];
  if (typeof language === 'string') own.push('language');
  const metadata: JsonObject = {
    ...(title !== '' && { title }),
    ...(depth !== '' && { cell_depth: depth.length }),
    ...withoutKeys(values ?? {}, ...own),
    ...(isWrapped && inner),
  };
  return {
    type,
    id: typeof id === 'string' ? id : undefined,
    trailing: typeof trailing === 'number' && trailing > 0 && trailing < 1000 ? Math.trunc(trailing) : 0,
    ...(typeof language === 'string' && { language }),
    metadata,
  };
}

/** `A title key=1` into `A title` and `{key: 1}`. */
function splitTitle(text: string): { title: string; values: JsonObject | undefined } {
  const start = /(?:^|\s)(?:[A-Za-z_][\w.@/-]*=|\{)/.exec(text);
  if (start === null) return { title: text, values: undefined };
  const values = parseOptions(text.slice(start.index).trim());
  return values === undefined
    ? { title: text, values }
    : { title: text.slice(0, start.index).trim(), values };
}

const VALUE = /"(?:[^"\\]|\\.)*"|[^\s"[\]{}]+/y;

/** `key=1 other=["a b"]`, or one JSON object; undefined when it is neither. */
function parseOptions(text: string): JsonObject | undefined {
  if (text.startsWith('{')) {
    const whole = jsonIn(text);
    return isJsonObject(whole) ? whole : undefined;
  }
  const values: JsonObject = {};
  for (let offset = 0; offset < text.length;) {
    const [found = '', key = ''] = /^\s*([^\s=]+)=/.exec(text.slice(offset)) ?? [];
    if (!KEY.test(key)) return undefined;
    const start = offset + found.length;
    offset = endOfValue(text, start);
    const value = jsonIn(text.slice(start, offset));
    if (value === undefined) return undefined;
    // Not `values[key] = …`: a key may be called __proto__.
    Object.defineProperty(values, key, { value, enumerable: true, configurable: true, writable: true });
  }
  return values;
}

/** Where a JSON value ends that begins at `start`: with its last bracket, or before a space outside brackets. */
function endOfValue(text: string, start: number): number {
  let [offset, depth] = [start, 0];
  do {
    VALUE.lastIndex = offset;
    const char = text[offset] ?? '';
    if (VALUE.test(text)) offset = VALUE.lastIndex;
    else {
      depth += '[{'.includes(char) ? 1 : ']}'.includes(char) ? -1 : 0;
      offset += 1;
    }
  } while (depth > 0 && offset < text.length);
  return Math.min(offset, text.length);
}

function jsonIn(text: string): JsonValue | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
