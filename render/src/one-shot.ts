import type { Figure } from './figure.js';
import type { RenderOptions } from './options.js';
import { Renderer } from './renderer.js';

async function once<T>(work: (renderer: Renderer) => Promise<T>): Promise<T> {
  const renderer = await Renderer.create();
  try {
    return await work(renderer);
  } finally {
    renderer.dispose();
  }
}

/** One figure as SVG. Starts plotly for it alone; use a `Renderer` for several. */
export function renderSvg(figure: Figure, options?: RenderOptions): Promise<string> {
  return once((renderer) => renderer.svg(figure, options));
}

/** One figure as PNG. Starts plotly for it alone; use a `Renderer` for several. */
export function renderPng(figure: Figure, options?: RenderOptions): Promise<Uint8Array> {
  return once((renderer) => renderer.png(figure, options));
}
