import type {
  CellFinished,
  CellStarted,
  NotebookStarted,
  ProgressListener,
  RunStarted,
} from '../run/progress.js';
import type { NotebookReport } from '../run/report.js';

/** Passes all progress on and keeps how long each cell ran. */
export class CellTimes implements ProgressListener {
  readonly #next: ProgressListener | undefined;
  readonly #seconds = new Map<string, number>();

  constructor(next: ProgressListener | undefined) {
    this.#next = next;
  }

  /** The seconds a cell ran; undefined when it did not. */
  of(notebook: string, cellId: string): number | undefined {
    return this.#seconds.get(`${notebook}\n${cellId}`);
  }

  runStarted(event: RunStarted): void {
    this.#next?.runStarted?.(event);
  }

  notebookStarted(event: NotebookStarted): void {
    this.#next?.notebookStarted?.(event);
  }

  cellStarted(event: CellStarted): void {
    this.#next?.cellStarted?.(event);
  }

  cellFinished(event: CellFinished): void {
    this.#seconds.set(`${event.notebook}\n${event.cellId}`, event.seconds);
    this.#next?.cellFinished?.(event);
  }

  notebookFinished(report: NotebookReport): void {
    this.#next?.notebookFinished?.(report);
  }

  notice(text: string): void {
    this.#next?.notice?.(text);
  }
}
