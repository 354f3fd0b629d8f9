import { Script } from 'node:vm';
import { deleteProperty } from '../primordials.js';
import { forgetCallbacks } from '../environment/termination.js';
import type { InterruptState } from '../environment/interrupt-state.js';
import { isError, textOf } from './any-value.js';
import type { Outcome } from './running-cell.js';

const TASK = Symbol.for('tally-kernel.task');
const CALL = new Script(`globalThis[Symbol.for('tally-kernel.task')]()`);

/**
 * Calls a function so that SIGINT ends it, also where it does not yield, and also when the signal came just
 * before the call.
 *
 * @param state tells the worker that receives signals that this call can be broken
 * @throws Error ERR_SCRIPT_EXECUTION_INTERRUPTED when a signal came
 */
export function callBreakable<T>(task: () => T, state: InterruptState): T {
  const call = (): T => {
    state.running = true;
    return task();
  };
  Object.assign(globalThis, { [TASK]: call });
  try {
    return CALL.runInThisContext({ breakOnSigint: true, displayErrors: false }) as T;
  } catch (error) {
    // Here, before the callback around this call ends: scopes that were broken inside of it stay open.
    if (isInterruption(error)) forgetCallbacks();
    throw error;
  } finally {
    state.running = false;
    deleteProperty(globalThis, TASK);
  }
}

const isInterruption = (error: unknown): boolean =>
  isError(error) && textOf(error, 'code') === 'ERR_SCRIPT_EXECUTION_INTERRUPTED';

/** Whether a signal has broken the cell where it ran. */
export const isBroken = (outcome: Outcome): boolean =>
  outcome.kind === 'thrown' && isInterruption(outcome.error);
