const ASKED = 0;
const ANSWERED = 1;
const RUNNING = 2;
const BROKEN = 3;
const NEVER = 4;
const STARTED = 5;
const CALLBACKS = 6;
const CELLS = 7;

/** What the kernel and the worker that receives its signals tell each other without the event loop. */
export class InterruptState {
  readonly memory: SharedArrayBuffer;
  readonly #cells: Int32Array;

  /** @param memory of the state to join; without it this is a new one */
  constructor(memory = new SharedArrayBuffer(CELLS * Int32Array.BYTES_PER_ELEMENT)) {
    this.memory = memory;
    this.#cells = new Int32Array(memory);
  }

  /** Whether an interrupt was asked for that nothing has come of yet. */
  get pending(): boolean {
    return Atomics.load(this.#cells, ASKED) !== Atomics.load(this.#cells, ANSWERED);
  }

  ask(): void {
    Atomics.add(this.#cells, ASKED, 1);
  }

  answer(): void {
    Atomics.store(this.#cells, ANSWERED, Atomics.load(this.#cells, ASKED));
  }

  /** Whether a cell runs where a signal can break it. */
  get running(): boolean {
    return Atomics.load(this.#cells, RUNNING) === 1;
  }

  set running(value: boolean) {
    Atomics.store(this.#cells, RUNNING, value ? 1 : 0);
  }

  /** Whether a cell has had its first turn and not ended, so that what runs in further turns may be its code. */
  get started(): boolean {
    return Atomics.load(this.#cells, STARTED) === 1 || Atomics.load(this.#cells, CALLBACKS) > 0;
  }

  set started(value: boolean) {
    Atomics.store(this.#cells, STARTED, value ? 1 : 0);
  }

  /** A callback has begun whose further turns count as those of a cell, until {@link callbackEnded}. */
  callbackStarted(): void {
    Atomics.add(this.#cells, CALLBACKS, 1);
  }

  callbackEnded(): void {
    Atomics.sub(this.#cells, CALLBACKS, 1);
  }

  /** Whether a signal has broken a running cell since the worker raised one. */
  get broken(): boolean {
    return Atomics.load(this.#cells, BROKEN) === 1;
  }

  set broken(value: boolean) {
    Atomics.store(this.#cells, BROKEN, value ? 1 : 0);
  }

  /** Holds this thread for some milliseconds. */
  sleep(milliseconds: number): void {
    Atomics.wait(this.#cells, NEVER, 0, milliseconds);
  }
}
