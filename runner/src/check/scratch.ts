import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { UsageError } from '../errors.js';
import type { NotebookPaths } from '../run/paths.js';

/** The folder of a check's fresh results: one of the caller's, or a temporary one. */
export interface Scratch {
  readonly folder: string;
  readonly temporary: boolean;
}

export function makeScratch(outputDir: string | undefined, cwd: string): Scratch {
  if (outputDir === undefined) {
    return { folder: mkdtempSync(join(tmpdir(), 'nbconvert-check-')), temporary: true };
  }
  const folder = resolve(cwd, outputDir);
  mkdirSync(folder, { recursive: true });
  return { folder, temporary: false };
}

/** Removes the folder if it is a temporary one. */
export function dropScratch({ folder, temporary }: Scratch): void {
  if (temporary) rmSync(folder, { recursive: true, force: true });
}

/** @throws {UsageError} when fresh results would replace the committed ones they are compared with */
export function refuseOverwriting(fresh: readonly NotebookPaths[], outputDir: string): void {
  const inPlace = fresh.find((paths) => paths.inPlace);
  if (inPlace === undefined) return;
  throw new UsageError(
    `--output-dir ${outputDir} is the folder of ${inPlace.name}; a check must not overwrite it. ` +
      'Choose another folder, or use update.',
  );
}
