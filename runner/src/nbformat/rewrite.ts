import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, sortKeys, stringifyJson, type JsonObject, type JsonValue } from '../json.js';
import { parseJson } from '../parse-json.js';
import { parseNotebook } from './read.js';
import { notebookSpans, type NotebookSpans, type Span } from './spans.js';
import type { Cell, Notebook } from './types.js';
import { cellToFile, serializeNotebook } from './write.js';

/**
 * The text of a notebook with changes, as close to the text it was read from as can be: what did not change keeps
 * its bytes, and what did is written with the indent, the order of keys, the escapes and the line ends of the file.
 * Without a change the text is the same.
 *
 * @param text the file as it is
 * @param after what it shall say
 * @param options.upgrade writes nbformat 4.5 with cell ids; otherwise the file stays of its minor version
 */
export function rewriteNotebook(
  text: string,
  after: Notebook,
  { upgrade = false }: { upgrade?: boolean } = {},
): string {
  const file = parseJson(text.replace(/^\uFEFF/, '')) as JsonObject;
  const context: Rewrite = {
    text,
    spans: notebookSpans(text),
    before: parseNotebook(text, 'the notebook'),
    raw: Array.isArray(file['cells']) ? file['cells'] : [],
    style: styleOf(text),
    withIds: upgrade || file['nbformat_minor'] === 5,
    upgrade,
  };
  const changes = [
    cellsChange(context, after),
    metadataChange(context, after, file['metadata']),
    upgrade && file['nbformat_minor'] !== 5 ? valueChange(context, 'nbformat_minor', '5') : [],
  ].flat();
  // A part that is not in the file cannot be replaced.
  if (changes.some(({ span }) => span === undefined)) return serializeNotebook(after);
  return applyChanges(text, changes);
}

interface Rewrite {
  readonly text: string;
  readonly spans: NotebookSpans;
  readonly before: Notebook;
  /** The cells as they are in the file. */
  readonly raw: readonly JsonValue[];
  readonly style: Style;
  readonly withIds: boolean;
  readonly upgrade: boolean;
}

interface Change {
  readonly span: Span | undefined;
  readonly content: string;
}

function applyChanges(text: string, changes: readonly Change[]): string {
  let result = text;
  const ordered = [...changes].sort((a, b) => (b.span?.start ?? 0) - (a.span?.start ?? 0));
  for (const { span, content } of ordered) {
    if (span !== undefined) result = result.slice(0, span.start) + content + result.slice(span.end);
  }
  return result;
}

function valueChange({ spans }: Rewrite, key: string, content: string): Change[] {
  return [{ span: spans.values.get(key), content }];
}

function metadataChange(context: Rewrite, { metadata }: Notebook, raw: JsonValue | undefined): Change[] {
  if (isDeepStrictEqual(metadata, context.before.metadata)) return [];
  return valueChange(context, 'metadata', render(ordered(metadata, raw), 1, context.style));
}

/** Each changed cell in its place; the whole list where cells came, went or moved. */
function cellsChange(context: Rewrite, after: Notebook): Change[] {
  const { before, spans, style } = context;
  const inPlace =
    before.cells.length === after.cells.length &&
    before.cells.every(({ id }, n) => after.cells[n]?.id === id);
  if (inPlace) {
    return after.cells.flatMap((cell, n) => {
      const span = spans.cells[n];
      const content = cellText(cell, n, context);
      return span === undefined || content === slice(context, span) ? [] : [{ span, content }];
    });
  }
  const places = new Map(before.cells.map(({ id }, n) => [id, n]));
  const texts = after.cells.map((cell) => cellText(cell, places.get(cell.id), context));
  const gap = style.newline + style.unit.repeat(2);
  const list = texts.length === 0 ? '[]' : `[${gap}${texts.join(`,${gap}`)}${style.newline}${style.unit}]`;
  return valueChange(context, 'cells', list);
}

