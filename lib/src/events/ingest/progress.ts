import { closeSync, openSync, readSync } from 'node:fs';
import type { QueryProgress } from '../../engine/engine.js';
import type { EventFile } from './files.js';

/** How far an ingest has got. */
export interface IngestProgress {
  /** The file that is being read. */
  readonly file: string;
  readonly filesDone: number;
  readonly files: number;
  readonly bytesDone: number;
  readonly bytes: number;
  /** Rows so far: exact for files that are done, estimated from its first lines for the one that is being read. */
  readonly rowsDone: number;
  /** Rows of all files, estimated from bytes; null where it is not known yet, as for a first file that is packed. */
  readonly rowsExpected: number | null;
}

/** Adds up the progress of files that are read one after another. */
export class ProgressMeter {
  #filesDone = 0;
  #bytesDone = 0;
  #rowsDone = 0;
  readonly #bytes: number;

  constructor(
    private readonly files: readonly EventFile[],
    private readonly report: ((progress: IngestProgress) => void) | undefined,
  ) {
    this.#bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  }

  /** What to call while a file is read; undefined without a listener. */
  during(file: EventFile): ((query: QueryProgress) => void) | undefined {
    if (this.report === undefined) return undefined;
    const rows = estimatedRows(file);
    return ({ percent }) => {
      this.#tell(file, percent / 100, rows);
    };
  }

  done(file: EventFile, rows: number): void {
    this.#filesDone += 1;
    this.#bytesDone += file.bytes;
    this.#rowsDone += rows;
    this.#tell(file, 0, null);
  }

  #tell(file: EventFile, share: number, rows: number | null): void {
    const known = {
      bytes: this.#bytesDone + (rows === null ? 0 : file.bytes),
      rows: this.#rowsDone + (rows ?? 0),
    };
    this.report?.({
      file: file.name,
      filesDone: this.#filesDone,
      files: this.files.length,
      bytesDone: Math.round(this.#bytesDone + file.bytes * share),
      bytes: this.#bytes,
      rowsDone: Math.round(this.#rowsDone + (rows ?? 0) * share),
      rowsExpected: known.bytes === 0 ? null : Math.round((known.rows / known.bytes) * this.#bytes),
    });
  }
}

const HEAD = 1 << 16;

/** Rows of a file by the length of its first lines; null where bytes say nothing about rows. */
function estimatedRows({ path, format, bytes }: EventFile): number | null {
  if (format !== 'csv' || path.toLowerCase().endsWith('.gz')) return null;
  const head = Buffer.alloc(HEAD);
  const file = openSync(path, 'r');
  const length = readSync(file, head, 0, HEAD, 0);
  closeSync(file);
  const lines = head.subarray(0, length).filter((byte) => byte === 10).length;
  return lines === 0 ? null : Math.round((bytes / length) * lines);
}
