import type { NotebookReport } from './report.js';

/** What happens during a run, as it happens. Every method is optional. */
export interface ProgressListener {
  notebookStarted?(event: { notebook: string; codeCells: number; kernel: string }): void;
  /** `index` counts the code cells that run, from 1. */
  cellFinished?(event: CellFinished): void;
  notebookFinished?(report: NotebookReport): void;
  /** Something the user should know though nothing failed. */
  notice?(text: string): void;
}

export interface CellFinished {
  readonly notebook: string;
  readonly index: number;
  readonly codeCells: number;
  readonly cellId: string;
  readonly ok: boolean;
  readonly seconds: number;
}
