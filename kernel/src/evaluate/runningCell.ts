import type { Rendered } from './render.js';
import type { Diagnostic } from './tslab.js';

/** How a cell ended. */
export type Outcome =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'value'; readonly shown: Rendered }
  | { readonly kind: 'diagnostics'; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: 'thrown'; readonly error: unknown };

/** The cell being run: its last expression, and the first thing that went wrong in it. */
export class RunningCell {
  readonly label: string;
  /** Resolves when the cell fails. */
  readonly failing: Promise<void>;
  /** The last expression, once the cell has run to its end. */
  last: { readonly value: unknown } | undefined;
  #outcome: Outcome = { kind: 'nothing' };
  #failed: () => void = () => undefined;

  constructor(label: string) {
    this.label = label;
    this.failing = new Promise((resolve) => {
      this.#failed = resolve;
    });
  }

  get outcome(): Outcome {
    return this.#outcome;
  }

  get failed(): boolean {
    return this.#outcome.kind === 'thrown' || this.#outcome.kind === 'diagnostics';
  }

  /** The last expression as Jupyter shows it. */
  show(shown: Rendered): void {
    this.#settle({ kind: 'value', shown });
  }

  /** Something was thrown or rejected. */
  fail(error: unknown): void {
    this.#settle({ kind: 'thrown', error });
  }

  /** The compiler refused the cell. */
  refuse(diagnostics: readonly Diagnostic[]): void {
    if (diagnostics.length > 0) this.#settle({ kind: 'diagnostics', diagnostics });
  }

  /** Only the first failure counts: what follows is its consequence. */
  #settle(outcome: Outcome): void {
    if (this.failed) return;
    this.#outcome = outcome;
    if (outcome.kind !== 'value') this.#failed();
  }
}
