import type { Sql } from '../../engine/sql.js';
import type { Encoding } from './encoding.js';
import type { Format } from './format.js';
import type { SourceRecord } from './records.js';

/** Which column of the file feeds which column of the table. */
export interface Binding {
  readonly column: string;
  /** Position in the file, counted from 0. */
  readonly index: number;
}

/**
 * A data file seen as a relation of text. Both ways of reading yield, for each row of the file, one column
 * `raw:<column>` a binding (null only where the format itself says null), and `line`, `text`, `malformed`.
 */
export interface Source {
  readonly path: string;
  readonly format: Format;
  readonly encoding: Encoding | null;
  /** Column names as the file gives them; empty names are kept. */
  readonly columns: readonly string[];
  /** The fast way, where the format and encoding have one. */
  readonly fast: FastWay | null;
  /** Row by row, with line numbers, original texts and the reason where a row cannot be split. */
  careful(bindings: readonly Binding[]): Promise<Sql>;
  /** Removes temporary files. */
  dispose(): void;
}

/** Straight through the engine. It fails when any row cannot be split; `line` and `text` are null. */
export interface FastWay {
  relation(bindings: readonly Binding[]): Sql;
  /** The same rows in the same order, with their lines and texts. */
  records(): AsyncIterable<SourceRecord>;
}

export interface SourceOptions {
  /** Text encoding; found out from the file when absent. */
  readonly encoding?: Encoding;
  /** Field delimiter; found out from the first line when absent. */
  readonly delimiter?: string;
  /** Whether the first row names the columns; found out when absent. */
  readonly header?: boolean;
}
