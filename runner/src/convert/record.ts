import { readFileSync, realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { z } from 'zod';
import { sha256 } from '../cache/digest.js';
import { removeFile, writeFilesAtomically, type FileToWrite } from '../files.js';
import { stringifyCanonical } from '../json.js';

/** Lists what a conversion wrote into a folder, so that the next one knows what it may remove. */
const RECORD = '.nbconvert-ts-runner.json';

/** The SHA-256 of each file by its path from the folder, with forward slashes. */
const record = z.object({ written: z.record(z.string(), z.string()) });
type Written = z.output<typeof record>['written'];

/**
 * Removes what an earlier conversion wrote into a folder and this one did not, and records what this one wrote. A
 * file that was changed since, or that no conversion wrote, stays.
 *
 * @param files what was written, also elsewhere
 * @returns the paths of the files that were removed
 */
export function settle(folder: string, files: readonly FileToWrite[]): string[] {
  const written = writtenBelow(folder, files);
  const stale = Object.entries(recorded(folder)).flatMap(([name, sha]) => {
    const path = join(folder, name);
    return !Object.hasOwn(written, name) && isStill(path, folder, name, sha) ? [path] : [];
  });
  for (const path of stale) removeFile(path);
  const path = join(folder, RECORD);
  if (Object.keys(written).length === 0) removeFile(path);
  else writeFilesAtomically([{ path, content: stringifyCanonical({ written }) }]);
  return stale;
}

function writtenBelow(folder: string, files: readonly FileToWrite[]): Written {
  const below = files.flatMap(({ path, content }): [string, string][] => {
    const name = relative(folder, path).split(sep).join('/');
    return name.startsWith('../') ? [] : [[name, sha256(content)]];
  });
  return Object.fromEntries(below);
}

/** What the last conversion wrote; a record that cannot be read says nothing. */
function recorded(folder: string): Written {
  try {
    return record.parse(JSON.parse(readFileSync(join(folder, RECORD), 'utf8'))).written;
  } catch {
    return {};
  }
}

/** Whether the file is the one that was recorded, and in the folder: a record may come from others. */
function isStill(path: string, folder: string, name: string, sha: string): boolean {
  try {
    const own = join(realpathSync(folder), ...name.split('/').filter((part) => part !== '..'));
    return realpathSync(path) === own && sha256(readFileSync(path)) === sha;
  } catch {
    return false;
  }
}
