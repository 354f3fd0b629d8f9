import type { Label } from '../../core/label.js';
import type { Sql } from '../../engine/sql.js';
import type { DeclaredColumn } from '../database/stored-column.js';
import type { Encoding, FoundEncoding } from './found-encoding.js';
import type { Format } from './format.js';
import type { SourceRecord } from './records.js';

/** Maps a column of the file to a column of the table. */
export interface Binding {
  readonly column: string;
  /** Position in the file, from 0. */
  readonly index: number;
}

/**
 * A data file as a relation of text. Both ways of reading yield, for each row of the file, one column `raw:<column>`
 * per binding (null only if the format itself has null), and `line`, `text`, `malformed`.
 */
export interface Source {
  readonly path: string;
  readonly format: Format;
  /** The encoding of its text and how it was identified; null if the format determines it. */
  readonly encoding: FoundEncoding | null;
  /** The delimiter between fields; null if the format has none. */
  readonly delimiter: string | null;
  /** Column names as in the file; empty names are kept. */
  readonly columns: readonly string[];
  /** The types of its columns; only databases have them. */
  readonly declared?: DeclaredColumns;
  /** Positions of columns with decimals that are numbers in the file itself, and so have a decimal point. */
  typedNumbers?(): Promise<ReadonlySet<number>>;
  /** What is to be said of how it was read, in sentences. */
  readonly notes?: readonly Label[];
  /** Texts that mean "missing" in this format where no contract says what does. */
  readonly missing?: readonly string[];
  /** The column with the name of the file, and the files, where several are read as one. */
  readonly fileColumn?: string;
  readonly parts?: readonly Source[];
  /** The fast way; null if the format or encoding has none. */
  readonly fast: FastWay | null;
  /** Row by row, with line numbers, original text, and the reason if a row cannot be split. */
  careful(bindings: readonly Binding[]): Promise<Sql>;
  /** Rows as the source itself counts them, once they were read; null where only the engine counts. */
  counted?(): number | null;
  /** Removes temporary files. */
  dispose(): void;
}

/** Types that a source itself knows, where files leave them to be found. */
export interface DeclaredColumns {
  /** Positions of the columns that are text. */
  readonly texts: ReadonlySet<number>;
  /** What each column becomes without a contract. */
  columns(): Promise<readonly DeclaredColumn[]>;
}

/** Directly through the engine. Fails if any row cannot be split; `line` and `text` are null. */
export interface FastWay {
  relation(bindings: readonly Binding[]): Sql | Promise<Sql>;
  /** The same rows in the same order, with their line numbers and text. */
  records(): AsyncIterable<SourceRecord>;
}

export interface SourceOptions {
  /**
   * Text encoding by its WHATWG name, such as `gbk` or `windows-1252`. Default, and for null: detected from the file.
   */
  readonly encoding?: Encoding | null;
  /** Field delimiter; `spaces` for columns aligned with spaces. Default: detected from the first rows. */
  readonly delimiter?: string;
  /** The sheet of a workbook, by name or by number from 1. Default: the first visible one with a table. */
  readonly sheet?: string | number;
  /** The file of a zip archive, by its name in it. Default: the only one; `archive.zip#name.csv` says the same. */
  readonly member?: string;
  /** Whether the path is a pattern such as `exports/*.csv`: all files that match are then read as one. */
  readonly glob?: boolean;
  /** Whether the first row names the columns. Default: detected. */
  readonly header?: boolean;
}
