/**
 * All errors the runner raises on purpose. Each has the exit code of the command and a message that says
 * what was wrong, where, and what to do.
 */

import { claimLists, type ClaimLine } from './text/counted.js';

/** Exit codes of the command line, also found on {@link RunnerError.exitCode} and in the run report. */
export const EXIT_CODES = {
  ok: 0,
  cellFailed: 1,
  badInput: 2,
  kernelFailed: 3,
  claimsBroken: 4,
  outputsDiffer: 5,
  hangup: 129,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES];

/** A cell as error messages name it: its number among all cells of the notebook, from 1, and its id. */
export interface CellPlace {
  readonly notebook: string;
  readonly number: number;
  readonly id: string;
}

/** `notebooks/x.ipynb, cell 3 (cell-03)` */
export function describePlace(place: CellPlace): string {
  return `${place.notebook}, cell ${place.number} (${place.id})`;
}

/** Base class: catch it to handle everything the runner raises on purpose. */
export class RunnerError extends Error {
  constructor(
    message: string,
    readonly exitCode: ExitCode,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The command line or the options object is wrong. */
export class UsageError extends RunnerError {
  constructor(message: string, options?: ErrorOptions) {
    super(message, EXIT_CODES.badInput, options);
  }
}

/** No notebook is at the path, or no notebook matches the pattern. */
export class NotebookNotFoundError extends RunnerError {
  constructor(message: string, options?: ErrorOptions) {
    super(message, EXIT_CODES.badInput, options);
  }
}

/** The file is not JSON or not a notebook in nbformat 4.0 to 4.5. `line` and `column` count from 1. */
export class NotebookFormatError extends RunnerError {
  readonly line: number | undefined;
  readonly column: number | undefined;

  constructor(message: string, options?: ErrorOptions & { line?: number; column?: number }) {
    super(message, EXIT_CODES.badInput, options);
    this.line = options?.line;
    this.column = options?.column;
  }
}

/** A `-p name=value` that no notebook of the run declares or that cannot be injected. */
export class ParameterError extends RunnerError {
  constructor(message: string, options?: ErrorOptions) {
    super(message, EXIT_CODES.badInput, options);
  }
}

/** A translation file is missing or cannot be read, or there is no translated result. */
export class TranslationError extends RunnerError {
  constructor(message: string, options?: ErrorOptions) {
    super(message, EXIT_CODES.badInput, options);
  }
}

/** An output file or folder cannot be written. */
export class OutputWriteError extends RunnerError {
  constructor(message: string, options?: ErrorOptions) {
    super(message, EXIT_CODES.badInput, options);
  }
}

/** A cell raised an error. `line` is the line inside the cell, from 1, where the kernel told it. */
export class CellError extends RunnerError {
  constructor(
    readonly place: CellPlace,
    readonly line: number | undefined,
    readonly ename: string,
    readonly evalue: string,
    /** The part of the message after the name of the error; never empty. */
    reason: string = firstLine(evalue),
  ) {
    const where = describePlace(place) + (line === undefined ? '' : `, line ${line}`);
    super(`${where}: ${ename}: ${reason}`, EXIT_CODES.cellFailed);
  }
}

/** A figure of a notebook cannot be named, rendered or saved. */
export class FigureError extends RunnerError {
  constructor(
    readonly place: CellPlace,
    message: string,
    options?: ErrorOptions,
  ) {
    super(`${describePlace(place)}: ${message}`, EXIT_CODES.cellFailed, options);
  }
}

/** The requested kernel is not installed or did not start. */
export class KernelStartError extends RunnerError {
  constructor(message: string, options?: ErrorOptions) {
    super(message, EXIT_CODES.kernelFailed, options);
  }
}

/** Findings or published claims of a notebook are not as expected, and the run fails on that. */
export class ClaimsBrokenError extends RunnerError {
  constructor(notebook: string, broken: readonly ClaimLine[]) {
    super(claimLists(notebook, broken).join('\n'), EXIT_CODES.claimsBroken);
  }
}

const SIGNAL_EXIT_CODES = {
  SIGHUP: EXIT_CODES.hangup,
  SIGINT: EXIT_CODES.interrupted,
  SIGTERM: EXIT_CODES.terminated,
} as const;

/** The signals that end a run cleanly. */
export type StopSignal = keyof typeof SIGNAL_EXIT_CODES;

/** The run was stopped by a signal, or by the caller's AbortSignal (which counts as SIGINT). */
export class InterruptedError extends RunnerError {
  constructor(readonly signal: StopSignal = 'SIGINT') {
    super(`stopped by ${signal}`, SIGNAL_EXIT_CODES[signal]);
  }
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
