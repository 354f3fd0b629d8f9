import { term } from '../../core/term.js';

/** How a column says nothing of its own. */
export const KINDS = {
  constant: { label: term('constantColumn') },
  copy: { label: term('copyOf') },
  linear: { label: term('linearIn') },
  cuts: { label: term('cutFrom') },
  determined: { label: term('determinedBy') },
  formula: { label: term('unlikeTheFormula') },
  units: { label: term('contradictsUnits') },
  partly: { label: term('partlyEqual') },
} as const;

export interface Relation {
  readonly column: string;
  readonly relation: keyof typeof KINDS;
  /** The column that it repeats, or the formula. */
  readonly other: string | null;
  /** Rows for which it holds; of a formula, units, and what holds in part, those for which it does not. */
  readonly rows: number;
}
