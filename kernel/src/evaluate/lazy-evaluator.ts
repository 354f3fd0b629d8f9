import { type LoadedTypeScript, loadTypeScript } from '../compile/load-typescript.js';
import type { Folders } from '../compile/resolver.js';
import { IdleWork } from '../environment/idle-work.js';
import { Evaluator, type Surroundings } from './evaluator.js';

/** How long, in milliseconds, a kernel that no one talks to waits before it builds the compiler. */
const IDLE_DELAY = 1000;
/** How long it waits after the client's first question: its subscription to iopub is on the way, too. */
const FIRST_QUESTION_DELAY = 25;

/** An evaluator that is made when it is first needed, or shortly after start, whichever comes first. */
export class LazyEvaluator {
  readonly #folders: Folders;
  readonly #surroundings: Surroundings;
  readonly #ahead = new IdleWork();
  #evaluator: Evaluator | undefined;
  #loaded: LoadedTypeScript | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(folders: Folders, surroundings: Surroundings) {
    this.#folders = folders;
    this.#surroundings = surroundings;
  }

  get(): Evaluator {
    this.#ahead.pause();
    if (!this.#evaluator) {
      clearTimeout(this.#timer);
      this.#loaded = loadTypeScript();
      this.#evaluator = new Evaluator(this.#loaded.typescript, this.#folders, this.#surroundings);
      this.#ahead.set(this.#evaluator.preload());
    }
    return this.#evaluator;
  }

  /** Builds the compiler soon: that holds the thread for a second, and the client's hello goes first. */
  warmSoon(): void {
    this.#warmIn(IDLE_DELAY);
  }

  /** The client has said hello: the time before its first cell is there to be used. */
  greeted(): void {
    this.#warmIn(FIRST_QUESTION_DELAY);
  }

  /** See {@link Evaluator.rest}. */
  rest(): void {
    this.#evaluator?.rest();
    this.#ahead.resume();
  }

  /** See {@link Evaluator.fail}. */
  fail(error: unknown): boolean {
    return this.#evaluator?.fail(error) ?? false;
  }

  /** See {@link Evaluator.interrupt}. */
  interrupt(): void {
    this.#evaluator?.interrupt();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#ahead.pause();
  }

  #warmIn(delay: number): void {
    if (this.#evaluator) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.get().warm();
      this.#loaded?.storeCode();
      this.#ahead.resume();
    }, delay);
  }
}
