import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, type JsonValue } from '../json.js';

/**
 * What a parameter may be, as far as JSON can tell. `any` is a type that only the compiler can check; `never` is one that
 * no JSON has, such as `undefined`.
 */
export type ParameterType =
  | { readonly kind: 'any' | 'string' | 'number' | 'integer' | 'boolean' | 'null' | 'object' | 'never' }
  | { readonly kind: 'array'; readonly of: ParameterType }
  | { readonly kind: 'literal'; readonly value: JsonValue }
  | { readonly kind: 'union'; readonly of: readonly ParameterType[] };

export const ANY: ParameterType = { kind: 'any' };

/** Whether the value is of the type. */
export function fits(type: ParameterType, value: JsonValue): boolean {
  switch (type.kind) {
    case 'any':
      return true;
    case 'never':
      return false;
    case 'null':
      return value === null;
    case 'integer':
      return Number.isInteger(value);
    case 'object':
      return isJsonObject(value);
    case 'array':
      return Array.isArray(value) && value.every((each) => fits(type.of, each));
    case 'literal':
      return isDeepStrictEqual(value, type.value);
    case 'union':
      return type.of.some((each) => fits(each, value));
    case 'string':
    case 'number':
    case 'boolean':
      return typeof value === type.kind;
  }
}

/** A type of TypeScript, as it stands behind the colon. */
export function typeScriptType(annotation: string): ParameterType {
  const text = annotation.trim().replace(/^\|/, '').trim();
  const members = splitTopLevel(text, '|');
  if (members.length > 1) return { kind: 'union', of: members.map(typeScriptType) };
  const inner = /^\(([^]*)\)$/.exec(text)?.[1];
  if (inner !== undefined && isBalanced(inner)) return typeScriptType(inner);
  const element =
    /^(?:readonly\s+)?([^]+)\[\]$/.exec(text)?.[1] ?? /^(?:Readonly)?Array<([^]+)>$/.exec(text)?.[1];
  if (element !== undefined) return { kind: 'array', of: typeScriptType(element) };
  if (text === 'string' || text === 'number' || text === 'boolean' || text === 'null') return { kind: text };
  if (text === 'undefined' || text === 'void' || text === 'never') return { kind: 'never' };
  if (text === 'object' || text.startsWith('Record<') || /^\{[^]*\}$/.test(text)) return { kind: 'object' };
  const value = literal(text, SCRIPT_WORDS);
  return value === undefined ? ANY : { kind: 'literal', value };
}

/** A type of Python: `int`, `list[str]`, `Optional[str]`, `str | None`, `Literal["a", "b"]`. */
export function pythonType(annotation: string): ParameterType {
  const text = annotation.trim().replace(/^(?:typing|t)\./, '');
  const members = splitTopLevel(text, '|');
  if (members.length > 1) return { kind: 'union', of: members.map(pythonType) };
  const [, name = text, inside] = /^(\w+)\[([^]*)\]$/.exec(text) ?? [];
  const parts = inside === undefined ? [] : splitTopLevel(inside, ',');
  const [first] = parts;
  switch (name) {
    case 'str':
      return { kind: 'string' };
    case 'int':
      return { kind: 'integer' };
    case 'float':
      return { kind: 'number' };
    case 'bool':
      return { kind: 'boolean' };
    case 'None':
      return { kind: 'null' };
    case 'dict':
    case 'Dict':
      return { kind: 'object' };
    case 'list':
    case 'List':
      return { kind: 'array', of: first === undefined ? ANY : pythonType(first) };
    case 'Optional':
      return { kind: 'union', of: [{ kind: 'null' }, ...parts.map(pythonType)] };
    case 'Union':
      return { kind: 'union', of: parts.map(pythonType) };
    case 'Literal': {
      const values = parts.map((part) => literal(part, PYTHON_WORDS));
      return {
        kind: 'union',
        of: values.map((value) => (value === undefined ? ANY : { kind: 'literal', value })),
      };
    }
    default:
      return ANY;
  }
}

/** The type that a parameter has by its default value; `any` when that is computed. */
export function typeOfDefault(source: string, language: 'script' | 'python'): ParameterType {
  const text = source.trim();
  const value = literal(text, language === 'script' ? SCRIPT_WORDS : PYTHON_WORDS);
  if (typeof value === 'string') return { kind: 'string' };
  if (typeof value === 'number') return { kind: 'number' };
  if (typeof value === 'boolean') return { kind: 'boolean' };
  if (value === null) return ANY;
  const items = /^\[([^]*)\]$/.exec(text)?.[1];
  if (items !== undefined && isBalanced(items)) return { kind: 'array', of: commonType(items, language) };
  return /^\{[^]*\}$/.test(text) ? { kind: 'object' } : ANY;
}

function commonType(items: string, language: 'script' | 'python'): ParameterType {
  const parts = splitTopLevel(items, ',').filter((part) => part.trim() !== '');
  const [first, ...others] = parts.map((part) => typeOfDefault(part, language));
  return first !== undefined && others.every((other) => isDeepStrictEqual(other, first)) ? first : ANY;
}

type Words = Readonly<Record<string, boolean | null>>;
const SCRIPT_WORDS: Words = { true: true, false: false, null: null };
const PYTHON_WORDS: Words = { True: true, False: false, None: null };

/** The value of a literal; undefined when the text is something else. */
function literal(source: string, words: Words): JsonValue | undefined {
  const text = source.trim();
  if (Object.hasOwn(words, text)) return words[text];
  if (/^[-+]?(?:\d[\d_]*)?\.?\d[\d_]*(?:[eE][-+]?\d+)?$/.test(text)) return Number(text.replaceAll('_', ''));
  const quoted = /^(["'`])((?:\\[^]|(?!\1)[^\\])*)\1$/.exec(text);
  if (quoted === null || (quoted[1] === '`' && quoted[2]?.includes('${') === true)) return undefined;
  return (quoted[2] ?? '').replace(/\\([^])/g, '$1');
}

/** Splits at a character outside strings and brackets. */
function splitTopLevel(text: string, at: string): string[] {
  const parts: string[] = [];
  let [depth, begin] = [0, 0];
  for (const { 0: token, index } of text.matchAll(/(["'`])(?:\\[^]|(?!\1)[^\\])*\1|=>|[^]/g)) {
    if ('([{<'.includes(token)) depth += 1;
    else if (')]}>'.includes(token)) depth -= 1;
    else if (token === at && depth === 0) {
      parts.push(text.slice(begin, index));
      begin = index + 1;
    }
  }
  return [...parts, text.slice(begin)];
}

/** Whether every bracket closes one that was opened before: not so in `a) | (b`. */
function isBalanced(text: string): boolean {
  let depth = 0;
  for (const [token] of text.matchAll(/(["'`])(?:\\[^]|(?!\1)[^\\])*\1|=>|[^]/g)) {
    if ('([{<'.includes(token)) depth += 1;
    else if (')]}>'.includes(token)) depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}
