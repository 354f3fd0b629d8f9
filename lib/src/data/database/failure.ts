import { DatabaseError, QueryCancelledError, StorageFullError, TallyError } from '../../errors.js';

/** What to do about errors of the drivers and servers, by their codes. */
const ADVICE: readonly (readonly [codes: readonly string[], advice: string])[] = [
  [
    ['ER_ACCESS_DENIED_ERROR', 'ER_ACCESS_DENIED_NO_PASSWORD_ERROR', '28P01', '28000'],
    'Check the user in the URL and the password (MYSQL_PWD, PGPASSWORD or TALLY_DB_PASSWORD in the environment, or ' +
      'passwordFile).',
  ],
  [['ENOTFOUND', 'EAI_AGAIN'], 'Check the name of the host in the URL.'],
  [
    ['ECONNREFUSED', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOENT'],
    'Check host and port in the URL, and whether the server runs and lets this machine in.',
  ],
  [['ER_BAD_DB_ERROR', '3D000'], 'Check the name of the database in the URL.'],
  [
    ['ER_DBACCESS_DENIED_ERROR', 'ER_TABLEACCESS_DENIED_ERROR', 'ER_COLUMNACCESS_DENIED_ERROR', '42501'],
    'Ask for the right to read it (GRANT SELECT).',
  ],
  [['ER_DUP_FIELDNAME', '42701'], 'Give each column of the query a name of its own.'],
  [
    ['ER_PARSE_ERROR', 'ER_BAD_FIELD_ERROR', '42601', '42703', '42P01', 'ER_NO_SUCH_TABLE'],
    'Check the query.',
  ],
  [['25006', 'ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION'], 'The query may only read.'],
];

const UNTRUSTED = /self.signed certificate|unable to verify|certificate has expired|altnames/i;
const LOST =
  /terminated|connection lost|closed state|ECONNRESET|EPIPE|server closed|Connection ended|not queryable/i;
const LOST_CODES = [
  'PROTOCOL_CONNECTION_LOST',
  'ECONNRESET',
  'EPIPE',
  '57P01',
  '57P02',
  '08006',
  'ER_SERVER_SHUTDOWN',
];

/** Adds the place to an error of a driver, and what to do about it; errors of the library stay as they are. */
export function databaseFailure(place: string, cause: unknown, progress = ''): Error {
  if (cause instanceof DatabaseError) return new DatabaseError(`${place}: ${cause.message}`, { cause });
  if (cause instanceof TallyError) return cause;
  const { message, code } = described(cause);
  const trust = UNTRUSTED.test(message)
    ? 'Name the authority of its certificate in NODE_EXTRA_CA_CERTS, or give up the check with sslmode=require.'
    : undefined;
  const advice = trust ?? ADVICE.find(([codes]) => codes.includes(code))?.[1];
  if (advice === undefined && (LOST_CODES.includes(code) || LOST.test(message))) {
    return new DatabaseError(
      `${place}: the connection to the database was lost${progress} (${message}). Nothing of it was loaded: load it again. ` +
        'With a folder, what was finished is kept.',
      { cause },
    );
  }
  return (
    StorageFullError.from(cause) ??
    new DatabaseError(`${place}: ${message}. ${advice ?? ''}`.trimEnd(), { cause })
  );
}

/** A host with several addresses fails with one error for each. */
function described(cause: unknown): { readonly message: string; readonly code: string } {
  const one: unknown = cause instanceof AggregateError ? (cause.errors[0] as unknown) : cause;
  const message = one instanceof Error ? one.message : String(one);
  const code: unknown = typeof one === 'object' && one !== null ? Reflect.get(one, 'code') : undefined;
  return { message: message.replace(/\.$/, ''), code: typeof code === 'string' ? code : '' };
}

export const cancelled = (place: string, cause: unknown): QueryCancelledError =>
  new QueryCancelledError(`${place}: reading the database was cancelled.`, { cause });
