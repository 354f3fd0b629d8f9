/** Plotly figures to SVG and PNG, without a browser. */
export { InvalidFigureError, RenderError, UnsupportedTraceError } from './errors.js';
export type { Figure } from './figure.js';
export type { RenderOptions, RendererOptions } from './options.js';
export { renderPng, renderSvg } from './one-shot.js';
export { Renderer } from './renderer.js';
