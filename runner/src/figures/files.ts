import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FileToWrite } from '../files.js';
import type { NotebookPaths } from '../run/paths.js';
import { isPictureFile } from './content.js';
import { drawnBefore } from './drawn-before.js';
import type { RenderedFigure } from './render.js';

/** The files of the pictures: `<folder>/<name>.svg`, `.png` … */
export function figureFiles(figures: readonly RenderedFigure[], folder: string): FileToWrite[] {
  return figures.flatMap(({ name, files }) =>
    files.map(({ extension, content }) => ({ path: join(folder, `${name}.${extension}`), content })),
  );
}

/**
 * The pictures that an earlier run of the notebook put into its figure folder and this one does not. To be asked
 * before notebook and markdown are written: they tell which pictures were drawn before. All others are people's.
 */
export function staleFigureFiles(paths: NotebookPaths, current: readonly FileToWrite[]): string[] {
  const kept = new Set(current.map(({ path }) => path));
  const others = pictureNames(paths.figures).filter((name) => !kept.has(join(paths.figures, name)));
  return [...drawnBefore(others, paths)].map((name) => join(paths.figures, name));
}

/** The names of the pictures in a folder; none where there is no such folder. */
export function pictureNames(folder: string): string[] {
  try {
    return readdirSync(folder).filter(isPictureFile);
  } catch {
    return [];
  }
}
