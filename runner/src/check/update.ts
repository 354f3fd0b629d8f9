import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { extensionsOf } from '../figures/content.js';
import { planPictures, type PlannedPicture } from '../figures/plan.js';
import type { RenderedFigure } from '../figures/render.js';
import { ClaimsBrokenError, EXIT_CODES, type ExitCode } from '../errors.js';
import { writeFilesAtomically } from '../files.js';
import { updateProjectRegister } from '../claims/publish.js';
import { languageOf } from '../nbformat/language.js';
import { readNotebook } from '../nbformat/index.js';
import type { RunHooks } from '../run/options.js';
import { planPaths, type NotebookPaths } from '../run/paths.js';
import { findProjectRoot } from '../run/project.js';
import { publish } from '../run/publish.js';
import { checkNotebooks } from './check.js';
import { UpdateRefusedError } from './errors.js';
import { readManifest, sha256, writtenCopy, type ManifestEntry } from './manifest.js';
import type { CheckOptions } from './options.js';
import type { CheckReport } from './report.js';
import { dropScratch, makeScratch } from './scratch.js';

/** What was accepted of one notebook. */
export interface AcceptedNotebook {
  /** Its path from the working directory. */
  readonly notebook: string;
  /** The differences that are committed results now, a line each; none when it was up to date. */
  readonly accepted: readonly string[];
}

/** What came of an update. */
export interface UpdateResult {
  readonly check: CheckReport;
  /** Every notebook, unless nothing was accepted. */
  readonly accepted: readonly AcceptedNotebook[];
  /** 0 when the results were accepted, else that of the check. */
  readonly exitCode: ExitCode;
}

/**
 * Executes notebooks and accepts the results: writes what a run would, and says what changed. All or nothing: when
 * a notebook fails, or a claim does not hold while claims are to fail, no file is touched.
 *
 * @returns what the check found, and what was accepted; nothing was when the check's exit code is that of a failed run
 * @throws {ClaimsBrokenError} when a claim does not hold
 * @throws {UpdateRefusedError} when a notebook changed while it ran
 * @example
 * const { accepted } = await updateNotebooks({ inputs: ['notebooks'] });
 */
export async function updateNotebooks(options: CheckOptions, hooks: RunHooks = {}): Promise<UpdateResult> {
  const cwd = resolve(options.cwd ?? process.cwd());
  const scratch = makeScratch(options.outputDir, cwd);
  try {
    const check = await checkNotebooks({ ...options, outputDir: scratch.folder }, hooks);
    refuseBrokenClaims(check);
    const compared = check.exitCode === EXIT_CODES.ok || check.exitCode === EXIT_CODES.outputsDiffer;
    if (!compared) return { check, accepted: [], exitCode: check.exitCode };
    return { check, accepted: acceptCheck(scratch.folder, { cwd }), exitCode: EXIT_CODES.ok };
  } finally {
    dropScratch(scratch);
  }
}

function refuseBrokenClaims({ notebooks }: CheckReport): void {
  for (const { notebook, differences } of notebooks) {
    const broken = differences.filter((difference) => difference.broken === true);
    if (broken.length > 0) {
      throw new ClaimsBrokenError(
        notebook,
        broken.map(({ message, claim = 'finding' }) => ({ kind: claim, text: message })),
      );
    }
  }
}

/**
 * Accepts the results that a check left in a folder, without running anything again.
 *
 * @param folder the output folder of the check
 * @throws {UpdateRefusedError} when the folder holds no results, a notebook failed there, a claim did not hold, or
 *   a notebook was changed since; no file is touched then
 * @example
 * await checkNotebooks({ inputs: ['notebooks'], outputDir: 'out/check' });
 * acceptCheck('out/check');
 */
export function acceptCheck(
  folder: string,
  { cwd = process.cwd() }: { cwd?: string } = {},
): AcceptedNotebook[] {
  const results = resolve(cwd, folder);
  const { notebooks, register } = readManifest(results);
  const root = findProjectRoot(cwd);
  for (const entry of notebooks) refuseUnfit(entry, root);
  const accepted = notebooks.map((entry) => {
    const paths = pathsOf(entry, { cwd, root });
    accept(entry, paths, { results, root });
    return { notebook: paths.name, accepted: entry.messages };
  });
  const [first] = notebooks;
  if (register && first !== undefined) {
    const sources = notebooks.map(({ notebook }) => join(root, notebook));
    updateProjectRegister(sources, { folder: dirname(join(root, first.figures)), root });
  }
  return accepted;
}

function refuseUnfit({ notebook, refused, sha256: before }: ManifestEntry, root: string): void {
  if (refused !== null) {
    throw new UpdateRefusedError(`nothing was accepted because of ${notebook}: ${refused}`);
  }
  if (contentHash(join(root, notebook)) === before) return;
  throw new UpdateRefusedError(
    `nothing was accepted: ${notebook} has changed since it was checked. Run check again.`,
  );
}

function contentHash(path: string): string | undefined {
  try {
    return sha256(readFileSync(path));
  } catch {
    return undefined;
  }
}

function pathsOf(
  { notebook, figures }: ManifestEntry,
  { cwd, root }: { cwd: string; root: string },
): NotebookPaths {
  const source = join(root, notebook);
  const [paths] = planPaths([source], { cwd, root });
  if (paths === undefined) throw new UpdateRefusedError(`${notebook} is not in the project.`);
  return { ...paths, figures: join(root, figures) };
}

function accept(
  { written }: ManifestEntry,
  paths: NotebookPaths,
  { results, root }: { results: string; root: string },
): void {
  const [fresh] = planPaths([paths.source], { cwd: root, root, outputDir: results });
  if (fresh === undefined) return;
  const notebook = readNotebook(fresh.notebook, paths.name);
  const figures = planPictures(notebook, paths.name).map((figure) => withPictures(figure, fresh.figures));
  publish(notebook, figures, languageOf(notebook), paths);
  writeFilesAtomically(
    written.map((path) => ({ path: join(root, path), content: readFileSync(writtenCopy(results, path)) })),
  );
}

/** A picture with its files as the check drew them. */
function withPictures(figure: PlannedPicture, folder: string): RenderedFigure {
  const files = extensionsOf(figure.content).flatMap((extension) => {
    const content = readIfThere(join(folder, `${figure.name}.${extension}`));
    return content === undefined ? [] : [{ extension, content }];
  });
  return { ...figure, files };
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
