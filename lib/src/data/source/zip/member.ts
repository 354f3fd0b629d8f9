import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { closest } from '../../../core/closest.js';
import { OptionsError, SourceFormatError, SourceNotFoundError } from '../../../errors.js';
import { zipEntries, type ZipEntry } from './directory.js';

/** A file of an archive. */
export interface Member {
  readonly archive: string;
  readonly entry: ZipEntry;
}

/** Between the path of an archive and the name of a file in it. */
const MARK = '.zip#';
const TABLE = /\.(csv|tsv|txt)(\.gz)?$/i;

/** The archive and name in a path such as `exports.zip#2024/orders.csv`; null for any other path. */
function splitPath(path: string): { readonly archive: string; readonly name: string } | null {
  const at = path.toLowerCase().indexOf(MARK);
  if (at === -1 || existsSync(path)) return null;
  return { archive: path.slice(0, at + MARK.length - 1), name: path.slice(at + MARK.length) };
}

/**
 * The file of an archive that a path such as `exports.zip#2024/orders.csv` names; null for any other path.
 *
 * @throws SourceNotFoundError if there is no such archive, or no such file in it.
 */
export function memberAt(path: string): Member | null {
  const parts = splitPath(path);
  if (parts === null) return null;
  const { archive, name } = parts;
  if (!existsSync(archive)) throw new SourceNotFoundError(`${archive}: no such file.`);
  const entries = zipEntries(archive);
  const entry = entries.find((one) => one.name === name);
  if (entry !== undefined) return { archive, entry };
  const near = closest(
    name,
    entries.map((one) => one.name),
  );
  throw new SourceNotFoundError(
    `${archive}: has no file ${name}.${near === undefined ? '' : ` Did you mean ${near}?`}`,
  );
}

export const isArchive = (path: string): boolean => path.toLowerCase().endsWith('.zip');

/**
 * The path of the one table in an archive, such as `orders.zip#orders.csv` for `orders.zip`; any other path as it is.
 *
 * @param wanted the name of the file, where the archive has several.
 * @throws OptionsError if several could be meant; SourceFormatError if none is a table that is read from archives.
 */
export function tableInArchive(path: string, wanted: string | undefined): string {
  if (!isArchive(path)) return path;
  if (wanted !== undefined) return `${path}#${wanted}`;
  const names = zipEntries(path)
    .map(({ name }) => name)
    // What macOS and Windows put beside files.
    .filter(
      (name) => !name.endsWith('/') && !name.startsWith('__MACOSX/') && !basename(name).startsWith('.'),
    );
  const tables = names.filter((name) => TABLE.test(name));
  const [only, second] = tables;
  if (only === undefined) {
    throw new SourceFormatError(
      `${path}: has no .csv, .tsv or .txt file${names.length === 0 ? '' : `, but ${listed(names)}`}. Unpack it first.`,
    );
  }
  if (second === undefined) return `${path}#${only}`;
  throw new OptionsError(
    `${path}: has several files: ${listed(tables)}. Name the one to load: '${basename(path)}#${only}', or member: '${only}'.`,
  );
}

const SHOWN = 8;

function listed(names: readonly string[]): string {
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
  return `${names.slice(0, SHOWN).join(', ')}${more}`;
}
