import type { Drawing, Page } from './browser/page.js';
import { unsortableTrace } from './check/category-order.js';
import { checkOptions } from './check/options.js';
import { prepareFigure } from './check/prepare.js';
import { checkSchema } from './check/schema.js';
import { RenderError } from './errors.js';
import type { Figure } from './figure.js';
import type { RenderOptions, RendererOptions, TextForm } from './options.js';
import { svgDocument } from './output/document.js';
import { rasterize } from './output/rasterize.js';
import { FontSet } from './text/font-set.js';

/** A drawn figure as an SVG document, its text as the options have it unless said here. */
type Write = (textAs?: TextForm) => string;

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
  /** Let go of when the renderer is disposed of. */
  #page: Page | undefined;
  readonly #defaults: RenderOptions;
  /** Ends when the last figure asked for has been drawn: figures take turns in the one document. */
  #turn: Promise<unknown> = Promise.resolve();
  #disposed = false;

  private constructor(page: Page, defaults: RenderOptions) {
    this.#page = page;
    this.#defaults = defaults;
  }

  /**
   * Starts a renderer; loading plotly takes about a second.
   *
   * @throws InvalidOptionError, for example where a font file is none
   */
  static async create({ defaults = {}, fonts = [] }: RendererOptions = {}): Promise<Renderer> {
    checkOptions(defaults);
    const fontSet = new FontSet(fonts);
    // Only who draws waits for what drawing needs, not who imports this package.
    const { Page } = await import('./browser/page.js');
    return new Renderer(new Page(fontSet), defaults);
  }

  /**
   * The figure as a standalone SVG document.
   *
   * @throws InvalidFigureError, InvalidOptionError, UnsupportedTraceError, or RenderError where plotly itself failed
   */
  svg(figure: Figure, options: RenderOptions = {}): Promise<string> {
    return this.#inTurn(figure, options, (write) => write());
  }

  /** The figure as a PNG file; throws as `svg` does. */
  async png(figure: Figure, options: RenderOptions = {}): Promise<Uint8Array> {
    const outlined = await this.#inTurn(figure, options, (write) => write('outlines'));
    return rasterize(outlined, this.#scale(options));
  }

  /** The figure as both, laid out once; throws as `svg` does. */
  async render(figure: Figure, options: RenderOptions = {}): Promise<{ svg: string; png: Uint8Array }> {
    const { svg, outlined } = await this.#inTurn(figure, options, (write) => ({
      svg: write(),
      outlined: write('outlines'),
    }));
    return { svg, png: rasterize(outlined, this.#scale(options)) };
  }

  /** Gives the document's memory back. What was asked for before is still drawn, what comes after is refused. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    void this.#turn.then(() => {
      this.#page = undefined;
    });
  }

  #scale({ scale = this.#defaults.scale ?? 1 }: RenderOptions): number {
    return scale;
  }

  /** Draws the figure once those before it are done, and reads it while it is there. */
  #inTurn<T>(figure: Figure, options: RenderOptions, read: (write: Write) => T): Promise<T> {
    if (this.#disposed) return Promise.reject(new RenderError('the renderer has been disposed of'));
    const result = this.#turn.then(() => this.#draw(figure, { ...this.#defaults, ...options }, read));
    this.#turn = result.catch(() => undefined);
    return result;
  }

  async #draw<T>(figure: Figure, options: RenderOptions, read: (write: Write) => T): Promise<T> {
    const page = this.#page;
    if (page === undefined) throw new RenderError('the renderer has been disposed of');
    checkOptions(options);
    const prepared = prepareFigure(figure, options);
    const warn = onceEach(options.onWarning);
    const write = (drawing: Drawing) => (textAs?: TextForm) =>
      svgDocument(drawing, prepared.layout, {
        ...options,
        onWarning: warn,
        ...(textAs === undefined ? {} : { textAs }),
      });
    try {
      checkSchema(page, prepared, warn);
      return await page.draw(prepared, warn, (drawing) => read(write(drawing)));
    } catch (cause) {
      if (cause instanceof RenderError) throw cause;
      const unsortable = unsortableTrace(prepared, cause);
      if (unsortable !== undefined) throw unsortable;
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new RenderError(`plotly could not draw the figure: ${reason}`, { cause });
    }
  }
}

/** A listener that hears the same warning about a figure once, though it is written twice. */
function onceEach(onWarning: RenderOptions['onWarning']): (message: string) => void {
  const heard = new Set<string>();
  return (message) => {
    if (!heard.has(message)) onWarning?.(message);
    heard.add(message);
  };
}
