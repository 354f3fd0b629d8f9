import type { Figure } from 'plotly-static';

/** What the runner needs of `plotly-static`; another renderer, or a stand-in for tests, may be passed instead. */
export interface FigureRenderer {
  render(figure: unknown): Promise<{ svg: string; png: Uint8Array }>;
}

/** The one warm renderer of a run: loaded when the first figure comes, used by all notebooks. */
export class SharedRenderer implements FigureRenderer {
  #renderer: Promise<{ render: FigureRenderer['render']; dispose: () => void }> | undefined;

  async render(figure: unknown): Promise<{ svg: string; png: Uint8Array }> {
    this.#renderer ??= load();
    return (await this.#renderer).render(figure);
  }

  async dispose(): Promise<void> {
    (await this.#renderer)?.dispose();
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
