import { dirname, join, parse, relative, resolve, sep } from 'node:path';
import { UsageError } from '../errors.js';

/** Where a notebook comes from and where everything made of it goes; absolute paths. */
export interface NotebookPaths {
  readonly source: string;
  /** How messages call the notebook: its path from the working directory. */
  readonly name: string;
  readonly notebook: string;
  readonly markdown: string;
  /** Where the outputs go when the run of this notebook fails. */
  readonly partial: string;
  /** The folder of this notebook's figures. */
  readonly figures: string;
  /** Whether committed outputs get replaced: the source itself, or in another language what lies next to it. */
  readonly inPlace: boolean;
  /** Whether the executed notebook is written: in another language it is not, in place. */
  readonly writesNotebook: boolean;
}

export interface PathOptions {
  readonly cwd: string;
  readonly root: string;
  readonly outputDir?: string | undefined;
  readonly figuresDir?: string | undefined;
  /** Another language than that of the cells: everything goes into folders of this name. */
  readonly lang?: string | undefined;
}

/**
 * Plans the paths of all notebooks of a run.
 *
 * @param stems the file names of outputs, without extension; default: those of the sources
 * @throws {UsageError} when two notebooks would write the same files
 */
export function planPaths(
  sources: readonly string[],
  options: PathOptions,
  stems: readonly string[] = [],
): NotebookPaths[] {
  const plans = sources.map((source, index) => pathsOf(source, options, stems[index]));
  for (const [index, plan] of plans.entries()) {
    const twin = plans.slice(0, index).find((other) => other.figures === plan.figures);
    if (twin !== undefined) {
      throw new UsageError(
        `${twin.name} and ${plan.name} would write to the same place, ${plan.figures}. ` +
          'Rename one, or run them separately with different --output-dir.',
      );
    }
  }
  return plans;
}

/** The paths of one notebook, or of a script that stands for one. */
export function pathsOf(
  source: string,
  { cwd, root, outputDir, figuresDir, lang = '' }: PathOptions,
  ownStem?: string,
): NotebookPaths {
  const stem = ownStem ?? parse(source).name;
  const name = forwardSlashes(relative(cwd, source));
  const base = outputDir === undefined ? dirname(source) : resolve(cwd, outputDir);
  const folder = join(base, lang);
  const defaultFigures = join(outputDir === undefined ? root : base, 'figures');
  const inPlace = join(base, `${stem}.ipynb`) === source;
  return {
    source,
    name: ownStem === undefined ? name : `${name} (${ownStem})`,
    notebook: join(folder, `${stem}.ipynb`),
    markdown: join(folder, `${stem}.md`),
    partial: join(folder, `${stem}.partial.ipynb`),
    figures: join(figuresDir === undefined ? defaultFigures : resolve(cwd, figuresDir), lang, stem),
    inPlace,
    writesNotebook: lang === '' || !inPlace,
  };
}

/** The path of a file as a document in `folder` refers to it. */
export function linkFrom(folder: string, path: string): string {
  return forwardSlashes(relative(folder, path));
}

/** A path as an address. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

function forwardSlashes(path: string): string {
  return path.split(sep).join('/');
}
