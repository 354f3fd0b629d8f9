import type { ClaimKind } from '../text/counted.js';

/** What kind of thing differs; claims, figures and tables are told apart because they are read apart. */
export type DifferenceKind =
  | 'text'
  | 'number'
  | 'table'
  | 'figure-data'
  | 'figure-pixels'
  | 'claim'
  | 'missing-output'
  | 'extra-output'
  | 'source'
  | 'translation'
  | 'file'
  | 'error';

/** One place inside an output and its values; undefined on a side that has no value there. */
export interface DifferingItem {
  /** `data[0].y[3]`, `row "East", column "Users"`, `verdict`. */
  readonly path: string;
  readonly expected?: string;
  readonly actual?: string;
}

/** The pictures of a difference, as PNG; `difference` marks in red the pixels that differ. */
export interface DifferingPictures {
  readonly expected?: Uint8Array;
  readonly actual?: Uint8Array;
  readonly difference?: Uint8Array;
}

/** A cell, by its number among all cells of the notebook, from 1, and its id. */
export interface CellRef {
  readonly number: number;
  readonly id: string;
}

/** One thing in which what is committed (`expected`) and what a fresh run gives (`actual`) differ. */
export interface Difference {
  readonly kind: DifferenceKind;
  /** The cell; none where a file or the whole notebook differs. */
  readonly cell?: CellRef;
  /** The output of the cell, from 1, as counted in the committed notebook, or in the fresh one if it is new. */
  readonly output?: number;
  /** The MIME type, the name of the stream or field, or the path of the file. */
  readonly path?: string;
  /** One line of text. */
  readonly message: string;
  /** The first places that differ; `more` counts the others. */
  readonly items?: readonly DifferingItem[];
  readonly more?: number;
  /** The lines that differ, as in a unified diff. */
  readonly diff?: string;
  readonly pictures?: DifferingPictures;
  /** The claim of the fresh run does not hold. */
  readonly broken?: true;
  /** Whose sentence the claim is, where it does not hold. */
  readonly claim?: ClaimKind;
  /** Other forms of the same output that differ with it and are not listed on their own. */
  readonly also?: readonly string[];
}
