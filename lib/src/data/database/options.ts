import { OptionsError } from '../../errors.js';

/** Options for reading a database; a file takes none of them. */
export interface DatabaseOptions {
  /** SQL to read instead of a table: a single SELECT. */
  readonly query?: string;
  /**
   * File with the password in its first line. Default: that which TALLY_DB_PASSWORD_FILE names, else the password in
   * MYSQL_PWD (MySQL, MariaDB), PGPASSWORD (Postgres), or TALLY_DB_PASSWORD.
   */
  readonly passwordFile?: string;
  /**
   * Folder in which the rows of a table are kept, chunk by chunk. A load that was interrupted goes on from there, and a
   * further one reads only the chunks that have changed. It takes a primary key of one whole number.
   */
  readonly folder?: string;
  /** Rows of a chunk. Default: 250,000. */
  readonly chunkRows?: number;
}

const NAMES = [
  'query',
  'passwordFile',
  'folder',
  'chunkRows',
] as const satisfies readonly (keyof DatabaseOptions)[];

/** @throws OptionsError if options for databases are given for a file. */
export function refuseDatabaseOptions(path: string, options: DatabaseOptions): void {
  const given = NAMES.find((name) => options[name] !== undefined);
  if (given === undefined) return;
  throw new OptionsError(
    `${path}: ${given} is for databases, such as mysql://user@host/database, and this is a file.`,
  );
}
