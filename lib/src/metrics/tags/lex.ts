import { errorAt } from './place.js';

export interface Token {
  readonly kind: 'word' | 'name' | 'text' | 'number' | 'date' | 'symbol' | 'end';
  /** The name or value itself, without quotes. */
  readonly text: string;
  readonly at: number;
}

export const KEYWORDS = [
  ...['and', 'or', 'not', 'in', 'is', 'missing', 'true', 'false'],
  ...['tag', 'count', 'sum', 'of', 'where', 'within', 'day', 'days'],
];

const NAME = String.raw`[\p{L}_][\p{L}\p{M}\p{N}_.]*(?:-[\p{L}\p{N}_.][\p{L}\p{M}\p{N}_.]*)*`;

/** The forms of tokens, the first that fits. */
const FORMS: readonly (readonly [Token['kind'], RegExp])[] = [
  ['date', /\d{4}-\d{2}-\d{2}(?![\p{L}\p{N}_-])/uy],
  ['number', /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\p{L}\p{N}_])/uy],
  ['word', new RegExp(NAME, 'uy')],
  ['name', /"(?:[^"]|"")*"/uy],
  ['text', /'(?:[^']|'')*'/uy],
  ['symbol', /!=|<=|>=|[=<>(),:]/uy],
];

/**
 * The tokens of a query's text, the end as the last one.
 *
 * @throws OptionsError, with the position, for a character that begins no token and a quote that is not closed.
 */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = skip(text, 0);
  while (at < text.length) {
    const [kind, found] = match(text, at);
    tokens.push({ kind, text: unquoted(kind, found), at });
    at = skip(text, at + found.length);
  }
  return [...tokens, { kind: 'end', text: '', at: text.length }];
}

/** Whether a word stands for itself where a name or a value is expected. */
export const isPlainWord = (text: string): boolean =>
  new RegExp(`^${NAME}$`, 'u').test(text) && !KEYWORDS.includes(text.toLowerCase());

function skip(text: string, at: number): number {
  const space = /\s*/uy;
  space.lastIndex = at;
  return at + (space.exec(text)?.[0].length ?? 0);
}

function match(text: string, at: number): readonly [Token['kind'], string] {
  for (const [kind, form] of FORMS) {
    form.lastIndex = at;
    const found = form.exec(text)?.[0];
    if (found !== undefined) return [kind, found];
  }
  const [character = ''] = text.slice(at);
  if (character === '"' || character === "'") {
    throw errorAt(text, at, 'A quote that is not closed', ` End it with ${character}.`);
  }
  throw errorAt(text, at, `Unexpected ${JSON.stringify(character)}`, ` Put texts into quotes: 'a; b'.`);
}

function unquoted(kind: Token['kind'], text: string): string {
  if (kind === 'name') return text.slice(1, -1).replaceAll('""', '"');
  return kind === 'text' ? text.slice(1, -1).replaceAll("''", "'") : text;
}