function cellText(cell: Cell, place: number | undefined, context: Rewrite): string {
  const { before, raw, spans, style, withIds, upgrade } = context;
  const [old, file, span] = place === undefined ? [] : [before.cells[place], raw[place], spans.cells[place]];
  const written = cellToFile(cell);
  const fit = !upgrade || hasKeysOf(file, written);
  if (span !== undefined && fit && isDeepStrictEqual(cell, old)) return slice(context, span);
  const { id, ...rest } = written;
  const fresh: JsonObject = withIds && id !== undefined ? { ...rest, id } : rest;
  if (old === undefined || !isJsonObject(file)) return render(sortKeys(fresh), 2, style);
  const [was, is] = [new Map(Object.entries(old)), new Map<string, unknown>(Object.entries(cell))];
  const entries = Object.entries(fresh).map(([key, value]): [string, JsonValue] => {
    const kept = fit && Object.hasOwn(file, key) && isDeepStrictEqual(was.get(key), is.get(key));
    return [key, kept ? (file[key] ?? value) : ordered(value, file[key])];
  });
  // Keys that the format does not know stay as long as the file stays of its version.
  const unknown = Object.entries(file).filter(([key]) => !upgrade && !Object.hasOwn(fresh, key));
  return render(shallowOrder(Object.fromEntries([...entries, ...unknown]), file), 2, style);
}

/** Whether a cell of the file has an id, and no key, in its outputs either, that nbformat 4.5 does not know. */
function hasKeysOf(file: JsonValue | undefined, written: JsonObject): boolean {
  if (!isJsonObject(file) || file['id'] !== written['id'] || !sameKeys(file, written)) return false;
  const [outputs, fresh] = [file['outputs'], written['outputs']];
  if (!Array.isArray(outputs) || !Array.isArray(fresh)) return true;
  return outputs.every((output, n) => sameKeys(output, fresh[n]));
}

function sameKeys(value: JsonValue | undefined, other: JsonValue | undefined): boolean {
  const keys = (each: JsonValue | undefined): string[] =>
    isJsonObject(each) ? Object.keys(each).sort() : [];
  return isDeepStrictEqual(keys(value), keys(other));
}

function slice({ text }: Rewrite, { start, end }: Span): string {
  return text.slice(start, end);
}

/** The value with the keys of its objects in the order of the old one; new keys go where they sort. */
function ordered(value: JsonValue, old: JsonValue | undefined): JsonValue {
  if (!isJsonObject(value)) return sortKeys(value);
  const like = isJsonObject(old) ? old : {};
  const inner = Object.entries(value).map(([key, each]): [string, JsonValue] => [
    key,
    ordered(each, like[key]),
  ]);
  return shallowOrder(Object.fromEntries(inner), like);
}

function shallowOrder(value: JsonObject, like: JsonObject): JsonObject {
  const keys = Object.keys(like).filter((key) => Object.hasOwn(value, key));
  for (const key of Object.keys(value).sort()) {
    if (keys.includes(key)) continue;
    const next = keys.findIndex((other) => other > key);
    keys.splice(next === -1 ? keys.length : next, 0, key);
  }
  return Object.fromEntries(keys.map((key): [string, JsonValue] => [key, value[key] ?? null]));
}

/** How a file writes JSON. */
interface Style {
  /** Empty when the whole file is one line. */
  readonly newline: string;
  /** One step of indent. */
  readonly unit: string;
  /** Whether other characters than ASCII are written as \u escapes, as Python does unless told otherwise. */
  readonly ascii: boolean;
}

function styleOf(text: string): Style {
  const plain = text.replace(/^\uFEFF/, '');
  const [, newline = '', unit = ''] = /^\s*\{(\r?\n)([ \t]*)"/.exec(plain) ?? [];
  const ascii = /\\u[0-9a-fA-F]{4}/.test(plain) && !/[\u0080-\uFFFF]/.test(plain);
  return { newline, unit, ascii };
}

function render(value: JsonValue, depth: number, { newline, unit, ascii }: Style): string {
  const text = newline === '' ? stringifyJson(value) : stringifyJson(value, unit);
  const escaped = ascii ? text.replace(/[\u0080-\uFFFF]/g, toEscape) : text;
  return escaped.replaceAll('\n', newline + unit.repeat(depth));
}

function toEscape(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
