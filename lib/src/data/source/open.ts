import type { Engine, QueryOptions } from '../../engine/engine.js';
import { openDatabase } from '../database/open.js';
import { refuseDatabaseOptions, type DatabaseOptions } from '../database/options.js';
import { isDatabaseUrl } from '../database/url.js';
import { openCsv } from './csv.js';
import { formatOf, requireFile } from './format.js';
import { openJson } from './json.js';
import { openParquet } from './parquet.js';
import type { Source, SourceOptions } from './source.js';

/** Opens a data file in the format that its name indicates, or a table of a database by its URL. */
export async function openSource(
  engine: Engine,
  path: string,
  expected: readonly string[],
  options: SourceOptions & DatabaseOptions & QueryOptions,
): Promise<Source> {
  if (isDatabaseUrl(path)) return openDatabase(engine, path, options);
  refuseDatabaseOptions(path, options);
  const format = formatOf(path);
  requireFile(path);
  switch (format) {
    case 'csv':
      return openCsv(path, expected, options);
    case 'parquet':
      return openParquet(engine, path);
    case 'json':
    case 'ndjson':
      return openJson(engine, path, format, options);
  }
}
