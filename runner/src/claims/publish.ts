import { dirname, resolve } from 'node:path';
import { NotebookFormatError } from '../errors.js';
import type { RunPlan } from '../run/plan.js';
import type { ProgressListener } from '../run/progress.js';
import type { NotebookReport } from '../run/report.js';
import { registerFiles, readClaims, writeRegister } from './register.js';
import { registerNotebooks, projectNotebooks, type RegisterNotebook } from './scope.js';

/**
 * Brings the register up to date after a run: that of the project, or with an output folder that of the run's own
 * notebooks, as far as they succeeded.
 *
 * @throws {OutputWriteError} when the register cannot be written
 */
export function publishRegister(
  { settings, root, notebooks }: RunPlan,
  reports: readonly NotebookReport[],
  progress?: ProgressListener,
): void {
  const [first] = notebooks;
  if (!settings.register || first === undefined) return;
  const folder = dirname(first.paths.figures);
  const { cwd, outputDir, lang } = settings;
  if (outputDir === undefined) {
    // Executed notebooks in another language are not there to be read, and the register is that of the cells' own.
    if (lang !== undefined) return;
    const sources = notebooks.map(({ paths }) => paths.source);
    updateProjectRegister(sources, { folder, root }, progress);
    return;
  }
  const base = resolve(cwd, outputDir);
  const done = notebooks.filter((_, index) => reports[index]?.status === 'ok');
  const written = registerNotebooks(
    done.map(({ paths }) => paths.notebook),
    base,
  );
  write(written, { folder, base }, progress);
}

/** Writes the register of the project that these notebooks belong to, as their files are now. */
export function updateProjectRegister(
  sources: readonly string[],
  { folder, root }: { readonly folder: string; readonly root: string },
  progress?: ProgressListener,
): void {
  write(projectNotebooks(sources, registerFiles(folder).json, root), { folder, base: root }, progress);
}

/** If a notebook that may have claims cannot be read, the register stays as it is. */
function write(
  notebooks: readonly RegisterNotebook[],
  { folder, base }: { readonly folder: string; readonly base: string },
  progress: ProgressListener | undefined,
): void {
  try {
    writeRegister(readClaims(notebooks), registerFiles(folder), base);
  } catch (error) {
    if (!(error instanceof NotebookFormatError)) throw error;
    progress?.notice?.(`the claims register was not updated: ${error.message}`);
  }
}
