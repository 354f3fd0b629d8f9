import { Page } from './browser/page.js';
import { checkOptions } from './check/options.js';
import { prepareFigure } from './check/prepare.js';
import { checkSchema } from './check/schema.js';
import { RenderError } from './errors.js';
import type { Figure } from './figure.js';
import type { RenderOptions, RendererOptions } from './options.js';
import { svgDocument } from './output/document.js';
import { rasterize } from './output/rasterize.js';

/**
 * Draws plotly figures one after another in one warm document.
 *
 * The same figure and options give the same bytes, whatever was drawn before.
 *
 * @example
 * const renderer = await Renderer.create();
 * const svg = await renderer.svg({ data: [{ type: 'bar', x: ['a', 'b'], y: [1, 2] }] });
 * renderer.dispose();
 */
export class Renderer {
  readonly #page: Page;
  readonly #defaults: RenderOptions;
  /** Ends when the last figure asked for has been drawn: figures take turns in the one document. */
  #turn: Promise<unknown> = Promise.resolve();
  #disposed = false;

  private constructor(page: Page, defaults: RenderOptions) {
    this.#page = page;
    this.#defaults = defaults;
  }

  /** Starts a renderer; loading plotly takes about a second. */
  static create({ defaults = {} }: RendererOptions = {}): Promise<Renderer> {
    return Promise.resolve().then(() => {
      checkOptions(defaults);
      return new Renderer(new Page(), defaults);
    });
  }

  /**
   * The figure as a standalone SVG document.
   *
   * @throws InvalidFigureError, UnsupportedTraceError, or RenderError where plotly itself failed
   */
  svg(figure: Figure, options: RenderOptions = {}): Promise<string> {
    return this.#inTurn(() => this.#draw(figure, { ...this.#defaults, ...options }));
  }

  /** The figure as a PNG file; throws as `svg` does. */
  async png(figure: Figure, options: RenderOptions = {}): Promise<Uint8Array> {
    return (await this.render(figure, options)).png;
  }

  /** The figure as both, laid out once; throws as `svg` does. */
  async render(figure: Figure, options: RenderOptions = {}): Promise<{ svg: string; png: Uint8Array }> {
    const svg = await this.svg(figure, options);
    return { svg, png: rasterize(svg, options.scale ?? this.#defaults.scale ?? 1) };
  }

  /** Closes the document. What was asked for before is still drawn, what comes after is refused. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    void this.#turn.then(() => {
      this.#page.close();
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#disposed) return Promise.reject(new RenderError('the renderer has been disposed of'));
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  async #draw(figure: Figure, options: RenderOptions): Promise<string> {
    checkOptions(options);
    const prepared = prepareFigure(figure, options);
    checkSchema(this.#page, prepared, options.onWarning);
    const warn = (message: string) => options.onWarning?.(message);
    try {
      return await this.#page.draw(prepared, warn, (drawing) =>
        svgDocument(drawing, prepared.layout, options),
      );
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new RenderError(`plotly could not draw the figure: ${reason}`, { cause });
    }
  }
}
