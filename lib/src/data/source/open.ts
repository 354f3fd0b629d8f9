import type { Engine } from '../../engine/engine.js';
import { openCsv } from './csv.js';
import { formatOf, requireFile } from './format.js';
import { openJson } from './json.js';
import { openParquet } from './parquet.js';
import type { Source, SourceOptions } from './source.js';

/** Opens a data file in the format that its name indicates. */
export async function openSource(
  engine: Engine,
  path: string,
  expected: readonly string[],
  options: SourceOptions,
): Promise<Source> {
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
