import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { literal, OutputError, sql, type Session } from 'tally';
import { TemporaryFolder, writeWhole } from 'tally/cli';
import { sampleShopFiles, type SampleFile } from './files.js';
import type { SampleShopOptions } from './shop.js';

/** The largest file is compressed, by the engine: the library of Node compresses differently from version to version. */
const COMPRESSED = 'fresh-orders';

/**
 * Writes the files of a sample shop into a folder, the orders compressed. The same seed gives the same bytes.
 *
 * @throws OptionsError as `sampleShop`; OutputError when a file cannot be written.
 * @returns a line about each file.
 */
export async function writeSampleShop(
  session: Session,
  folder: string,
  options: SampleShopOptions = {},
): Promise<string[]> {
  const told: string[] = [];
  for (const file of sampleShopFiles(options)) {
    const path = join(folder, `${file.name}.csv${file.name === COMPRESSED ? '.gz' : ''}`);
    if (file.name === COMPRESSED) await writeCompressed(session, path, file);
    else writeWhole(path, csvOf(file), '--out');
    told.push(`${path}: ${file.rows.length} rows`);
  }
  return told;
}

/** No value has a comma, a quote or a line break. */
export const csvOf = ({ columns, rows }: SampleFile): string =>
  `${[columns, ...rows].map((row) => row.join(',')).join('\n')}\n`;

async function writeCompressed({ engine }: Session, path: string, file: SampleFile): Promise<void> {
  const temporary = new TemporaryFolder();
  try {
    const plain = temporary.file('plain.csv');
    writeFileSync(plain, csvOf(file));
    const read = sql`read_csv(${literal(plain)}, header = true, all_varchar = true, delim = ',', parallel = false)`;
    await engine.run(
      sql`COPY (SELECT * FROM ${read}) TO ${literal(path)} (FORMAT csv, HEADER true, COMPRESSION gzip)`,
    );
  } catch (cause) {
    throw new OutputError(`${path} cannot be written. Choose another location with --out.`, { cause });
  } finally {
    temporary.remove();
  }
}
