import type { NotebookReport } from './report.js';

/** What happens during a run, as it happens. Every method is optional. */
export interface ProgressListener {
  /** All notebooks of the run, in the order of the inputs, before the first of them starts. */
  runStarted?(event: RunStarted): void;
  notebookStarted?(event: NotebookStarted): void;
  cellStarted?(event: CellStarted): void;
  cellFinished?(event: CellFinished): void;
  notebookFinished?(report: NotebookReport): void;
  /** Something the user should know though nothing failed. */
  notice?(text: string): void;
}

export interface RunStarted {
  readonly notebooks: readonly string[];
}

export interface NotebookStarted {
  readonly notebook: string;
  readonly codeCells: number;
  readonly kernel: string;
}

/** `index` counts the code cells that run, from 1. */
export interface CellStarted {
  readonly notebook: string;
  readonly index: number;
  readonly codeCells: number;
  readonly cellId: string;
}

export interface CellFinished extends CellStarted {
  readonly ok: boolean;
  readonly seconds: number;
}
