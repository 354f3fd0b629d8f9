import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { InterruptState } from './interrupt-state.js';
import { SIGNAL_FLAGS } from './signals.js';
import { Termination } from './termination.js';
import type { WatchData } from './watch-worker.js';

/**
 * The parent is TALLY_KERNEL_PARENT_PID, or JPY_PARENT_PID as Jupyter sets it; without either nothing is
 * watched. Both are taken out of the environment: a cell that prints it must print the same in every run.
 */
function takeParent(environment: NodeJS.ProcessEnv): number | undefined {
  const parent = Number(environment['TALLY_KERNEL_PARENT_PID'] ?? environment['JPY_PARENT_PID']);
  delete environment['TALLY_KERNEL_PARENT_PID'];
  delete environment['JPY_PARENT_PID'];
  return Number.isInteger(parent) && parent > 1 ? parent : undefined;
}

/** Keeps Node.js from taking SIGINT over when a cell or a library listens to it. */
function keepSigint(): void {
  const emitter: NodeJS.EventEmitter = process;
  for (const listener of emitter.listeners('newListener')) {
    if (listener.name !== 'startListeningIfSignal') continue;
    emitter.off('newListener', listener as (event: string) => void);
    emitter.on('newListener', (event: string | symbol) => {
      if (event !== 'SIGINT') Reflect.apply(listener, process, [event]);
    });
  }
}

/**
 * Receives interrupts by SIGINT, and ends this process within about half a second of its parent's end, also
 * while a cell holds the thread.
 */
export class Interrupts {
  readonly state = new InterruptState();
  /** Resolves when signals are received. */
  readonly ready: Promise<unknown>;
  readonly #worker: Worker;
  readonly #termination = new Termination(() => this.state.pending && this.state.started);

  /** @param environment the parent's process id is taken from it */
  constructor(environment: NodeJS.ProcessEnv) {
    const workerData: WatchData = { memory: this.state.memory, parent: takeParent(environment) };
    const execArgv = [...SIGNAL_FLAGS];
    this.#worker = new Worker(new URL('./watch-worker.js', import.meta.url), { workerData, execArgv });
    this.ready = once(this.#worker, 'message');
    keepSigint();
  }

  /**
   * Calls `interrupt` for a signal that broke no running cell by itself, and `recover` before it when code has
   * been ended in the middle of a turn of the event loop.
   */
  listen(interrupt: () => void, recover: () => void): void {
    this.#worker.on('message', () => {
      if (this.#termination.take()) recover();
      if (!this.state.pending) return; // the cell it was for has ended meanwhile
      this.state.answer();
      interrupt();
    });
    this.#worker.unref();
  }
}
