/**
 * A notebook in memory: always nbformat 4.5, every multi-line string joined. The form on disk (arrays of
 * lines) exists only in `read.ts` and `write.ts`.
 */
import type { JsonObject, JsonValue } from '../json.js';

/** MIME type to content: JSON for JSON types, text for the others (base64 for pictures). */
export type MimeBundle = Record<string, JsonValue>;

export interface StreamOutput {
  output_type: 'stream';
  name: 'stdout' | 'stderr';
  text: string;
}

export interface DisplayOutput {
  output_type: 'display_data';
  data: MimeBundle;
  metadata: JsonObject;
}

export interface ExecuteResultOutput {
  output_type: 'execute_result';
  execution_count: number | null;
  data: MimeBundle;
  metadata: JsonObject;
}

export interface ErrorOutput {
  output_type: 'error';
  ename: string;
  evalue: string;
  traceback: string[];
}

/** An output that carries a MIME bundle. */
export type RichOutput = DisplayOutput | ExecuteResultOutput;
export type Output = StreamOutput | RichOutput | ErrorOutput;

interface CellBase {
  id: string;
  metadata: JsonObject;
  source: string;
}

export interface CodeCell extends CellBase {
  cell_type: 'code';
  execution_count: number | null;
  outputs: Output[];
}

/** A markdown cell, or a raw cell, which only other converters read. */
export interface TextCell extends CellBase {
  cell_type: 'markdown' | 'raw';
  attachments?: JsonObject;
}

export type Cell = CodeCell | TextCell;

export interface Notebook {
  metadata: JsonObject;
  cells: Cell[];
}

export function isRich(output: Output): output is RichOutput {
  return output.output_type === 'display_data' || output.output_type === 'execute_result';
}

/** The tags of a cell, as Jupyter stores them in `metadata.tags`. */
export function tagsOf(cell: Cell): string[] {
  const tags = cell.metadata['tags'];
  return Array.isArray(tags) ? tags.filter((tag): tag is string => typeof tag === 'string') : [];
}

/** Whether the content of this MIME type is JSON rather than text. */
export function isJsonMime(mime: string): boolean {
  return mime === 'application/json' || (mime.startsWith('application/') && mime.endsWith('+json'));
}
