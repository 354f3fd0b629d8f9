import { Worker } from 'node:worker_threads';
import { RenderError } from '../errors.js';
import { fromFailure } from './failure.js';
import type { Answer, Order, ThreadOptions } from './protocol.js';

/** A thread runs JavaScript, so the built file is used from `src` too. */
const WORKER_FILE = new URL('../../dist/pool/worker.js', import.meta.url);

type Listener = (message: string) => void;

/** One worker thread with a renderer in it. */
export class Thread {
  readonly #worker: Worker;
  #warn: Listener | undefined;
  /** What the listener threw; it fails the figure once the thread is done with it. */
  #thrown: { readonly error: unknown } | undefined;
  #settle: { resolve(value: unknown): void; reject(error: unknown): void } | undefined;
  /** Why the thread has ended, once it has. */
  #ended: RenderError | undefined;

  private constructor(options: ThreadOptions, memoryLimit: number | undefined) {
    this.#worker = new Worker(WORKER_FILE, {
      workerData: options,
      ...(memoryLimit === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: memoryLimit } }),
    });
    this.#worker.on('message', (answer: Answer) => {
      this.#hear(answer);
    });
    this.#worker.on('error', (cause) => {
      this.#end(cause);
    });
    this.#worker.on('exit', (code) => {
      this.#end(new Error(`exit code ${code}`));
    });
  }

  /**
   * Starts a thread and waits until its renderer is ready.
   *
   * @param memoryLimit - megabytes of JavaScript memory it may use
   * @throws what `Renderer.create` throws
   */
  static async start(options: ThreadOptions, memoryLimit?: number): Promise<Thread> {
    const thread = new Thread(options, memoryLimit);
    try {
      await thread.#settled();
    } catch (error) {
      await thread.stop();
      throw error;
    }
    return thread;
  }

  /** Whether it can draw no more. */
  get isEnded(): boolean {
    return this.#ended !== undefined;
  }

  /** Draws one figure; the next may be asked for when it is done. */
  draw(order: Order, warn: Listener | undefined): Promise<unknown> {
    this.#warn = warn;
    this.#thrown = undefined;
    try {
      this.#worker.postMessage(order);
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error(String(error)));
    }
    return this.#settled();
  }

  /** Ends the thread. */
  async stop(): Promise<void> {
    await this.#worker.terminate();
  }

  /** The outcome of what the thread is at; meanwhile it keeps the process alive, idle it does not. */
  #settled(): Promise<unknown> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    this.#worker.ref();
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    }).finally(() => {
      this.#settle = undefined;
      this.#worker.unref();
    });
  }

  #hear(answer: Answer): void {
    switch (answer.kind) {
      case 'ready':
        this.#settle?.resolve(undefined);
        break;
      case 'warning':
        this.#passOn(answer.message);
        break;
      case 'done':
        if (this.#thrown === undefined) this.#settle?.resolve(answer.value);
        else this.#settle?.reject(this.#thrown.error);
        break;
      case 'failed':
        this.#settle?.reject(fromFailure(answer.failure));
        break;
    }
  }

  /** A listener that throws fails the figure, as it does in a renderer, and not the process. */
  #passOn(message: string): void {
    if (this.#thrown !== undefined) return;
    try {
      this.#warn?.(message);
    } catch (error) {
      this.#thrown = { error };
    }
  }

  #end(cause: unknown): void {
    const reason = cause instanceof Error ? cause.message : String(cause);
    this.#ended ??= new RenderError(`the worker thread ended: ${reason}`, { cause });
    this.#settle?.reject(this.#ended);
  }
}
