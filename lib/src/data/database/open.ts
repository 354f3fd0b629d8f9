import type { Engine, QueryOptions } from '../../engine/engine.js';
import type { Source } from '../source/source.js';
import { connectMysql } from './connect-mysql.js';
import { connectPostgres } from './connect-postgres.js';
import type { Database } from './database.js';
import { databaseFailure } from './failure.js';
import type { DatabaseOptions } from './options.js';
import { passwordOf } from './password.js';
import { carefulRelation, fastRelation } from './read-staged.js';
import { relationOf, type DatabaseRelation } from './relation.js';
import { stagedRecords } from './staged-records.js';
import { Staging } from './staging.js';
import { parseDatabaseUrl, type DatabaseUrl } from './url.js';
import { watched } from './watched.js';

/**
 * Opens a table or query of MySQL, MariaDB, or Postgres. It is read in one transaction, so from one snapshot, into a
 * temporary file, when its rows are first asked for.
 *
 * @throws OptionsError for what the URL lacks; DatabaseError if the database cannot be reached, refuses the user, or goes
 *   away; SourceNotFoundError for a table that is not there; QueryCancelledError.
 * @example
 * const source = await openDatabase(engine, 'mysql://reader@db.example/shop?table=orders', {});
 */
export async function openDatabase(
  engine: Engine,
  path: string,
  options: DatabaseOptions & QueryOptions,
): Promise<Source> {
  const url = parseDatabaseUrl(path, options.query);
  const place = url.shown;
  const database = await connected(url, options.passwordFile);
  try {
    const relation = await watched(database, { place, signal: options.signal }, () =>
      relationOf(database, url),
    );
    const staging = new Staging({ engine, database, relation, place, options });
    return sourceOf(url, relation, staging, () => {
      database.close();
      staging.remove();
    });
  } catch (error) {
    database.close();
    throw error;
  }
}

async function connected(url: DatabaseUrl, passwordFile: string | undefined): Promise<Database> {
  const password = passwordOf(url.kind, passwordFile);
  try {
    return await (url.kind === 'mysql' ? connectMysql(url, password) : connectPostgres(url, password));
  } catch (cause) {
    throw databaseFailure(url.shown, cause);
  }
}

function sourceOf(
  { kind, shown }: DatabaseUrl,
  { columns }: DatabaseRelation,
  staging: Staging,
  dispose: () => void,
): Source {
  return {
    ...{ path: shown, format: kind, encoding: null, delimiter: null },
    columns: columns.map(({ name }) => name),
    declared: {
      texts: new Set([...columns.entries()].flatMap(([index, { isText }]) => (isText ? [index] : []))),
      columns: async () => (await staging.facts()).declared,
    },
    fast: {
      relation: async (bindings) => fastRelation(await staging.columns(bindings), bindings),
      records: () => stagedRecords(staging.latest),
    },
    careful: async (bindings) => carefulRelation(await staging.columns(bindings), bindings),
    counted: () => staging.counted,
    remark: () => staging.remark,
    dispose,
  };
}
