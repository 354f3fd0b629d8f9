import type { QueryProgress } from '../../../engine/engine.js';
import type { EventFile } from './files.js';

/** How far an ingest is. */
export interface IngestProgress {
  /** The file that is being read. */
  readonly file: string;
  readonly filesDone: number;
  readonly files: number;
  readonly bytesDone: number;
  readonly bytes: number;
  /** Rows of the files that are done. */
  readonly rowsDone: number;
  /** Rows so far and to come, from the rows and bytes of what has been read; null before the first file is done. */
  readonly rowsExpected: number | null;
}

/** Adds up the progress of files that are read one after another. */
export class ProgressMeter {
  #filesDone = 0;
  #bytesDone = 0;
  #rowsDone = 0;

  constructor(
    private readonly files: readonly EventFile[],
    private readonly report: ((progress: IngestProgress) => void) | undefined,
  ) {}

  /** What to call while a file is read; null where nobody listens. */
  during(file: EventFile): ((query: QueryProgress) => void) | undefined {
    if (this.report === undefined) return undefined;
    return ({ percent }) => {
      this.#tell(file, (file.bytes * percent) / 100);
    };
  }

  done(file: EventFile, rows: number): void {
    this.#filesDone += 1;
    this.#bytesDone += file.bytes;
    this.#rowsDone += rows;
    this.#tell(file, 0);
  }

  #tell(file: EventFile, bytesOfFile: number): void {
    const bytes = this.files.reduce((sum, one) => sum + one.bytes, 0);
    this.report?.({
      file: file.name,
      filesDone: this.#filesDone,
      files: this.files.length,
      bytesDone: this.#bytesDone + bytesOfFile,
      bytes,
      rowsDone: this.#rowsDone,
      rowsExpected: this.#bytesDone === 0 ? null : Math.round((this.#rowsDone / this.#bytesDone) * bytes),
    });
  }
}
