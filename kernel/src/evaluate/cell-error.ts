import { inspect } from 'node:util';
import { hasOwn } from '../primordials.js';
import { isError, shownText, textOf } from './any-value.js';
import { diagnosticsError } from './diagnostics.js';
import type { ErrorContent } from './error-content.js';
import type { Outcome } from './running-cell.js';

const INTERRUPTED = 'the cell was interrupted';

/** Errors of Node that say little to the author of a notebook, in their own words. */
const CLEARER: Readonly<Record<string, (error: Error) => ErrorContent>> = {
  ERR_SCRIPT_EXECUTION_INTERRUPTED: () => ({
    ename: 'InterruptedError',
    evalue: INTERRUPTED,
    traceback: [`InterruptedError: ${INTERRUPTED}`],
  }),
  ERR_REQUIRE_ASYNC_MODULE: (error) => {
    const evalue =
      'a package required here uses top-level await, and require cannot wait for it: ' +
      'use import, or await import(…)';
    return { ename: 'ImportError', evalue, traceback: [`ImportError: ${evalue}`, ...frames(error)] };
  },
};

/** The line of compiled code that Node's vm puts before a stack, with its caret. */
const COMPILED_EXCERPT = /^\S+:\d+\n[^\n]*\n[ \t]*\^+\n+/;

function frames(error: Error): string[] {
  return textOf(error, 'stack')
    .split('\n')
    .filter((line) => line.startsWith('    at '));
}

/** The error as Node.js prints it, without the brackets that it puts around one without frames. */
function printed(error: Error): string {
  const [text, stack] = [inspect(error), textOf(error, 'stack')];
  return text.startsWith(`[${stack}]`) ? `${stack}${text.slice(stack.length + 2)}` : text;
}

/** The lines of {@link printed}; undefined for an error that throws when it is looked at. */
function tracebackOf(error: Error): string[] | undefined {
  try {
    return printed(error).replace(COMPILED_EXCERPT, '').split('\n');
  } catch {
    return undefined;
  }
}

function thrownError(error: unknown): ErrorContent {
  if (!isError(error)) {
    const evalue = shownText(error);
    return { ename: 'Uncaught', evalue, traceback: [`Uncaught ${evalue}`] };
  }
  const code = textOf(error, 'code');
  const clearer = hasOwn(CLEARER, code) ? CLEARER[code] : undefined;
  if (clearer) return clearer(error);
  const ename = textOf(error, 'name', 'Error');
  const evalue = textOf(error, 'message');
  return { ename, evalue, traceback: tracebackOf(error) ?? [`${ename}: ${evalue}`, ...frames(error)] };
}

/** What to tell the client about a cell that failed; undefined for one that did not. */
export function cellError(outcome: Outcome, code: string, label: string): ErrorContent | undefined {
  if (outcome.kind === 'thrown') return thrownError(outcome.error);
  if (outcome.kind === 'diagnostics') return diagnosticsError(outcome.diagnostics, code, label);
  return undefined;
}
