import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { EmptySourceError, SourceFormatError, SourceNotFoundError } from '../../errors.js';
import { closest } from '../../core/closest.js';
import type { DatabaseKind } from '../database/url.js';

export type FileFormat = 'csv' | 'parquet' | 'json' | 'ndjson';
/** The format of a file, or the database that a table comes from. */
export type Format = FileFormat | DatabaseKind;

const EXTENSIONS: readonly (readonly [RegExp, FileFormat])[] = [
  [/\.(csv|tsv|txt)(\.gz)?$/i, 'csv'],
  [/\.parquet$/i, 'parquet'],
  [/\.json(\.gz)?$/i, 'json'],
  [/\.(ndjson|jsonl)(\.gz)?$/i, 'ndjson'],
];

/** The format that a file's name indicates. */
export function formatOf(path: string): FileFormat {
  const format = EXTENSIONS.find(([pattern]) => pattern.test(path))?.[1];
  if (format === undefined) {
    throw new SourceFormatError(
      `${path}: unknown file type. Use .csv, .tsv, .txt, .json, .ndjson, or .jsonl, each optionally with .gz, or .parquet.`,
    );
  }
  return format;
}

/** Throws unless the path is a file that is not empty; if it does not exist, suggests a similar name in its folder. */
export function requireFile(path: string): void {
  if (!existsSync(path)) {
    const folder = dirname(path);
    const near = existsSync(folder) ? closest(basename(path), readdirSync(folder)) : undefined;
    const hint = near === undefined ? '' : ` Did you mean ${near}?`;
    throw new SourceNotFoundError(`${path}: no such file.${hint}`);
  }
  const stat = statSync(path);
  if (!stat.isFile())
    throw new SourceFormatError(
      `${path}: is a folder or otherwise not a regular file. Give the path of a data file.`,
    );
  if (stat.size === 0) throw new EmptySourceError(`${path}: the file is empty.`);
}
