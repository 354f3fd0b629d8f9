import { Script } from 'node:vm';
import { defineProperty } from '../primordials.js';
import { forgetCallbacks } from '../environment/termination.js';
import type { InterruptState } from '../environment/interrupt-state.js';
import { isError, textOf } from './any-value.js';
import type { Outcome } from './running-cell.js';

const TASK = 'tally-kernel.task';
const CALL = new Script(`this['${TASK}']()`);

/** What {@link CALL} is to do; `vm` can enter code in no other way than by a global. */
let current: () => unknown = () => undefined;
// Fixed, so that a cell can neither take it away nor, by freezing the global object, keep the next one out.
defineProperty(globalThis, TASK, { value: () => current() });

/**
 * Calls a function so that SIGINT ends it, also where it does not yield, and also when the signal came just
 * before the call.
 *
 * @param state tells the worker that receives signals that this call can be broken
 * @throws Error ERR_SCRIPT_EXECUTION_INTERRUPTED when a signal came
 */
export function callBreakable<T>(task: () => T, state: InterruptState): T {
  current = () => {
    state.running = true;
    return task();
  };
  try {
    return CALL.runInThisContext({ breakOnSigint: true, displayErrors: false }) as T;
  } catch (error) {
    // Here, before the callback around this call ends: scopes that were broken inside of it stay open.
    if (isInterruption(error)) forgetCallbacks();
    throw error;
  } finally {
    state.running = false;
    current = () => undefined;
  }
}

const isInterruption = (error: unknown): boolean =>
  isError(error) && textOf(error, 'code') === 'ERR_SCRIPT_EXECUTION_INTERRUPTED';

/** Whether a signal has broken the cell where it ran. */
export const isBroken = (outcome: Outcome): boolean =>
  outcome.kind === 'thrown' && isInterruption(outcome.error);
