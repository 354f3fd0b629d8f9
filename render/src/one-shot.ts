import type { Figure } from './figure.js';
import type { RendererOptions, RenderOptions } from './options.js';
import { Renderer } from './renderer.js';

/** The options of a single rendering together with the fonts it may use. */
export type OneShotOptions = RenderOptions & Pick<RendererOptions, 'fonts'>;

async function once<T>(
  { fonts = [], ...options }: OneShotOptions,
  work: (renderer: Renderer, options: RenderOptions) => Promise<T>,
): Promise<T> {
  const renderer = await Renderer.create({ fonts });
  try {
    return await work(renderer, options);
  } finally {
    renderer.dispose();
  }
}

/** One figure as SVG. Starts plotly for it alone; use a `Renderer` for several. */
export function renderSvg(figure: Figure, options: OneShotOptions = {}): Promise<string> {
  return once(options, (renderer, rest) => renderer.svg(figure, rest));
}

/** One figure as PNG. Starts plotly for it alone; use a `Renderer` for several. */
export function renderPng(figure: Figure, options: OneShotOptions = {}): Promise<Uint8Array> {
  return once(options, (renderer, rest) => renderer.png(figure, rest));
}
