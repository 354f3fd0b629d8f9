import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FileToWrite } from '../files.js';
import { isPictureFile } from './content.js';
import type { RenderedFigure } from './render.js';

/** The files of the pictures: `<folder>/<name>.svg`, `.png` … */
export function figureFiles(figures: readonly RenderedFigure[], folder: string): FileToWrite[] {
  return figures.flatMap(({ name, files }) =>
    files.map(({ extension, content }) => ({ path: join(folder, `${name}.${extension}`), content })),
  );
}

/** The pictures in a notebook's figure folder that its last run no longer made. */
export function staleFigureFiles(folder: string, current: readonly FileToWrite[]): string[] {
  const kept = new Set(current.map(({ path }) => path));
  return pictureNames(folder)
    .map((name) => join(folder, name))
    .filter((path) => !kept.has(path));
}

/** The names of the pictures in a folder; none where there is no such folder. */
export function pictureNames(folder: string): string[] {
  try {
    return readdirSync(folder).filter(isPictureFile);
  } catch {
    return [];
  }
}
