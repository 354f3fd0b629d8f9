import { DatabaseError } from '../../errors.js';
import { writeBytes } from '../source/temporary.js';
import type { CsvStream, Database } from './database.js';
import { fixed, type StoredColumn } from './stored-column.js';

/** Rows of a database in files that the engine reads: CSV without a header, in this order. */
export interface Staged {
  readonly files: readonly string[];
  readonly columns: readonly StoredColumn[];
  /** As the server counts them, and as they were sent. */
  readonly rows: number;
}

/** Rows in files, and where in them the columns of the relation are. */
export interface StagedColumns {
  readonly rows: Staged;
  /** Position in the files by position in the relation. */
  readonly places: ReadonlyMap<number, number>;
}

const REPORT_EVERY_MS = 200;

/** An empty line is no row to the engine: a NULL by itself has company. */
const COMPANY = fixed({ name: '', stored: 'text', text: "'x'" }, { type: 'text?' });

export const withCompany = (columns: readonly StoredColumn[]): readonly StoredColumn[] =>
  columns.length === 1 ? [...columns, COMPANY] : columns;

/** What to write, and what to tell meanwhile. */
export interface StageInput {
  readonly columns: readonly StoredColumn[];
  /** What follows FROM. */
  readonly from: string;
  /** Rows that the server counts. */
  readonly expected: number;
  readonly onRows: (rows: number) => void;
}

/**
 * Writes rows into a file.
 *
 * @throws DatabaseError if the server sends another number of rows than it counts in the same transaction.
 */
export async function writeRows(database: Database, file: string, input: StageInput): Promise<void> {
  const { columns, from, expected, onRows } = input;
  const csv = database.csv(columns, from);
  await writeBytes(file, reported(csv, onRows));
  await csv.settled();
  const rows = csv.rows();
  onRows(rows);
  if (rows === expected) return;
  throw new DatabaseError(
    `the server counts ${expected} rows and sent ${rows}. Its table keeps no snapshot while it is written to, as with ` +
      'MyISAM: load it again when nobody writes.',
  );
}

async function* reported(csv: CsvStream, onRows: (rows: number) => void): AsyncGenerator<Uint8Array> {
  let last = performance.now();
  for await (const block of csv.blocks) {
    yield block;
    const now = performance.now();
    if (now - last < REPORT_EVERY_MS) continue;
    last = now;
    onRows(csv.rows());
  }
}
