import { prepareFigure } from '../check/prepare.js';
import { RenderError } from '../errors.js';
import type { Figure } from '../figure.js';
import type { RenderOptions } from '../options.js';
import type { Product, Products, ThreadOptions } from './protocol.js';
import { Thread } from './thread.js';

/** A place for one thread: when the thread ends on its own, the next figure is drawn by a new one. */
export class Seat {
  #thread: Thread | undefined;
  readonly #options: ThreadOptions;
  readonly #memoryLimit: number | undefined;

  constructor(options: ThreadOptions, memoryLimit: number | undefined) {
    this.#options = options;
    this.#memoryLimit = memoryLimit;
  }

  async start(): Promise<Thread> {
    if (this.#thread === undefined || this.#thread.isEnded) {
      this.#thread = await Thread.start(this.#options, this.#memoryLimit);
    }
    return this.#thread;
  }

  /** Draws one figure as `Renderer` does; one at a time. */
  async draw<P extends Product>(
    product: P,
    figure: Figure,
    { onWarning, ...options }: RenderOptions,
  ): Promise<Products[P]> {
    const thread = await this.start();
    try {
      return (await thread.draw({ product, figure, options }, onWarning)) as Products[P];
    } catch (error) {
      throw error instanceof DOMException ? uncloneable(figure, options, error) : error;
    }
  }

  async stop(): Promise<void> {
    await this.#thread?.stop();
  }
}

/** What a renderer says of a figure that cannot be sent to a thread, because it holds a function or a symbol. */
function uncloneable(figure: Figure, options: RenderOptions, cause: DOMException): unknown {
  try {
    prepareFigure(figure, options);
  } catch (error) {
    return error;
  }
  return new RenderError(`the figure cannot be sent to a worker thread: ${cause.message}`, { cause });
}
