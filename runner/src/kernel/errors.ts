/**
 * The errors of a kernel that has started, one class each. Every message says what happened, in which
 * cell, and what to do; the last output of the kernel follows, if any.
 */
import { describePlace, EXIT_CODES, RunnerError, type CellPlace } from '../errors.js';
import type { KernelEnd } from './end.js';

/** Base class of the errors of a kernel whose process ended while a cell was running. */
export class DeadKernelError extends RunnerError {
  constructor(
    readonly place: CellPlace,
    /** How it ended: `exit code 7`, `signal SIGSEGV`. */
    readonly exit: string,
    message: string,
  ) {
    super(`${describePlace(place)}: ${message}`, EXIT_CODES.kernelFailed);
  }
}

/** A signal ended the kernel: a fault in native code, or someone's `kill`. */
export class KernelCrashedError extends DeadKernelError {}

/** The kernel exited by itself, for example because a cell called `exit`. `code` is its exit code. */
export class KernelExitedError extends DeadKernelError {
  constructor(
    place: CellPlace,
    exit: string,
    message: string,
    readonly code: number | undefined,
  ) {
    super(place, exit, message);
  }
}

/** The kernel ran out of memory: its heap was full, or the system's out-of-memory killer ended it. */
export class KernelOutOfMemoryError extends DeadKernelError {}

/** The kernel's process exists but was stopped, so the cell will never finish. */
export class KernelHangError extends RunnerError {
  constructor(readonly place: CellPlace) {
    super(
      `${describePlace(place)}: the kernel hangs: its process was stopped (as by SIGSTOP) and does not answer the ` +
        'heartbeat. It was killed. Find out what stops processes on this machine, then run again.',
      EXIT_CODES.kernelFailed,
    );
  }
}

/** A cell exceeded its time limit; its kernel was interrupted, then killed, and is not used again. */
export class CellTimeoutError extends RunnerError {
  constructor(
    readonly place: CellPlace,
    readonly timeoutSeconds: number,
    interrupted: boolean,
  ) {
    super(
      `${describePlace(place)}: still running after the limit of ${timeoutSeconds} s; ${stopping(interrupted)} ` +
        `Raise the limit with --timeout SECONDS, or for this cell with the tag timeout=SECONDS.`,
      EXIT_CODES.kernelFailed,
    );
  }
}

/** A notebook exceeded its time limit; `place` is the cell that was running. */
export class NotebookTimeoutError extends RunnerError {
  constructor(
    readonly place: CellPlace,
    readonly timeoutSeconds: number,
    interrupted: boolean,
  ) {
    super(
      `${describePlace(place)}: the notebook was still running after its limit of ${timeoutSeconds} s; ` +
        `${stopping(interrupted)} Raise the limit with --notebook-timeout SECONDS.`,
      EXIT_CODES.kernelFailed,
    );
  }
}

/** The error of a kernel that ended while a cell was running. */
export function deadKernel(place: CellPlace, end: KernelEnd): DeadKernelError {
  const { text } = end;
  switch (end.kind) {
    case 'out-of-memory':
      return new KernelOutOfMemoryError(
        place,
        text,
        `the kernel ran out of memory (${text}). Keep less in memory, run fewer notebooks in parallel (--jobs 1)` +
          ', or give a Node.js kernel a larger heap: NODE_OPTIONS=--max-old-space-size=8192 and --env NODE_OPTIONS.',
      );
    case 'exited':
      return new KernelExitedError(
        place,
        text,
        `the kernel exited by itself (${text}). Remove calls that end the process from the cell.${lastWords(end)}`,
        end.code,
      );
    case 'crashed':
      return new KernelCrashedError(
        place,
        text,
        `the kernel crashed (${text}). ${CAUSES[end.signal] ?? 'Something sent it that signal.'}${lastWords(end)}`,
      );
  }
}

const NATIVE =
  'Usually this is a fault in a native module that the cell uses: update the module or do not use it.';
const CAUSES: Readonly<Record<string, string>> = {
  SIGKILL:
    'It was killed with kill -9, or the machine or container reached a limit: check that, then run again.',
  SIGTERM: 'It was ended from outside: run again.',
  SIGSEGV: NATIVE,
  SIGBUS: NATIVE,
  SIGILL: NATIVE,
  SIGFPE: NATIVE,
  SIGABRT: NATIVE,
  SIGTRAP: NATIVE,
};

function lastWords({ log }: KernelEnd): string {
  return log === '' ? '' : `\nits last output:\n${indented(log)}`;
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}

function stopping(interrupted: boolean): string {
  return interrupted
    ? 'its kernel was interrupted and then ended.'
    : 'its kernel did not react to the interrupt and was killed.';
}
