import { refuseDatabaseOptions, type DatabaseOptions } from '../../data/database/options.js';
import { databaseToParquet } from '../../data/database/to-parquet.js';
import { isDatabaseUrl } from '../../data/database/url.js';
import { TemporaryFolder } from '../../data/source/temporary.js';
import type { Engine, QueryOptions } from '../../engine/engine.js';

/** Sources of events, with files in place of the tables of databases. */
export interface LocalSources {
  readonly sources: readonly string[];
  /** Removes these files. */
  dispose(): void;
}

/** Reads each table that a URL names into a temporary file; paths stay as they are. */
export async function localSources(
  engine: Engine,
  sources: string | readonly string[],
  options: DatabaseOptions & QueryOptions,
): Promise<LocalSources> {
  const asked = typeof sources === 'string' ? [sources] : sources;
  const [first] = asked;
  if (first !== undefined && !asked.some(isDatabaseUrl)) refuseDatabaseOptions(first, options);
  const folders: TemporaryFolder[] = [];
  const dispose = () => {
    for (const folder of folders) folder.remove();
  };
  const inOwnFolder = (name: string) => {
    const folder = new TemporaryFolder();
    folders.push(folder);
    return folder.file(`${name.replaceAll(/[^\p{Letter}\p{Number}_.-]/gu, '_')}.parquet`);
  };
  try {
    const local: string[] = [];
    for (const source of asked) {
      local.push(
        isDatabaseUrl(source) ? await databaseToParquet(engine, source, inOwnFolder, options) : source,
      );
    }
    return { sources: local, dispose };
  } catch (error) {
    dispose();
    throw error;
  }
}
