import type { Kernelspec } from './kernelspec.js';
import { KernelSession } from './session.js';

export interface KernelPoolOptions {
  readonly cwd: string;
  readonly outputRoot?: string | undefined;
  readonly env: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

/**
 * Starts kernels while others work, so that one is ready for the next notebook. A kernel serves one notebook
 * and is never used again; of each kernelspec and its variables one waits at most.
 */
export class KernelPool {
  readonly #spare = new Map<string, Promise<KernelSession | undefined>>();
  #closed = false;

  readonly #options: KernelPoolOptions;

  constructor(options: KernelPoolOptions) {
    this.#options = options;
  }

  /**
   * A fresh kernel: the one that waits, or one that starts now.
   *
   * @throws {KernelStartError} when it does not start
   * @throws {InterruptedError} when the signal has aborted
   */
  async take(spec: Kernelspec): Promise<KernelSession> {
    const waiting = this.#spare.get(keyOf(spec));
    this.#spare.delete(keyOf(spec));
    const session = await waiting;
    if (session?.isAlive === true) return session;
    await session?.dispose();
    return this.#start(spec);
  }

  /** Starts a kernel in the background, unless one of this kernelspec waits already, or the pool was disposed of. */
  prepare(spec: Kernelspec): void {
    if (this.#closed || this.#spare.has(keyOf(spec)) || this.#options.signal?.aborted === true) return;
    // Who takes it and finds none starts one and gets the error.
    this.#spare.set(
      keyOf(spec),
      this.#start(spec).catch(() => undefined),
    );
  }

  /** Ends the kernels that no one took. */
  async dispose(): Promise<void> {
    this.#closed = true;
    const waiting = [...this.#spare.values()];
    this.#spare.clear();
    await Promise.all(waiting.map(async (spare) => (await spare)?.dispose()));
  }

  #start(spec: Kernelspec): Promise<KernelSession> {
    const { cwd, outputRoot, env, signal } = this.#options;
    return KernelSession.start({ spec, cwd, outputRoot, env, ...(signal && { signal }) });
  }
}

/** Kernels of one kernelspec that see different variables are different ones. */
function keyOf({ folder, env }: Kernelspec): string {
  return `${folder}\n${JSON.stringify(env)}`;
}
