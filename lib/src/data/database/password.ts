import { readFileSync } from 'node:fs';
import { OptionsError } from '../../errors.js';
import type { DatabaseKind } from './url.js';

const OWN: Readonly<Record<DatabaseKind, string>> = { mysql: 'MYSQL_PWD', postgres: 'PGPASSWORD' };

/**
 * The password for a database: from `passwordFile` or the file that TALLY_DB_PASSWORD_FILE names, else from MYSQL_PWD or
 * PGPASSWORD, else from TALLY_DB_PASSWORD. Undefined if there is none: the Postgres driver then looks into PGPASSFILE.
 *
 * @throws OptionsError for a file that cannot be read or is empty.
 */
export function passwordOf(kind: DatabaseKind, passwordFile: string | undefined): string | undefined {
  const { env } = process;
  const file = passwordFile ?? env['TALLY_DB_PASSWORD_FILE'];
  return file === undefined ? (env[OWN[kind]] ?? env['TALLY_DB_PASSWORD']) : firstLine(file);
}

function firstLine(file: string): string {
  const [line = ''] = textOf(file).split(/\r?\n/, 1);
  if (line === '') {
    throw new OptionsError(`${file}: the password file has no password in its first line.`);
  }
  return line;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf-8');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new OptionsError(`${file}: the password file cannot be read (${reason}).`, { cause });
  }
}
