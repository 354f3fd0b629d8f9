import { NotebookFormatError } from '../errors.js';
import { isJsonObject, withoutKeys, type JsonObject } from '../json.js';
import type { Cell, Notebook } from '../nbformat/index.js';
import type { CellFile } from '../nbformat/schema.js';
import { withCellIds } from '../nbformat/upgrade.js';
import { valueOfYaml, yaml } from '../yaml.js';
import { lineEscape, uncommented } from './escape.js';
import type { ScriptLanguage } from './languages.js';
import { parseMark, type Mark } from './mark.js';
import { withoutRepresentation, withoutTrailing } from './write.js';

/** A script as a notebook without outputs. */
export interface ParsedScript {
  readonly notebook: Notebook;
  /** The cells whose id the script does not name; they have one made from their place. */
  readonly unnamed: ReadonlySet<Cell>;
}

/**
 * Reads a script in the percent format, ours or jupytext's. What is before the first `%%` line is a cell of
 * code; so is a whole script without any.
 *
 * @param name how messages call the file
 * @throws {NotebookFormatError} when the YAML in its header cannot be read
 */
export function parseScript(text: string, language: ScriptLanguage, name: string): ParsedScript {
  const lines = linesOf(text);
  const { metadata, rest } = readHeader(lines, language, name);
  const pieces = splitCells(rest, language);
  const cells = withCellIds(pieces.map((piece) => cellOf(piece, language)));
  const unnamed = new Set(cells.filter((_cell, index) => pieces[index]?.mark.id === undefined));
  return { notebook: { metadata, cells }, unnamed };
}

/** An editor may have saved the whole script with CRLF; one CR inside a script of LF lines belongs to its line. */
function linesOf(text: string): string[] {
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  return lines[0]?.endsWith('\r') === true ? lines.map((line) => line.replace(/\r$/, '')) : lines;
}

function readHeader(
  lines: readonly string[],
  { comment, name: language }: ScriptLanguage,
  name: string,
): { metadata: JsonObject; rest: readonly string[] } {
  const none = { metadata: { language_info: { name: language } }, rest: lines };
  const isFence = (line: string | undefined): boolean => line?.trimEnd() === `${comment} ---`;
  const begin = lines.findIndex((line) => !isPreamble(line));
  if (!isFence(lines[begin])) return none;
  const end = lines.findIndex((line, index) => index > begin && isFence(line));
  if (end === -1) return none;
  const header = lines.slice(begin + 1, end).map((line) => uncommented(line, comment));
  const content = parseYaml(header.join('\n'), name);
  const metadata = isJsonObject(content) ? content['jupyter'] : undefined;
  return {
    metadata: withoutRepresentation(isJsonObject(metadata) ? metadata : none.metadata),
    rest: lines.slice(end + 1),
  };
}

/** What may stand above the header: `#!` and `-*- coding: utf-8 -*-`, which jupytext adds; encodings are UTF-8 here. */
function isPreamble(line: string): boolean {
  return /^#!|^(?:\/\/|#|--) -\*- coding:/.test(line);
}

function parseYaml(text: string, name: string): unknown {
  try {
    const document = yaml().parseDocument(text);
    const [problem] = document.errors;
    if (problem !== undefined) throw problem;
    return valueOfYaml(document);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n', 1)[0] : String(cause);
    throw new NotebookFormatError(
      `${name}: the YAML between the --- lines at the top cannot be read: ${reason}`,
      {
        cause,
      },
    );
  }
}

interface Piece {
  readonly mark: Mark;
  readonly lines: string[];
}

function splitCells(lines: readonly string[], { comment }: ScriptLanguage): Piece[] {
  const marked = new RegExp(String.raw`^\s*${comment}\s*(%%%*(?:\s.*)?)$`, 's');
  const first: Piece = { mark: parseMark('%%'), lines: [] };
  const pieces = [first];
  for (const line of lines) {
    const mark = marked.exec(line)?.[1];
    if (mark === undefined) pieces.at(-1)?.lines.push(line);
    else pieces.push({ mark: parseMark(mark), lines: [] });
  }
  if (first.lines.every((line) => line.trim() === '')) pieces.shift();
  else
    first.lines.splice(
      0,
      first.lines.findIndex((line) => line !== ''),
    );
  return pieces;
}

function cellOf({ mark, lines }: Piece, language: ScriptLanguage): CellFile {
  const { id, type, trailing } = mark;
  const { unescape } = lineEscape(language, type === 'code' ? 'code' : 'text');
  const body = withoutTrailing(lines).map(unescape);
  const plain = { ...(mark.language !== undefined && { language: mark.language }), ...mark.metadata };
  if (type !== 'code') {
    return { cell_type: type, id, metadata: plain, source: prose(body, language.comment) };
  }
  const foreign = otherLanguage(mark, body, language);
  const source = foreign?.source ?? [...body, ...Array<string>(trailing).fill('')].join('\n');
  const metadata = foreign?.metadata ?? plain;
  return { cell_type: 'code', id, metadata, source, execution_count: null, outputs: [] };
}

/** A Python cell in another language becomes what it was in the notebook: `%%bash` and code without comments. */
function otherLanguage(
  { metadata, language }: Mark,
  body: readonly string[],
  { name, comment }: ScriptLanguage,
): { metadata: JsonObject; source: string } | undefined {
  if (name !== 'python' || language === undefined) return undefined;
  const { magic_args: args } = metadata;
  const magic = `%%${language}${typeof args === 'string' ? ` ${args}` : ''}`;
  const source = [magic, ...body.map((line) => uncommented(line, comment))].join('\n');
  return { metadata: withoutKeys(metadata, 'magic_args'), source };
}

/** Prose in comments or, as editors allow for Python, in one string of triple quotes. */
function prose(lines: readonly string[], comment: string): string {
  const quoted = /^r?("""|''')\n?([^]*?)\n?\1$/.exec(comment === '#' ? lines.join('\n') : '');
  return quoted?.[2] ?? lines.map((line) => uncommented(line, comment)).join('\n');
}
