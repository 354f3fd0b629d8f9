import { basename, dirname, join } from 'node:path';
import { figureFiles, staleFigureFiles } from '../figures/files.js';
import type { RenderedFigure } from '../figures/render.js';
import { removeFile, writeFilesAtomically } from '../files.js';
import { notebookMarkdown } from '../markdown/document.js';
import type { Picture } from '../markdown/output.js';
import { serializeNotebook, type Notebook, type Output } from '../nbformat/index.js';
import { linkFrom, type NotebookPaths } from './paths.js';

/**
 * Writes what a successful run gives: figures, markdown, notebook, all or none. Then removes what it makes
 * obsolete: figures no longer drawn, and the partial notebook of an earlier failure.
 *
 * @returns the paths of the files
 */
export function publish(
  notebook: Notebook,
  figures: readonly RenderedFigure[],
  language: string,
  paths: NotebookPaths,
): string[] {
  const pictures = figureFiles(figures, paths.figures);
  const markdown = notebookMarkdown(notebook, {
    notebookFile: basename(paths.notebook),
    language: language.toLowerCase(),
    pictures: picturesByOutput(figures, paths),
  });
  const files = [
    ...pictures,
    { path: paths.markdown, content: markdown },
    { path: paths.notebook, content: serializeNotebook(notebook) },
  ];
  writeFilesAtomically(files);
  for (const stale of staleFigureFiles(paths.figures, pictures)) removeFile(stale);
  removeFile(paths.partial);
  return files.map(({ path }) => path);
}

/** Saves the outputs of a failed run beside, where nobody takes them for the finished ones. */
export function savePartial(notebook: Notebook, paths: NotebookPaths): string {
  writeFilesAtomically([{ path: paths.partial, content: serializeNotebook(notebook) }]);
  return paths.partial;
}

/** Markdown shows the PNG where there is one: code hosts strip the styles that plotly's SVG needs. */
function picturesByOutput(figures: readonly RenderedFigure[], paths: NotebookPaths): Map<Output, Picture> {
  return new Map(
    figures.map(({ output, name, alt, png }) => {
      const file = join(paths.figures, `${name}.${png === undefined ? 'svg' : 'png'}`);
      return [output, { alt, path: linkFrom(dirname(paths.markdown), file) }];
    }),
  );
}
