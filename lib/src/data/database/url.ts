import { OptionsError } from '../../errors.js';
import { closest } from '../../core/closest.js';

/** The databases that can be read. MariaDB speaks the protocol of MySQL. */
export type DatabaseKind = 'mysql' | 'postgres';

/** Whether and how a connection is encrypted: not at all, without looking at the certificate, or with a checked one. */
export const SSL_MODES = ['disable', 'require', 'verify-full'] as const;
export type SslMode = (typeof SSL_MODES)[number];

/** What a database URL says. */
export interface DatabaseUrl {
  readonly kind: DatabaseKind;
  readonly host: string;
  readonly port: number;
  /** Folder (Postgres) or file (MySQL) of a socket, instead of host and port. */
  readonly socket: string | null;
  readonly user: string | null;
  readonly database: string;
  /** A table, also `schema.table`, or a query. */
  readonly read: { readonly table: string } | { readonly query: string };
  readonly ssl: SslMode;
  /** How it is named in titles and errors: neither user nor password. */
  readonly shown: string;
}

const KINDS: Readonly<Record<string, DatabaseKind>> = {
  'mysql:': 'mysql',
  'mariadb:': 'mysql',
  'postgres:': 'postgres',
  'postgresql:': 'postgres',
};

const PORTS: Readonly<Record<DatabaseKind, number>> = { mysql: 3306, postgres: 5432 };
const PARAMETERS = ['table', 'query', 'socket', 'sslmode'];

const USAGE = 'mysql://user@host/database?table=orders';

/** Whether a path is a database URL: `mysql:`, `mariadb:`, `postgres:`, or `postgresql:`. */
export const isDatabaseUrl = (path: string): boolean => /^(mysql|mariadb|postgres|postgresql):/i.test(path);

/**
 * Reads a database URL. A query may also be given beside the URL.
 *
 * @throws OptionsError for a URL that is not one, names no database, or not exactly one of table and query; for a
 *   parameter that does not exist; and for a password in the URL, which the message does not repeat.
 */
export function parseDatabaseUrl(text: string, query?: string): DatabaseUrl {
  const url = urlOf(text);
  const kind = KINDS[url.protocol] ?? 'mysql';
  const secret = [...url.searchParams.keys()].some((name) => /^(password|passwd|pwd|pass)$/i.test(name));
  if (url.password !== '' || secret) throw passwordInUrl(kind);
  const database = decoded(url.pathname.replace(/^\//, ''));
  if (database === '' || database.includes('/')) {
    throw new OptionsError(`The database URL names no database. Write it as ${USAGE}.`);
  }
  const parameters = parametersOf(url);
  const read = readOf(
    parameters.get('table'),
    query ?? parameters.get('query'),
    query !== undefined && parameters.has('query'),
  );
  const host = url.hostname === '' ? 'localhost' : decoded(url.hostname.replace(/^\[|\]$/g, ''));
  const port = url.port === '' ? PORTS[kind] : Number(url.port);
  const what = 'table' in read ? read.table : 'query';
  return {
    ...{ kind, host, port, database, read },
    socket: parameters.get('socket') ?? null,
    user: url.username === '' ? null : decoded(url.username),
    ssl: sslOf(parameters.get('sslmode')),
    shown: `${kind}://${url.host === '' ? 'localhost' : url.host}/${database}/${what}`,
  };
}

function urlOf(text: string): URL {
  try {
    return new URL(text);
  } catch {
    // The cause would repeat the URL, with a password that may be in it.
    throw new OptionsError(`The database URL cannot be read. Write it as ${USAGE}.`);
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new OptionsError('The database URL contains a % that is no escape. Write a percent sign as %25.');
  }
}

const VARIABLES: Readonly<Record<DatabaseKind, string>> = { mysql: 'MYSQL_PWD', postgres: 'PGPASSWORD' };

function passwordInUrl(kind: DatabaseKind): OptionsError {
  return new OptionsError(
    'The database URL contains a password, which would end up in notebooks and histories. Take it out of the URL, and ' +
      `set ${VARIABLES[kind]} or TALLY_DB_PASSWORD in the environment, or name a file with passwordFile.`,
  );
}

function parametersOf(url: URL): ReadonlyMap<string, string> {
  const parameters = new Map(url.searchParams);
  for (const name of parameters.keys()) {
    if (PARAMETERS.includes(name)) continue;
    const near = closest(name, PARAMETERS);
    const hint = near === undefined ? `There are ${PARAMETERS.join(', ')}.` : `Did you mean "${near}"?`;
    throw new OptionsError(`The database URL has an unknown parameter "${name}". ${hint}`);
  }
  return parameters;
}

function readOf(table: string | undefined, query: string | undefined, twice: boolean): DatabaseUrl['read'] {
  if (table !== undefined && table !== '' && query === undefined) return { table };
  if (query !== undefined && query.trim() !== '' && table === undefined && !twice) {
    return { query: query.replace(/[;\s]+$/, '') };
  }
  throw new OptionsError(
    `Say which table or query to read, one of them once: ${USAGE}, or { query: 'SELECT …' } beside the URL.`,
  );
}

function sslOf(mode: string | undefined): SslMode {
  const found = SSL_MODES.find((one) => one === (mode ?? 'disable'));
  if (found !== undefined) return found;
  throw new OptionsError(`sslmode is "${mode ?? ''}": use ${SSL_MODES.join(', ')}.`);
}
