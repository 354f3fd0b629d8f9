/** A place in a text, counted from 1. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

const SCALAR = String.raw`-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null`;
const TOKEN = new RegExp(String.raw`[ \t\r\n]*(?:([{}\[\],:])|(")|(${SCALAR}))`, 'uy');
/** What ends a run of plain characters in a string; a pattern for whole strings would exhaust the stack on long ones. */
const NOT_PLAIN = new RegExp(String.raw`["\\\u0000-\u001f]`, 'g');
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/**
 * Where a text stops being JSON. Node's own message tells the place only sometimes and not in every version,
 * so the text is read once more, token by token, until a token is not one that may come next.
 */
export function jsonErrorPosition(text: string): TextPosition {
  const open: ('{' | '[')[] = [];
  let expected: 'value' | 'value-or-]' | 'key' | 'key-or-}' | ':' | ', or end' = 'value';
  let offset = 0;
  for (;;) {
    TOKEN.lastIndex = offset;
    const match = TOKEN.exec(text);
    if (match === null) return positionAt(text, unreadable(text, offset));
    const [, mark, string] = match;
    const start = TOKEN.lastIndex - (mark ?? string ?? match[3] ?? '').length;
    const { end, broken } = string === undefined ? { end: TOKEN.lastIndex } : readString(text, start);
    if (broken === true) return positionAt(text, end);
    const inObject = open.at(-1) === '{';
    if (mark === ':' && expected === ':') expected = 'value';
    else if (mark === ',' && expected === ', or end' && open.length > 0)
      expected = inObject ? 'key' : 'value';
    else if (mark === '}' && inObject && (expected === 'key-or-}' || expected === ', or end')) {
      open.pop();
      expected = ', or end';
    } else if (
      mark === ']' &&
      open.at(-1) === '[' &&
      (expected === 'value-or-]' || expected === ', or end')
    ) {
      open.pop();
      expected = ', or end';
    } else if (string !== undefined && (expected === 'key' || expected === 'key-or-}')) expected = ':';
    else if (!expected.startsWith('value') || mark === ':' || mark === ',' || mark === '}' || mark === ']') {
      return positionAt(text, start);
    } else if (mark === '{') {
      open.push('{');
      expected = 'key-or-}';
    } else if (mark === '[') {
      open.push('[');
      expected = 'value-or-]';
    } else expected = ', or end';
    offset = end;
  }
}

/** Where the string that begins at `start` ends, or the first character that it cannot hold. */
function readString(text: string, start: number): { end: number; broken?: true } {
  for (let offset = start + 1; ;) {
    NOT_PLAIN.lastIndex = offset;
    const found = NOT_PLAIN.exec(text);
    if (found === null) return { end: text.length, broken: true };
    if (found[0] === '"') return { end: found.index + 1 };
    ESCAPE.lastIndex = found.index;
    if (!ESCAPE.test(text)) return { end: found.index, broken: true };
    offset = ESCAPE.lastIndex;
  }
}

/** The first character that no token can hold: past blanks. */
function unreadable(text: string, offset: number): number {
  return offset + (/^[ \t\r\n]*/.exec(text.slice(offset))?.[0].length ?? 0);
}

/** The place of a character. */
export function positionAt(text: string, offset: number): TextPosition {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
