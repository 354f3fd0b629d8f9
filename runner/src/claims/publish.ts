import { dirname, resolve } from 'node:path';
import { NotebookFormatError } from '../errors.js';
import type { RunPlan } from '../run/plan.js';
import type { ProgressListener } from '../run/progress.js';
import type { NotebookReport } from '../run/report.js';
import { ledgerFiles, readClaims, writeLedger } from './ledger.js';
import { ledgerNotebooks, projectNotebooks, type LedgerNotebook } from './scope.js';

/**
 * Brings the ledger up to date after a run: that of the project, or with an output folder that of the run's own
 * notebooks, as far as they succeeded.
 *
 * @throws {OutputWriteError} when the ledger cannot be written
 */
export function publishLedger(
  { settings, root, notebooks }: RunPlan,
  reports: readonly NotebookReport[],
  progress?: ProgressListener,
): void {
  const [first] = notebooks;
  if (!settings.ledger || first === undefined) return;
  const folder = dirname(first.paths.figures);
  const { cwd, outputDir } = settings;
  if (outputDir === undefined) {
    const sources = notebooks.map(({ paths }) => paths.source);
    updateProjectLedger(sources, { folder, root }, progress);
    return;
  }
  const base = resolve(cwd, outputDir);
  const done = notebooks.filter((_, index) => reports[index]?.status === 'ok');
  const written = ledgerNotebooks(
    done.map(({ paths }) => paths.notebook),
    base,
  );
  write(written, { folder, base }, progress);
}

/** Writes the ledger of the project that these notebooks belong to, as their files are now. */
export function updateProjectLedger(
  sources: readonly string[],
  { folder, root }: { readonly folder: string; readonly root: string },
  progress?: ProgressListener,
): void {
  write(projectNotebooks(sources, ledgerFiles(folder).json, root), { folder, base: root }, progress);
}

/** A notebook that cannot be read may hold claims: then the ledger stays as it is. */
function write(
  notebooks: readonly LedgerNotebook[],
  { folder, base }: { readonly folder: string; readonly base: string },
  progress: ProgressListener | undefined,
): void {
  try {
    writeLedger(readClaims(notebooks), ledgerFiles(folder), base);
  } catch (error) {
    if (!(error instanceof NotebookFormatError)) throw error;
    progress?.notice?.(`the ledger of all claims stays as it is: ${error.message}`);
  }
}
