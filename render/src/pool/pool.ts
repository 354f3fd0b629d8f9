import { availableParallelism } from 'node:os';
import { InvalidOptionError, RenderError } from '../errors.js';
import type { Figure } from '../figure.js';
import type { RendererOptions, RenderOptions } from '../options.js';
import { Seat } from './seat.js';
import type { Product, Products, Rendering } from './protocol.js';

/** How a pool is set up. */
export interface PoolOptions extends RendererOptions {
  /** Worker threads; one for each processor when left out. Each takes about a second to start and 200 MB. */
  readonly workers?: number;
  /** Megabytes of JavaScript memory a thread may use before it is ended and replaced; Node's own limit when left out. */
  readonly memoryLimit?: number;
}

/**
 * Draws several figures at once, each in a worker thread. The bytes are those of a single `Renderer`, whatever
 * the number of threads.
 *
 * @example
 * const pool = await RendererPool.create({ workers: 4 });
 * const pictures = await pool.renderAll(figures, { scale: 2 }); // in the order of figures
 * await pool.dispose();
 */
export class RendererPool {
  readonly #seats: readonly Seat[];
  readonly #onWarning: RenderOptions['onWarning'];
  /** Seats with nothing to do, the one longest free last. */
  readonly #free: Seat[];
  /** Figures waiting for a seat, first come first. */
  readonly #waiting: ((seat: Seat) => void)[] = [];
  readonly #drawing = new Set<Promise<unknown>>();
  #disposed = false;

  private constructor(seats: readonly Seat[], onWarning: RenderOptions['onWarning']) {
    this.#seats = seats;
    this.#free = [...seats];
    this.#onWarning = onWarning;
  }

  /**
   * Starts the threads and waits until all are ready.
   *
   * @throws InvalidOptionError as `Renderer.create`, and where `workers` is no whole number from 1
   */
  static async create(options: PoolOptions = {}): Promise<RendererPool> {
    const { workers = availableParallelism(), memoryLimit, defaults = {}, ...rest } = options;
    if (!Number.isInteger(workers) || workers < 1) {
      throw new InvalidOptionError('workers', `must be a whole number from 1, got ${workers}`);
    }
    const { onWarning, ...plain } = defaults;
    const seats = Array.from({ length: workers }, () => new Seat({ ...rest, defaults: plain }, memoryLimit));
    const started = await Promise.allSettled(seats.map((seat) => seat.start()));
    const failed = started.find((result) => result.status === 'rejected');
    if (failed === undefined) return new RendererPool(seats, onWarning);
    await Promise.all(seats.map((seat) => seat.stop()));
    throw failed.reason;
  }

  /**
   * The figure as a standalone SVG document.
   *
   * @throws what `Renderer.svg` throws, and RenderError where the thread ended while drawing
   */
  svg(figure: Figure, options: RenderOptions = {}): Promise<string> {
    return this.#draw('svg', figure, options);
  }

  /** The figure as a PNG file; throws as `svg` does. */
  png(figure: Figure, options: RenderOptions = {}): Promise<Uint8Array> {
    return this.#draw('png', figure, options);
  }

  /** The figure as both, laid out once; throws as `svg` does. */
  render(figure: Figure, options: RenderOptions = {}): Promise<Rendering> {
    return this.#draw('render', figure, options);
  }

  /**
   * Every figure as both, in the order given. All are drawn even where one fails.
   *
   * @throws the error of the first figure, in the order given, that cannot be drawn
   */
  async renderAll(figures: Iterable<Figure>, options: RenderOptions = {}): Promise<Rendering[]> {
    const drawn = Array.from(figures, (figure) => this.render(figure, options));
    await Promise.allSettled(drawn);
    return Promise.all(drawn);
  }

  /** Draws what was asked for before, refuses what comes after, and ends the threads. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    await Promise.allSettled(this.#drawing);
    await Promise.all(this.#seats.map((seat) => seat.stop()));
  }

  #draw<P extends Product>(product: P, figure: Figure, options: RenderOptions): Promise<Products[P]> {
    if (this.#disposed) return Promise.reject(new RenderError('the pool has been disposed of'));
    const heard = this.#onWarning === undefined ? options : { onWarning: this.#onWarning, ...options };
    const drawing = this.#withSeat((seat) => seat.draw(product, figure, heard));
    this.#drawing.add(drawing);
    const forget = () => this.#drawing.delete(drawing);
    drawing.then(forget, forget);
    return drawing;
  }

  async #withSeat<T>(work: (seat: Seat) => Promise<T>): Promise<T> {
    const seat = this.#free.pop() ?? (await new Promise<Seat>((resolve) => this.#waiting.push(resolve)));
    try {
      return await work(seat);
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free.push(seat);
      else next(seat);
    }
  }
}
