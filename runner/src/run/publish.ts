import { realpathSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { RunnerError } from '../errors.js';
import { figureFiles, pictureNames, staleFigureFiles } from '../figures/files.js';
import type { RenderedFigure } from '../figures/render.js';
import { removeFile, writeFilesAtomically } from '../files.js';
import { notebookMarkdown } from '../markdown/document.js';
import { picturesBySource } from '../markdown/pictures.js';
import { serializeNotebook, type Notebook } from '../nbformat/index.js';
import { pathScrubber } from '../text/scrub.js';
import { partialNotebook } from './partial.js';
import { linkFrom, type NotebookPaths } from './paths.js';

/** How the markdown is written where it is not next to its notebook, or not in its language. */
export interface PublishOptions {
  readonly lang?: string | undefined;
  readonly link?: ((href: string) => string | undefined) | undefined;
}

/**
 * Writes what a successful run gives: figures, markdown, notebook, all or none. Then removes what it makes
 * obsolete: figures that an earlier run drew, and the partial notebook of an earlier failure.
 *
 * @returns the paths of the files
 */
export function publish(
  notebook: Notebook,
  figures: readonly RenderedFigure[],
  language: string,
  paths: NotebookPaths,
  { lang, link }: PublishOptions = {},
): string[] {
  const pictures = figureFiles(figures, paths.figures);
  const markdown = notebookMarkdown(notebook, {
    notebookFile: paths.writesNotebook
      ? basename(paths.notebook)
      : linkFrom(dirname(paths.markdown), paths.source),
    language: language.toLowerCase(),
    lang,
    link,
    pictures: picturesBySource(figures, paths),
  });
  const files = [
    ...pictures,
    { path: paths.markdown, content: markdown },
    ...(paths.writesNotebook ? [{ path: paths.notebook, content: serializeNotebook(notebook) }] : []),
  ];
  const stale = staleFigureFiles(paths, pictures);
  writeFilesAtomically(files);
  // Where Age.png and age.png are one file, the new one is there by now.
  const there = new Set(pictureNames(paths.figures));
  for (const path of stale) if (there.has(basename(path))) removeFile(path);
  removeFile(paths.partial);
  return files.map(({ path }) => path);
}

/** Saves the outputs of a failed run beside, where no one takes them for the finished ones. */
export function savePartial(
  notebook: Notebook,
  error: RunnerError,
  paths: NotebookPaths,
  root: string,
): string {
  const marked = partialNotebook(notebook, error, pathScrubber([root, realpathSync(root)]));
  writeFilesAtomically([{ path: paths.partial, content: serializeNotebook(marked) }]);
  return paths.partial;
}
