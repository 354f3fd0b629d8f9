import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FileToWrite } from '../files.js';
import type { RenderedFigure } from './render.js';

/** The files of the figures: `<folder>/<name>.svg` and `.png`. */
export function figureFiles(figures: readonly RenderedFigure[], folder: string): FileToWrite[] {
  return figures.flatMap(({ name, svg, png }) => [
    ...(svg === undefined ? [] : [{ path: join(folder, `${name}.svg`), content: svg }]),
    ...(png === undefined ? [] : [{ path: join(folder, `${name}.png`), content: png }]),
  ]);
}

/** The pictures in a notebook's figure folder that its last run no longer made. */
export function staleFigureFiles(folder: string, current: readonly FileToWrite[]): string[] {
  const kept = new Set(current.map(({ path }) => path));
  return pictures(folder).filter((path) => !kept.has(path));
}

function pictures(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.(?:svg|png)$/.test(name) && !name.startsWith('.'))
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}
