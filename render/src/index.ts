/** Plotly figures to SVG and PNG, without a browser. */
export { InvalidFigureError, InvalidOptionError, RenderError, UnsupportedTraceError } from './errors.js';
export type { Figure } from './figure.js';
export type { FontFile, RenderOptions, RendererOptions, TextForm } from './options.js';
export { renderPng, renderSvg, type OneShotOptions } from './one-shot.js';
export { RendererPool, type PoolOptions } from './pool/pool.js';
export { Renderer } from './renderer.js';
