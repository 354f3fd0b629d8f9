import { withoutOptimizing } from './optimizing.js';

/** How long, in milliseconds, a kernel has to be at rest before it works ahead. */
const REST = 100;

/**
 * Work that is not urgent, in small steps: each waits until the event loop has looked for messages, and none is
 * taken between {@link pause} and {@link resume}.
 */
export class IdleWork {
  #steps: Iterator<unknown> | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** @param steps the work, done as far as the next `yield` at a time; an error ends it */
  set(steps: Iterator<unknown>): void {
    this.#steps = steps;
  }

  pause(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  resume(): void {
    this.pause();
    if (this.#steps) this.#later(REST);
  }

  #later(delay: number): void {
    this.#timer = setTimeout(() => {
      if (this.#step()) this.#later(0);
    }, delay);
    this.#timer.unref();
  }

  /** Whether there is more to do. */
  #step(): boolean {
    try {
      if (withoutOptimizing(() => this.#steps?.next())?.done === false) return true;
    } catch {
      // What is done ahead is done again when it is needed, and what is wrong with it is told then.
    }
    this.#steps = undefined;
    return false;
  }
}
