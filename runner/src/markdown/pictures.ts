import { dirname, join } from 'node:path';
import type { RenderedFigure } from '../figures/render.js';
import type { Output } from '../nbformat/index.js';
import { linkFrom, type NotebookPaths } from '../run/paths.js';
import type { Picture } from './output.js';

/** Markdown shows the PNG where there is one: code hosts strip the styles that plotly's SVG needs. */
export function picturesByOutput(
  figures: readonly RenderedFigure[],
  paths: NotebookPaths,
): Map<Output, Picture> {
  return new Map(
    figures.map(({ output, name, alt, png }) => {
      const file = join(paths.figures, `${name}.${png === undefined ? 'svg' : 'png'}`);
      return [output, { alt, path: linkFrom(dirname(paths.markdown), file) }];
    }),
  );
}
