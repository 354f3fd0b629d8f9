import { EXIT_CODES, type ExitCode, type RunnerError } from '../errors.js';
import { exitCodeOf, type NotebookReport } from '../run/report.js';
import type { CellRef, Difference } from './difference.js';

/** The result of a check for one cell. */
export interface CellCheck extends CellRef {
  /** `skipped`: by its tag; `not-run`: the run ended before it. */
  readonly status: 'same' | 'different' | 'skipped' | 'failed' | 'not-run';
  /** From 1, where its JSON begins in the committed file. */
  readonly line: number;
  /** How long it ran; undefined for cells that do not run. */
  readonly seconds?: number;
}

/** The result of a check for one notebook. */
export interface NotebookCheck {
  /** Its path from the working directory. */
  readonly notebook: string;
  readonly status: 'same' | 'different' | 'failed' | 'skipped';
  /** Why it could not be run to the end. */
  readonly error?: RunnerError;
  readonly differences: readonly Difference[];
  readonly cells: readonly CellCheck[];
  /** Files that were not compared because git ignores them. */
  readonly uncompared: readonly string[];
  readonly seconds: number;
}

/** The result of a check. */
export interface CheckReport {
  readonly notebooks: readonly NotebookCheck[];
  /** Where the fresh results are; undefined when they were removed because nothing differs. */
  readonly outputDir?: string;
  readonly exitCode: ExitCode;
}

/** The exit code of the run where that failed, else 5 when something differs, else 0. */
export function checkExitCode(runs: readonly NotebookReport[], checks: readonly NotebookCheck[]): ExitCode {
  const failed = exitCodeOf(runs);
  if (failed !== EXIT_CODES.ok) return failed;
  const differs = checks.some(({ differences }) => differences.length > 0);
  return differs ? EXIT_CODES.outputsDiffer : EXIT_CODES.ok;
}
