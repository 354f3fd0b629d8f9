import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { basename, relative, resolve } from 'node:path';
import { EmptySourceError, SourceFormatError, SourceNotFoundError } from '../../errors.js';
import type { Engine } from '../../engine/engine.js';
import { isPattern } from '../../engine/file-at.js';
import { formatOf, requireFile } from '../../data/source/format.js';
import { filesIn, filesMatching } from '../../data/source/glob.js';
import { stampOf } from './fingerprint.js';

/** One file of events. */
export interface EventFile {
  readonly path: string;
  /** Its name within what was asked for: never an absolute path. */
  readonly name: string;
  /** Hash of its path: files of the same name, size and time in different folders are different files. */
  readonly place: string;
  readonly bytes: number;
  /** Milliseconds since 1970 of its last change. */
  readonly changed: number;
  /** What changes with its content, though size and time are kept: see {@link stampOf}. */
  readonly stamp: string;
  readonly format: 'csv' | 'parquet';
}

const IN_FOLDERS = ['csv', 'csv.gz', 'tsv', 'tsv.gz', 'txt', 'txt.gz', 'parquet'];

/**
 * The files that paths, globs (`events/*.csv`) and folders (of partitions, to any depth) match, in the order of
 * their names. A single file must not be empty; among several, an empty one is a day without events.
 *
 * @throws SourceNotFoundError where nothing matches; SourceFormatError for formats that events do not come in.
 */
export async function eventFiles(
  engine: Engine,
  sources: string | readonly string[],
): Promise<readonly EventFile[]> {
  const asked = typeof sources === 'string' ? [sources] : sources;
  const files = new Map<string, EventFile>();
  for (const source of asked) {
    for (const file of await filesOf(engine, source)) files.set(file.path, file);
  }
  const found = [...files.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  if (found.length === 0) throw new SourceNotFoundError('No file of events was named.');
  if (found.every((file) => file.bytes === 0)) {
    throw new EmptySourceError(
      `${asked.join(', ')}: ${found.length === 1 ? 'the file is' : 'all files are'} empty.`,
    );
  }
  return found;
}

async function filesOf(engine: Engine, source: string): Promise<readonly EventFile[]> {
  if (existsSync(source) && statSync(source).isDirectory()) {
    const patterns = IN_FOLDERS.map((ending) => filesIn(engine, source, `**/*.${ending}`));
    const paths = (await Promise.all(patterns)).flat();
    if (paths.length === 0) {
      throw new SourceNotFoundError(`${source}: the folder holds no ${IN_FOLDERS.join(', ')} file.`);
    }
    return paths.map((path) => fileOf(path, relative(source, path)));
  }
  if (!existsSync(source) && isPattern(source)) {
    const { folder, paths } = await filesMatching(engine, source);
    if (paths.length === 0) throw new SourceNotFoundError(`${source}: no file matches.`);
    return paths.map((path) => fileOf(path, relative(folder, path)));
  }
  if (!existsSync(source)) requireFile(source);
  return [fileOf(source, basename(source))];
}

function fileOf(path: string, name: string): EventFile {
  const format = formatOf(path);
  if (format !== 'csv' && format !== 'parquet') {
    throw new SourceFormatError(`${path}: events are read from csv, tsv, txt (each also .gz) and parquet.`);
  }
  const { size, mtimeMs } = statSync(path);
  const place = createHash('sha256').update(resolve(path)).digest('hex').slice(0, 16);
  return {
    path,
    name: name.replaceAll('\\', '/'),
    place,
    bytes: size,
    changed: mtimeMs,
    stamp: stampOf(path),
    format,
  };
}
