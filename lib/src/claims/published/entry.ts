import type { Judgment } from './judge.js';

/** A published claim and its recomputed result, as listed in a register. */
export interface RegisterEntry extends Judgment {
  /** Such as `D-4.5.1-ARPU1`. */
  readonly id: string;
  /** The document that publishes it. */
  readonly document: string;
  readonly section: string;
  /** The claim in words, with its own figures. */
  readonly published: string;
}
