import { readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { drawnBefore } from '../figures/drawn-before.js';
import { pictureNames } from '../figures/files.js';
import { planPictures, type PlannedPicture } from '../figures/plan.js';
import { languageOf } from '../nbformat/language.js';
import { notebookMarkdown } from '../markdown/document.js';
import type { Notebook } from '../nbformat/index.js';
import { picturesBySource } from '../markdown/pictures.js';
import type { NotebookPaths } from '../run/paths.js';
import { RunnerError } from '../errors.js';
import { comparePng } from './compare/pixels.js';
import { compareText } from './compare/text.js';
import { compareContents } from './compare/written.js';
import type { CellRef, Difference } from './difference.js';
import { EXACT, type CompareRules, type NotebookRules } from './rules.js';

/** What a file comparison needs to know of a notebook. */
export interface ComparedNotebook {
  readonly committed: Notebook;
  readonly fresh: Notebook;
  /** Where the committed files are. */
  readonly paths: NotebookPaths;
  /** The folder of the fresh figures. */
  readonly freshFigures: string;
  readonly rules: NotebookRules;
  /** Paths no one commits. */
  readonly ignored: { has: (path: string) => boolean };
  /** Messages tell files from here. */
  readonly cwd: string;
}

/**
 * Whether the committed markdown is the one of the committed notebook. Compared with that, not with the fresh run:
 * what differs between the notebooks is reported where it differs.
 */
export function compareMarkdown({ committed, fresh, paths, ignored, cwd }: ComparedNotebook): Difference[] {
  if (ignored.has(paths.markdown)) return [];
  const path = relative(cwd, paths.markdown);
  const text = readIfThere(paths.markdown)?.toString('utf8');
  if (text === undefined)
    return [{ kind: 'file', path, message: `${path} is missing; a run would write it` }];
  const expected = markdownOf(committed, languageOf(fresh), paths);
  const difference = compareText(text, expected, EXACT, path);
  const file = basename(paths.notebook);
  return difference === undefined
    ? []
    : [{ ...difference, kind: 'file', message: `${path} does not match the committed ${file}` }];
}

function markdownOf(notebook: Notebook, language: string, paths: NotebookPaths): string {
  const pictures = picturesBySource(picturesOf(notebook), paths);
  return notebookMarkdown(notebook, { notebookFile: basename(paths.notebook), language, pictures });
}

/** A notebook someone edited may name figures as no run would. */
function picturesOf(notebook: Notebook): PlannedPicture[] {
  try {
    return planPictures(notebook, '');
  } catch (error) {
    if (error instanceof RunnerError) return [];
    throw error;
  }
}

/**
 * Compares the committed pictures of a notebook with the fresh ones.
 *
 * @param told differences of the notebook itself: a figure that differs there is not told again for its files
 */
export function compareFigureFiles(notebook: ComparedNotebook, told: readonly Difference[]): Difference[] {
  const { committed, fresh, paths, freshFigures, ignored } = notebook;
  const places = new Map([...placesOf(committed), ...placesOf(fresh)]);
  const drawn = pictureNames(freshFigures);
  const others = pictureNames(paths.figures).filter((file) => !drawn.includes(file));
  // A picture that no run put there is someone's own.
  const names = new Set([...drawn, ...drawnBefore(others, paths)]);
  return [...names].sort().flatMap((file) => {
    const place = places.get(file.replace(/\.\w+$/, ''));
    const rules = rulesAt(notebook, place?.cell.id);
    const silent = ignored.has(join(paths.figures, file)) || rules.skip;
    if (silent || told.some((each) => isOfFigure(each, place))) return [];
    const difference = compareFigureFile(notebook, file, rules);
    if (difference === undefined) return [];
    return [place === undefined ? difference : { cell: place.cell, ...difference }];
  });
}

/** The cell that draws a figure, and the number of the output there. */
interface FigurePlace {
  readonly cell: CellRef;
  readonly output: number;
}

function placesOf(notebook: Notebook): [name: string, place: FigurePlace][] {
  return picturesOf(notebook).map(({ name, place: { number, id }, output }) => {
    const cell = notebook.cells[number - 1];
    const outputs = cell?.cell_type === 'code' ? cell.outputs : [];
    return [name, { cell: { number, id }, output: output === undefined ? 0 : outputs.indexOf(output) + 1 }];
  });
}

/** Whether a difference tells already that this figure is another. */
function isOfFigure({ cell, kind, output, path }: Difference, place: FigurePlace | undefined): boolean {
  if (place === undefined || cell?.id !== place.cell.id || output !== place.output) return false;
  if (kind === 'figure-data' || kind === 'figure-pixels') return true;
  return (kind === 'missing-output' || kind === 'extra-output') && path?.startsWith('figure') === true;
}

function rulesAt({ committed, rules }: ComparedNotebook, id: string | undefined): CompareRules {
  const cell = committed.cells.find((each) => each.id === id);
  return cell === undefined ? rules.notebook : rules.of(cell);
}

function compareFigureFile(
  { paths, freshFigures, cwd }: ComparedNotebook,
  file: string,
  rules: CompareRules,
): Difference | undefined {
  const path = relative(cwd, join(paths.figures, file));
  const [before, after] = [readIfThere(join(paths.figures, file)), readIfThere(join(freshFigures, file))];
  if (before === undefined) return { kind: 'file', path, message: `${path} is missing; a run would draw it` };
  if (after === undefined) return { kind: 'file', path, message: `${path} is committed but no longer drawn` };
  if (rules.ignoreOutputs) return undefined;
  if (file.endsWith('.png')) return comparePng(before, after, rules, path);
  const loose = rules.pixels.threshold > 0 || rules.pixels.share > 0;
  if (rules.figure === 'data' || rules.figure === 'size' || loose) return undefined;
  const difference = compareContents(before, after, rules, path);
  return difference && { ...difference, kind: 'figure-pixels' };
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
