import type { Crossed } from './crossed.js';

/** Cells with the columns of their two sides and values. */
export interface LaidOut {
  /** Its keys are the columns of cells, its series the rows. */
  readonly cross: Crossed;
  readonly columns: string;
  readonly rows: string;
  readonly value: string;
}
