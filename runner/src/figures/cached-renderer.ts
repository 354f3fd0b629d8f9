import { z } from 'zod';
import { digestOf } from '../cache/digest.js';
import type { CacheStore } from '../cache/store.js';
import type { JsonValue } from '../json.js';
import type { DrawnFigure, FigureRenderer } from './renderer.js';

/** An entry without warnings is of a version that did not keep them: it is drawn anew. */
const entry = z.object({ svg: z.string(), png: z.string(), warnings: z.array(z.string()) });

/** Renders a figure only if no earlier run has rendered the same one with the same renderer. */
export class CachedRenderer implements FigureRenderer {
  readonly #renderer: FigureRenderer;
  readonly #store: CacheStore;
  readonly #version: () => Promise<string>;
  /** What is drawn ahead, by key, until someone asks for it. */
  readonly #ahead = new Map<string, Promise<DrawnFigure>>();

  /**
   * @param version tells versions of the renderer apart
   */
  constructor(renderer: FigureRenderer, store: CacheStore, version: () => Promise<string>) {
    this.#renderer = renderer;
    this.#store = store;
    this.#version = version;
  }

  /** Warms the renderer only when a figure is to be expected that was never drawn. */
  warm(expected: readonly unknown[]): void {
    void this.#version().then((version) => {
      const isNew = (figure: unknown): boolean => this.#store.entry(keyOf(figure, version)) === undefined;
      this.#renderer.warm?.(expected.filter(isNew));
    });
  }

  ahead(figure: unknown): void {
    void this.#version().then((version) => {
      const key = keyOf(figure, version);
      if (this.#ahead.has(key)) return;
      const drawing = this.#draw(figure, key);
      drawing.catch(() => undefined); // told to who asks for the figure
      this.#ahead.set(key, drawing);
    });
  }

  async render(figure: unknown): Promise<DrawnFigure> {
    const key = keyOf(figure, await this.#version());
    const drawing = this.#ahead.get(key);
    this.#ahead.delete(key);
    return drawing ?? this.#draw(figure, key);
  }

  async #draw(figure: unknown, key: string): Promise<DrawnFigure> {
    const known = this.#find(key);
    if (known !== undefined) return known;
    const drawn = await this.#renderer.render(figure);
    this.#keep(key, drawn);
    return drawn;
  }

  #find(key: string): DrawnFigure | undefined {
    const { data } = entry.safeParse(this.#store.entry(key));
    const svg = data && this.#store.content(data.svg);
    const png = data && this.#store.content(data.png);
    return svg && png && { svg: svg.toString('utf8'), png, warnings: data.warnings };
  }

  #keep(key: string, { svg, png, warnings = [] }: DrawnFigure): void {
    try {
      this.#store.putEntry(key, {
        svg: this.#store.putContent(svg),
        png: this.#store.putContent(png),
        warnings: [...warnings],
      });
    } catch {
      // The picture is there; that it cannot be kept is told by the cache of notebooks.
    }
  }
}

function keyOf(figure: unknown, version: string): string {
  return digestOf({ figure: figure as JsonValue, version });
}
