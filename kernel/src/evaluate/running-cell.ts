import { NativeAbortController, push } from '../primordials.js';
import type { Header } from '../wire/message.js';
import type { Rendered } from './render.js';
import type { Diagnostic } from '../compile/diagnostics.js';

/** How a cell ended. */
export type Outcome =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'value'; readonly shown: Rendered }
  | { readonly kind: 'diagnostics'; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: 'thrown'; readonly error: unknown };

/** The cell being run: its last expression, and the first thing that went wrong in it. */
export class RunningCell {
  /** How stack frames name it, such as `cell 3`. */
  readonly label: string;
  /** The request that asked for it: its outputs go there. */
  readonly parent: Header;
  /** The message that its code answers, where that is not the request of a cell. */
  readonly cause: Header | undefined;
  /** Resolves when the cell fails. */
  readonly failing: Promise<void>;
  /** The last expression, once the cell has run to its end. */
  last: { readonly value: unknown } | undefined;
  /** Whether someone has interrupted it. */
  interrupted = false;
  /** The tests it has declared with `node:test`. */
  readonly tests: object[] = [];
  #abort: AbortController | undefined;
  #outcome: Outcome = { kind: 'nothing' };
  #failed: () => void = () => undefined;

  constructor(label: string, parent: Header, cause?: Header) {
    this.label = label;
    this.parent = parent;
    this.cause = cause;
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

  /** Takes notice of what the cell starts. */
  note(type: string, resource: object): void {
    if (type === 'Test') push(this.tests, resource);
  }

  /** Aborted when the cell is interrupted. */
  get signal(): AbortSignal {
    this.#abort ??= new NativeAbortController();
    if (this.interrupted) this.#abort.abort();
    return this.#abort.signal;
  }

  /** Tells what the cell has under way that it was interrupted. */
  interrupt(): void {
    this.interrupted = true;
    this.#abort?.abort();
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
