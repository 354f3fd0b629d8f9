/** What a check that was killed outright (`kill -9`) leaves changed is restored by the next command. */
import { readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { z } from 'zod';
import { defaultCacheFolder } from '../cache/folder.js';
import { OutputWriteError } from '../errors.js';
import { writeFilesAtomically } from '../files.js';
import { isRunning, ownMark } from '../kernel/system.js';
import { putBack, type FileContents } from './put-back.js';

const LIST = 'check.json';

const schema = z.object({
  /** The project root: several projects may share a cache. */
  root: z.string(),
  process: z.object({ pid: z.int(), start: z.string() }),
  /** Files and folders that the notebooks write, from the root. */
  names: z.array(z.string()),
  /** The files that were there, from the root; the copy of the first is called `0`. */
  files: z.array(z.string()),
});

let serial = 0;

/**
 * Copies files before notebooks write over them.
 *
 * @param notice told when there can be no copies
 * @returns drops the copies, once the files are as they were
 */
export function keepCopies(
  names: readonly string[],
  root: string,
  before: FileContents,
  notice: (text: string) => void,
): () => void {
  if (names.length === 0) return () => undefined;
  const mark = ownMark();
  const folder = join(copiesFolder(root), `${mark.pid}-${(serial += 1)}`);
  const files = [...before.keys()].map((path) => relative(root, path));
  const list = { root: realpathSync(root), process: mark, names: [...names], files };
  const copies = [...before.values()].map((content, index) => ({ path: join(folder, `${index}`), content }));
  try {
    // The list comes last: without it the copies count for nothing, and no notebook has run.
    writeFilesAtomically(copies);
    writeFilesAtomically([{ path: join(folder, LIST), content: JSON.stringify(list) }]);
  } catch (error) {
    if (!(error instanceof OutputWriteError)) throw error;
    notice(
      `if this check is killed with kill -9, files that notebooks write are not restored: ${error.message}`,
    );
    // Copies without their list count for nothing; a later command removes them.
    return () => undefined;
  }
  return () => {
    drop(folder);
  };
}

/**
 * Restores what notebooks wrote during checks of this project that were killed.
 *
 * @returns the paths that changed by it
 */
export function recoverInterrupted(root: string): string[] {
  const all = copiesFolder(root);
  return entriesOf(all).flatMap((name) => {
    const folder = join(all, name);
    const list = listIn(folder);
    if (list !== undefined) return recoverFrom(folder, list, root);
    // Killed while it copied: nothing was changed by then.
    if (!isRunning({ pid: Number.parseInt(name), start: '' })) drop(folder);
    return [];
  });
}

/** The same, told to who watches the run. */
export function recoverAndTell(root: string, notice: ((text: string) => void) | undefined): void {
  const paths = recoverInterrupted(root).map((path) => relative(root, path));
  if (paths.length > 0) notice?.(`restored after a check that was killed: ${paths.join(', ')}`);
}

function recoverFrom(folder: string, list: z.output<typeof schema>, root: string): string[] {
  if (list.root !== realpathSync(root) || isRunning(list.process)) return [];
  const before = new Map(
    list.files.map((file, index) => [resolve(root, file), readFileSync(join(folder, `${index}`))]),
  );
  const paths = putBack(list.names, root, before);
  drop(folder);
  return paths;
}

function drop(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

function listIn(folder: string): z.output<typeof schema> | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(join(folder, LIST), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Where every command finds it, whatever `--cache-dir` says. */
function copiesFolder(root: string): string {
  return join(defaultCacheFolder(root), 'checks');
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
