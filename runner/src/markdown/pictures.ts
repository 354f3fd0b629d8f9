import { dirname, join } from 'node:path';
import { extensionsOf } from '../figures/content.js';
import type { PlannedPicture } from '../figures/plan.js';
import { linkFrom, type NotebookPaths } from '../run/paths.js';
import type { Picture } from './output.js';

/**
 * The pictures of a notebook by what they stand for, its outputs and attachments. Of a plotly figure markdown
 * shows the PNG: code hosts strip the styles that plotly's SVG needs.
 */
export function picturesBySource(
  pictures: readonly PlannedPicture[],
  paths: NotebookPaths,
): Map<object, Picture> {
  return new Map(
    pictures.map(({ source, name, alt, content }) => {
      const file = join(paths.figures, `${name}.${extensionsOf(content)[0]}`);
      return [source, { alt, path: linkFrom(dirname(paths.markdown), file) }];
    }),
  );
}
