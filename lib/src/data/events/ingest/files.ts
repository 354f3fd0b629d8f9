import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { basename, join as joinPath, relative, resolve } from 'node:path';
import { EmptySourceError, SourceFormatError, SourceNotFoundError } from '../../../errors.js';
import type { Engine } from '../../../engine/engine.js';
import { literal, sql } from '../../../engine/sql.js';
import { formatOf, requireFile } from '../../source/format.js';

/** One file of events. */
export interface EventFile {
  readonly path: string;
  /** Its name within what was asked for: never an absolute path. */
  readonly name: string;
  /** Hash of where it stands: two files of one name, size and time in different folders are two. */
  readonly place: string;
  readonly bytes: number;
  /** Milliseconds since 1970 of its last change. */
  readonly changed: number;
  readonly format: 'csv' | 'parquet';
}

const IN_FOLDERS = ['csv', 'csv.gz', 'tsv', 'tsv.gz', 'txt', 'txt.gz', 'parquet'];

/**
 * The files that paths, globs (`events/*.csv`) and folders (of partitions, to any depth) stand for, in the order of
 * their names. One file alone must not be empty; among several an empty one is a day without events.
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
    throw new EmptySourceError(`${asked.join(', ')}: ${found.length === 1 ? 'the file is' : 'all files are'} empty.`);
  }
  return found;
}

async function filesOf(engine: Engine, source: string): Promise<readonly EventFile[]> {
  if (existsSync(source) && statSync(source).isDirectory()) {
    const patterns = IN_FOLDERS.map((ending) => joinPath(source, '**', `*.${ending}`));
    const paths = (await Promise.all(patterns.map((pattern) => globbed(engine, pattern)))).flat();
    if (paths.length === 0) {
      throw new SourceNotFoundError(`${source}: the folder holds no ${IN_FOLDERS.join(', ')} file.`);
    }
    return paths.map((path) => fileOf(path, relative(source, path)));
  }
  if (!existsSync(source) && /[*?[]/.test(source)) {
    const paths = await globbed(engine, source);
    if (paths.length === 0) throw new SourceNotFoundError(`${source}: no file matches.`);
    return paths.map((path) => fileOf(path, relative(fixedPart(source), path)));
  }
  if (!existsSync(source)) requireFile(source);
  return [fileOf(source, basename(source))];
}

async function globbed(engine: Engine, pattern: string): Promise<readonly string[]> {
  const rows = await engine.all(sql`SELECT file FROM glob(${literal(pattern)}) ORDER BY file`, { file: 'text' });
  return rows.map((row) => row.file);
}

/** The folder of a glob before its first wildcard. */
function fixedPart(pattern: string): string {
  return pattern.slice(0, pattern.search(/[*?[]/)).replace(/[^/\\]*$/, '') || '.';
}

function fileOf(path: string, name: string): EventFile {
  const format = formatOf(path);
  if (format !== 'csv' && format !== 'parquet') {
    throw new SourceFormatError(`${path}: events are read from csv, tsv, txt (each also .gz) and parquet.`);
  }
  const { size, mtimeMs } = statSync(path);
  const place = createHash('sha256').update(resolve(path)).digest('hex').slice(0, 16);
  return { path, name: name.replaceAll('\\', '/'), place, bytes: size, changed: mtimeMs, format };
}
