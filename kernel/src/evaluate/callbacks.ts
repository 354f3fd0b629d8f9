import type { InterruptState } from '../environment/interrupt-state.js';
import type { Owners } from '../environment/owners.js';
import { InterruptedError } from '../errors.js';
import { first, SafeSet } from '../primordials.js';
import { callBreakable, isBroken } from './breakable.js';
import type { Outcome, RunningCell } from './running-cell.js';

/** Runs what cells want to be called for by messages, such as the listeners of a widget, beside the cells. */
export class Callbacks {
  readonly #interrupts: InterruptState;
  readonly #owners: Owners<RunningCell>;
  readonly #running = new SafeSet<RunningCell>();

  constructor(interrupts: InterruptState, owners: Owners<RunningCell>) {
    this.#interrupts = interrupts;
    this.#owners = owners;
  }

  /**
   * Calls a function that an interrupt can end, and waits for what it returns.
   *
   * @param turn made for this call; what the function puts out goes to its parent
   */
  async run(turn: RunningCell, task: () => unknown): Promise<Outcome> {
    this.#running.add(turn);
    this.#interrupts.callbackStarted();
    try {
      const result = this.#owners.run(turn, () => callBreakable(task, this.#interrupts));
      await first(awaited(result), turn.failing);
    } catch (error) {
      turn.fail(error);
    } finally {
      this.#running.delete(turn);
      this.#interrupts.callbackEnded();
      this.#owners.release(turn);
    }
    if (isBroken(turn.outcome)) {
      this.#interrupts.broken = true;
      turn.interrupt();
      this.#interrupts.answer();
    }
    return turn.outcome;
  }

  /** Stops waiting for all that run, and tells them by their signals. */
  interrupt(): void {
    this.#running.forEach((turn) => {
      turn.fail(new InterruptedError('the cell was interrupted'));
      turn.interrupt();
    });
  }
}

async function awaited(result: unknown): Promise<void> {
  await result;
}
