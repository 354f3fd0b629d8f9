/** Files are written atomically: to a temporary file, synced, then renamed. */
import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
  type Stats,
} from 'node:fs';
import { randomUUID } from 'node:crypto';
import { basename, dirname, join, resolve } from 'node:path';
import { OutputWriteError } from './errors.js';

export interface FileToWrite {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/**
 * Writes all the files or none: every temporary file is complete on disk before the first rename, and the
 * renames run in one turn of the event loop, so that no signal handler comes between them. A file that has the
 * wanted bytes already is not touched.
 *
 * @throws {OutputWriteError} when a folder cannot be made or a file cannot be written.
 */
export function writeFilesAtomically(files: readonly FileToWrite[]): void {
  const pending: { temporary: string; path: string }[] = [];
  try {
    for (const { path: given, content } of files) {
      const path = throughLinks(given);
      const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
      if (hasBytes(path, bytes)) continue;
      const temporary = join(dirname(path), `.${basename(path)}.${randomUUID().slice(0, 8)}.tmp`);
      pending.push({ temporary, path });
      attempt(path, () => {
        makeFolder(dirname(path));
        writeSynced(temporary, bytes);
      });
    }
    for (const { temporary, path } of pending)
      attempt(path, () => {
        renameSync(temporary, path);
      });
  } finally {
    for (const { temporary } of pending) removeFile(temporary);
  }
}

/** Where a path leads: a symbolic link stays one, and the file it names is written, also one that is not there yet. */
function throughLinks(path: string): string {
  let target = path;
  for (let steps = 0; isLink(target); steps += 1) {
    if (steps === MOST_LINKS)
      throw new OutputWriteError(`${path} cannot be written: its links lead in a circle`);
    target = resolve(dirname(target), readlinkSync(target));
  }
  return target;
}

/** False also for what cannot be reached: the writing says why. */
function isLink(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  } catch {
    return false;
  }
}

/** As many as Linux follows. */
const MOST_LINKS = 40;

/** Makes the folder and checks that files can be put into it, before hours are spent on computing them. */
export function ensureWritableFolder(folder: string): void {
  attempt(folder, () => {
    makeFolder(folder);
    accessSync(folder, constants.W_OK | constants.X_OK);
  });
}

/**
 * What is at a path; undefined when nothing is, or nothing that can be reached: a loop of links, a folder that is shut.
 */
export function statIfThere(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** Changes when the file does; empty when it is not there. */
export function fileFingerprint(path: string): string {
  const stat = statIfThere(path);
  return stat === undefined ? '' : `${stat.mtimeMs} ${stat.size}`;
}

/** Removes a file; one that is not there is no error. */
export function removeFile(path: string): void {
  attempt(path, () => {
    rmSync(path, { force: true });
  });
}

/** Node says that the folder is not there when the one above is read-only: then the plain call says why. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    makeFolder(dirname(folder));
    mkdirSync(folder);
  }
}

function writeSynced(path: string, bytes: Uint8Array): void {
  const descriptor = openSync(path, 'w', 0o666);
  try {
    for (let done = 0; done < bytes.length;) done += writeSync(descriptor, bytes, done);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function hasBytes(path: string, bytes: Uint8Array): boolean {
  try {
    return readFileSync(path).equals(bytes);
  } catch {
    return false;
  }
}

const ADVICE: Readonly<Record<string, string>> = {
  EACCES: 'permission denied; choose another folder with --output-dir',
  EPERM: 'permission denied; choose another folder with --output-dir',
  EROFS: 'the file system is read-only; choose another folder with --output-dir',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'a file exists where a folder is needed',
  EEXIST: 'a file exists where a folder is needed',
  EISDIR: 'a folder exists where a file is needed',
};

function attempt(path: string, action: () => void): void {
  try {
    action();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    throw new OutputWriteError(`${path} cannot be written: ${ADVICE[code] ?? String(cause)}`, { cause });
  }
}
