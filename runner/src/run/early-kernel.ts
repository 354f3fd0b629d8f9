import type { Kernelspec } from '../kernel/kernelspec.js';
import type { KernelPool } from '../kernel/pool.js';
import type { KernelSession } from '../kernel/session.js';

/**
 * The kernel of a notebook that is certain to run: it starts while the files that the notebook reads are looked
 * at. What goes wrong with its start is told to who takes it.
 */
export class EarlyKernel {
  readonly #starting: Promise<KernelSession>;
  #taken = false;

  constructor(pool: Promise<KernelPool>, spec: Kernelspec) {
    this.#starting = pool.then((kernels) => kernels.take(spec));
    this.#starting.catch(() => undefined);
  }

  /** @throws {KernelStartError} when it does not start */
  take(): Promise<KernelSession> {
    this.#taken = true;
    return this.#starting;
  }

  /** Ends the kernel if no one took it. */
  async release(): Promise<void> {
    if (this.#taken) return;
    const session = await this.#starting.catch(() => undefined);
    await session?.dispose();
  }
}
