import type { TableContract } from '../data/contract.js';
import type { Readings } from '../data/reading/reading.js';
import type { Binding } from '../data/source/source.js';

/** A contract inferred from a file, the file columns it refers to, and how their text was interpreted. */
export interface InferredContract {
  readonly contract: TableContract;
  readonly bindings: readonly Binding[];
  readonly readings: Readings;
}
