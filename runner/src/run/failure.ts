import { CellError, CellTimeoutError, DeadKernelError, type CellPlace, type RunnerError } from '../errors.js';
import type { Execution } from '../kernel/execution.js';
import { tagsOf, type CodeCell, type ErrorOutput } from '../nbformat/index.js';
import { stripAnsi } from '../text/ansi.js';
import { errorOutput } from './collector.js';
import { errorLine } from './error-line.js';

/** A code cell that has something to run, and how errors name it. */
export interface Step {
  readonly cell: CodeCell;
  readonly place: CellPlace;
}

/** The typed error of an execution that failed; sees to it that the cell shows an error output too. */
export function failureOf(
  execution: Execution,
  { cell, place }: Step,
  timeoutSeconds: number,
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
      return new CellError(place, line, output.ename, stripAnsi(output.evalue));
    }
    case 'timeout':
      return shownIn(cell, new CellTimeoutError(place, timeoutSeconds));
    case 'died':
      return shownIn(cell, new DeadKernelError(place, execution.exit));
  }
}

/** An error that the kernel could not report itself goes into the notebook like one that it did. */
function shownIn(cell: CodeCell, error: RunnerError): RunnerError {
  const traceback = [`${error.name}: ${error.message}`];
  cell.outputs.push({ output_type: 'error', ename: error.name, evalue: error.message, traceback });
  return error;
}
