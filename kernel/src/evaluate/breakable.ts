import { Script } from 'node:vm';

const TASK = Symbol.for('tally-kernel.task');
const CALL = new Script(`globalThis[Symbol.for('tally-kernel.task')]()`);

/**
 * Calls a function so that SIGINT ends it, also where it does not yield.
 *
 * tslab guards only the run of the compiled cell; a signal in the moments before that would wait for the
 * event loop, which an endless loop never lets come.
 *
 * @throws Error ERR_SCRIPT_EXECUTION_INTERRUPTED when a signal came
 */
export function callBreakable<T>(task: () => T): T {
  Object.assign(globalThis, { [TASK]: task });
  try {
    return CALL.runInThisContext({ breakOnSigint: true, displayErrors: false }) as T;
  } finally {
    Reflect.deleteProperty(globalThis, TASK);
  }
}
