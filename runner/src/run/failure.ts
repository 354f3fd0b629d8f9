import { CellError, type CellPlace, type RunnerError } from '../errors.js';
import { CellTimeoutError, deadKernel, KernelHangError, NotebookTimeoutError } from '../kernel/errors.js';
import type { Execution } from '../kernel/execution.js';
import { tagsOf, type CodeCell, type ErrorOutput } from '../nbformat/index.js';
import { stripAnsi } from '../text/ansi.js';
import { errorOutput } from './collector.js';
import { errorLine } from './error-line.js';
import { errorReason } from './error-reason.js';
import type { TimeLimit } from './time-limits.js';

/** A code cell that has something to run, and how errors name it. */
export interface Step {
  readonly cell: CodeCell;
  readonly place: CellPlace;
}

/** What a failure is explained from, besides the cell and how its execution ended. */
export interface Circumstances {
  readonly limit: TimeLimit;
  /** What the kernel's process printed outside the protocol. */
  readonly log: string;
}

/** The typed error of an execution that failed; sees to it that the cell shows an error output too. */
export function failureOf(
  execution: Execution,
  { cell, place }: Step,
  { limit, log }: Circumstances,
): RunnerError | undefined {
  switch (execution.kind) {
    case 'ok':
      return undefined;
    case 'error': {
      const shown = cell.outputs.findLast((output): output is ErrorOutput => output.output_type === 'error');
      const output = shown ?? errorOutput(execution.reply);
      if (shown === undefined) cell.outputs.push(output);
      if (tagsOf(cell).includes('raises-exception')) return undefined;
      const traceback = output.traceback.map(stripAnsi);
      const line = errorLine(traceback, cell.execution_count ?? 0);
      const reason = errorReason(output, cell.outputs, log);
      return new CellError(place, line, output.ename || 'Error', stripAnsi(output.evalue), reason);
    }
    case 'timeout': {
      const Timeout = limit.of === 'cell' ? CellTimeoutError : NotebookTimeoutError;
      return shownIn(cell, new Timeout(place, limit.seconds, execution.interrupted));
    }
    case 'died':
      return shownIn(cell, deadKernel(place, execution.end));
    case 'hung':
      return shownIn(cell, new KernelHangError(place));
  }
}

/** An error that the kernel could not report itself goes into the notebook like one that it did. */
function shownIn(cell: CodeCell, error: RunnerError): RunnerError {
  const traceback = [`${error.name}: ${error.message}`];
  cell.outputs.push({ output_type: 'error', ename: error.name, evalue: error.message, traceback });
  return error;
}
