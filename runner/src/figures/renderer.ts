import type { Figure } from 'plotly-static';

/** What the runner needs of `plotly-static`; another renderer, or a stand-in for tests, may be passed instead. */
export interface FigureRenderer {
  /** Starts loading, where that takes time: called while the kernel starts when figures are to be expected. */
  warm?(): void;
  render(figure: unknown): Promise<{ svg: string; png: Uint8Array }>;
}

/** The one warm renderer of a run: loaded when the first figure comes, used by all notebooks. */
export class SharedRenderer implements FigureRenderer {
  #renderer: Promise<{ render: FigureRenderer['render']; dispose: () => void }> | undefined;

  warm(): void {
    this.#renderer ??= load();
    // Who renders the first figure gets the error.
    this.#renderer.catch(() => undefined);
  }

  async render(figure: unknown): Promise<{ svg: string; png: Uint8Array }> {
    this.#renderer ??= load();
    return (await this.#renderer).render(figure);
  }

  async dispose(): Promise<void> {
    const renderer = await this.#renderer?.catch(() => undefined);
    renderer?.dispose();
  }
}

async function load(): Promise<{ render: FigureRenderer['render']; dispose: () => void }> {
  const { Renderer } = await import('plotly-static');
  const renderer = await Renderer.create();
  return {
    // The renderer checks the figure itself and says what is wrong with it.
    render: (figure) => renderer.render(figure as Figure, { scale: 1 }),
    dispose: () => { renderer.dispose(); },
  };
}
