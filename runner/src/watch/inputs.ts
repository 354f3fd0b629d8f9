import { relative, resolve, sep } from 'node:path';
import { localModules } from '../cache/local-modules.js';
import { isRemote } from '../graph/declaration.js';
import { readsFrom } from '../graph/path-match.js';
import type { RunPlan } from '../run/plan.js';
import type { PreparedNotebook } from '../run/prepare.js';
import { translationPath } from '../translate/paths.js';

/** What the notebooks of a plan depend on. */
export interface WatchedInputs {
  /** Whether a file, by its absolute path, is a notebook, its translation, is read by one, or is code that one uses. */
  has(path: string): boolean;
  /** What a run itself writes: notebooks in place, and what notebooks say that they write. */
  isOwn(path: string): boolean;
}

/** The inputs of a plan; without a plan, because there is something wrong, every file is one. */
export function watchedInputs(plan: RunPlan | undefined): WatchedInputs {
  if (plan === undefined) return { has: () => true, isOwn: () => false };
  const { root, notebooks, graph } = plan;
  const { lang } = plan.settings;
  const sources = new Set(notebooks.map(({ paths }) => paths.source));
  const translations = new Set(
    lang === undefined ? [] : [...sources].map((source) => translationPath(source, lang)),
  );
  const fit = notebooks.filter((each): each is PreparedNotebook => !('error' in each));
  const modules = fit.map((each) => modulesOf(each, root));
  const reads = graph.nodes.flatMap((node) => node.reads).filter((read) => !isRemote(read));
  const writes = graph.nodes.flatMap((node) => node.writes);
  const local = (path: string): string => relative(root, path).split(sep).join('/');
  const isUsed = (path: string): boolean =>
    modules.some(
      ({ files, packages }) =>
        files.has(path) || [...packages].some((folder) => path.startsWith(`${folder}${sep}`)),
    );
  return {
    has: (path) =>
      sources.has(path) ||
      translations.has(path) ||
      isUsed(path) ||
      reads.some((read) => readsFrom(read, local(path))),
    isOwn: (path) =>
      (sources.has(path) && plan.settings.outputDir === undefined) ||
      writes.some((written) => readsFrom(local(path), written) || resolve(root, written) === path),
  };
}

function modulesOf({ notebook, spec }: PreparedNotebook, root: string): ReturnType<typeof localModules> {
  const sources = notebook.cells.flatMap((cell) => (cell.cell_type === 'code' ? [cell.source] : []));
  return localModules(sources, spec.language, root);
}
