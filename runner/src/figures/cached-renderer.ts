import { z } from 'zod';
import { digestOf } from '../cache/digest.js';
import type { CacheStore } from '../cache/store.js';
import type { JsonValue } from '../json.js';
import type { FigureRenderer } from './renderer.js';

const entry = z.object({ svg: z.string(), png: z.string() });

/** Draws a figure only when no earlier run has drawn the same one with the same renderer. */
export class CachedRenderer implements FigureRenderer {
  /**
   * @param version tells versions of the renderer apart
   */
  constructor(
    private readonly renderer: FigureRenderer,
    private readonly store: CacheStore,
    private readonly version: () => Promise<string>,
  ) {}

  /** Warms the renderer only when a figure is to be expected that was never drawn. */
  warm(expected: readonly unknown[]): void {
    void this.version().then((version) => {
      const isNew = (figure: unknown): boolean => this.store.entry(keyOf(figure, version)) === undefined;
      this.renderer.warm?.(expected.filter(isNew));
    });
  }

  async render(figure: unknown): Promise<{ svg: string; png: Uint8Array }> {
    const key = keyOf(figure, await this.version());
    const known = this.#find(key);
    if (known !== undefined) return known;
    const drawn = await this.renderer.render(figure);
    this.#keep(key, drawn);
    return drawn;
  }

  #find(key: string): { svg: string; png: Uint8Array } | undefined {
    const { data } = entry.safeParse(this.store.entry(key));
    const svg = data && this.store.content(data.svg);
    const png = data && this.store.content(data.png);
    return svg && png && { svg: svg.toString('utf8'), png };
  }

  #keep(key: string, { svg, png }: { svg: string; png: Uint8Array }): void {
    try {
      this.store.putEntry(key, { svg: this.store.putContent(svg), png: this.store.putContent(png) });
    } catch {
      // The picture is there; that it cannot be kept is told by the cache of notebooks.
    }
  }
}

function keyOf(figure: unknown, version: string): string {
  return digestOf({ figure: figure as JsonValue, version });
}
