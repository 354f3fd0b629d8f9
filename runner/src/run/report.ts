import { EXIT_CODES, InterruptedError, type ExitCode, type RunnerError } from '../errors.js';
import type { Claim } from './claims.js';

/** What became of one notebook. */
export interface NotebookReport {
  readonly notebook: string;
  /** `skipped`: not run, because the run was stopped before its turn or because of {@link blockedBy}. */
  readonly status: 'ok' | 'failed' | 'skipped';
  /** Whether its outputs are those of an earlier run, because nothing they depend on has changed. */
  readonly cached?: boolean;
  /** Why it was not run: what it reads was not written. */
  readonly blockedBy?: Blocker;
  readonly error?: RunnerError;
  /** The executed notebook, its markdown and its figures; empty unless `ok`. */
  readonly written: readonly string[];
  /** Where the outputs of a failed run were saved. */
  readonly partial?: string;
  /** Figures among its outputs. */
  readonly figures: number;
  readonly claims: readonly Claim[];
  readonly seconds: number;
}

/** The reason why a notebook was not run. */
export interface Blocker {
  /** The notebook that failed; it may be several steps before. */
  readonly producer: string;
  /** What the notebook that was not run reads. */
  readonly path: string;
}

/** What became of a run. */
export interface RunReport {
  readonly notebooks: readonly NotebookReport[];
  readonly exitCode: ExitCode;
}

/**
 * The exit code of a run: that of the stop signal if there was one, else of the first notebook that failed for
 * another reason than its claims, else 4 when claims are broken, else 0.
 */
export function exitCodeOf(notebooks: readonly NotebookReport[]): ExitCode {
  const errors = notebooks.flatMap(({ error }) => error ?? []);
  const decisive =
    errors.find((error) => error instanceof InterruptedError) ??
    errors.find((error) => error.exitCode !== EXIT_CODES.claimsBroken) ??
    errors[0];
  return decisive?.exitCode ?? EXIT_CODES.ok;
}
