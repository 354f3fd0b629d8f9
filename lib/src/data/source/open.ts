import type { Engine, QueryOptions } from '../../engine/engine.js';
import { openDatabase } from '../database/open.js';
import { refuseDatabaseOptions, type DatabaseOptions } from '../database/options.js';
import { isDatabaseUrl } from '../database/url.js';
import { openCsv } from './csv.js';
import { formatOf, requireFile } from './format.js';
import { openJson } from './json.js';
import { openParquet } from './parquet.js';
import { openMany } from './many/open.js';
import type { Source, SourceOptions } from './source.js';
import { openXlsx } from './xlsx/open.js';
import { isArchive, memberAt, tableInArchive } from './zip/member.js';

/**
 * Opens a data file in the format that its name indicates, all files that a pattern matches, or a table of a database by
 * its URL.
 */
export async function openSource(
  engine: Engine,
  given: string,
  expected: readonly string[],
  options: SourceOptions & DatabaseOptions & QueryOptions,
): Promise<Source> {
  if (isDatabaseUrl(given)) return openDatabase(engine, given, options);
  refuseDatabaseOptions(given, options);
  if (options.glob === true) {
    const one = { ...options, glob: false };
    return openMany(engine, given, (path) => openSource(engine, path, expected, one));
  }
  if (isArchive(given)) requireFile(given);
  const path = tableInArchive(given, options.member);
  const format = formatOf(path);
  if (memberAt(path) === null) requireFile(path);
  switch (format) {
    case 'csv':
      return openCsv(path, expected, options);
    case 'parquet':
      return openParquet(engine, path);
    case 'xlsx':
      return openXlsx(path, expected, options);
    case 'json':
    case 'ndjson':
      return openJson(engine, path, format, options);
  }
}
