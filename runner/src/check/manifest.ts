import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFilesAtomically } from '../files.js';
import { stringifyCanonical } from '../json.js';
import { UpdateRefusedError } from './errors.js';

const FILE = 'check.json';

const schema = z.object({
  version: z.literal(1),
  /** The project root at the time. */
  root: z.string(),
  /** Whether the claims register goes with the results. */
  register: z.boolean(),
  notebooks: z.array(
    z.object({
      /** From the project root. */
      notebook: z.string(),
      /** Of the committed file when it was checked. */
      sha256: z.string(),
      /** Why the results cannot be accepted. */
      refused: z.string().nullable(),
      /** The folder of its committed figures, from the project root. */
      figures: z.string(),
      /** What it writes, from the project root; the fresh content is in `written/`. */
      written: z.array(z.string()),
      /** What differs, a line each. */
      messages: z.array(z.string()),
    }),
  ),
});

/** What a check leaves in its folder, so that its results can be accepted later. */
export type Manifest = z.output<typeof schema>;
export type ManifestEntry = Manifest['notebooks'][number];

export function writeManifest(folder: string, manifest: Manifest): void {
  writeFilesAtomically([{ path: join(folder, FILE), content: stringifyCanonical(manifest) }]);
}

/** @throws {UpdateRefusedError} when the folder holds no results of a check */
export function readManifest(folder: string): Manifest {
  try {
    return schema.parse(JSON.parse(readFileSync(join(folder, FILE), 'utf8')));
  } catch (cause) {
    throw new UpdateRefusedError(
      `${folder} contains no check results (${FILE} is missing or unreadable). Create them with: ` +
        `check notebooks --output-dir ${folder}`,
      { cause },
    );
  }
}

/** Where a folder of results keeps the fresh content of a written file. */
export function writtenCopy(folder: string, path: string): string {
  return join(folder, 'written', path);
}

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
