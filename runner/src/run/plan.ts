import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { globSync, isDynamicPattern } from 'tinyglobby';
import { RunnerError } from '../errors.js';
import { declarationOf, normalPath } from '../graph/declaration.js';
import { buildGraph, type NotebookGraph } from '../graph/graph.js';
import type { GraphNode } from '../graph/node.js';
import { readsFrom } from '../graph/path-match.js';
import { readNotebook } from '../nbformat/index.js';
import { discoverNotebooks } from './discover.js';
import { parseRunOptions, type RunOptions, type RunSettings } from './options.js';
import type { NotebookPaths } from './paths.js';
import { prepareNotebooks, type PreparedNotebook, type UnfitNotebook } from './prepare.js';
import { findProjectRoot } from './project.js';
import { planVariants } from './variants.js';
import type { ProgressListener } from './progress.js';

/** What a run will do: its notebooks, read and with their parameters, and their order. */
export interface RunPlan {
  readonly settings: RunSettings;
  /** The project root: where kernels run and what paths are told from. */
  readonly root: string;
  /** In the order of the inputs; the graph's nodes have the same numbers. */
  readonly notebooks: readonly (PreparedNotebook | UnfitNotebook)[];
  readonly graph: NotebookGraph;
}

/**
 * Finds and reads the notebooks, sets their parameters and puts them in order by what they read and write.
 * Nothing runs and nothing is written.
 *
 * @throws {UsageError} when an option is invalid
 * @throws {NotebookNotFoundError} when an input matches no notebook
 * @throws {ParameterError} when a parameter fits no notebook or would overwrite committed outputs
 * @throws {GraphError} when notebooks wait for each other, read what no one writes, or write the same file
 * @example
 * const { graph } = planRun({ inputs: ['notebooks'] });
 * console.log(graph.order.map((index) => graph.nodes[index]?.name));
 */
export function planRun(given: RunOptions, progress?: ProgressListener): RunPlan {
  const settings = parseRunOptions(given);
  const cwd = resolve(settings.cwd);
  const root = findProjectRoot(cwd);
  const { outputDir, figuresDir, each, outputName, lang } = settings;
  const options = { cwd, root, outputDir, figuresDir, each, outputName, lang };
  const variants = planVariants(discoverNotebooks(settings.inputs, cwd), options);
  const paths = variants.map((variant) => variant.paths);
  const notebooks = prepareNotebooks(variants, settings, root, progress);
  const graph = buildGraph(
    notebooks.map((notebook) => nodeOf(notebook, root)),
    {
      exists: (path) => isThere(path, root),
      hint: (path) => unreadableHint(notebooks) ?? otherWriterHint(path, paths, root),
    },
  );
  return { settings, root, notebooks, graph };
}

function nodeOf({ paths, declaration }: PreparedNotebook | UnfitNotebook, root: string): GraphNode {
  const products = [paths.notebook, paths.markdown, paths.figures].map((path) => normalPath(path, root));
  return { name: paths.name, reads: declaration?.reads ?? [], writes: declaration?.writes ?? [], products };
}

function isThere(path: string, root: string): boolean {
  if (existsSync(resolve(root, path))) return true;
  return isDynamicPattern(path) && globSync(path, { cwd: root, dot: true }).length > 0;
}

/** A notebook that cannot be read may be the one that writes the missing file. */
function unreadableHint(notebooks: readonly (PreparedNotebook | UnfitNotebook)[]): string | undefined {
  const unfit = notebooks.find((each) => 'error' in each && each.declaration === undefined);
  return unfit !== undefined && 'error' in unfit
    ? `It may be written by a notebook that cannot be read: ${unfit.error.message}`
    : undefined;
}

/** Looks beside the notebooks of the run for one that writes the path. */
function otherWriterHint(path: string, paths: readonly NotebookPaths[], root: string): string {
  const known = new Set(paths.map(({ source }) => source));
  const folders = [...new Set(paths.map(({ source }) => dirname(source)))];
  const others = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.ipynb') && !name.endsWith('.partial.ipynb'))
      .map((name) => join(folder, name))
      .filter((file) => !known.has(file)),
  );
  const writer = others.find((file) => writesOf(file, root).some((written) => readsFrom(path, written)));
  return writer === undefined ? '' : `${relative(root, writer)} writes it: run that notebook too.`;
}

function writesOf(file: string, root: string): readonly string[] {
  try {
    return declarationOf(readNotebook(file), file, root).writes;
  } catch (error) {
    if (error instanceof RunnerError) return [];
    throw error;
  }
}
