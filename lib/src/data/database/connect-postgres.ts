import type { ClientConfig } from 'pg';
import { OptionsError } from '../../errors.js';
import type { Database } from './database.js';
import { PostgresDatabase } from './postgres.js';
import type { DatabaseUrl } from './url.js';

/** Text that is the same whatever the settings of the server, and one snapshot. */
const SESSION = [
  "SET TimeZone = 'UTC'; SET DateStyle = 'ISO'; SET IntervalStyle = 'postgres'; SET extra_float_digits = 1",
  "SET client_encoding = 'UTF8'; SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0",
  'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY',
];

const CONNECT_TIMEOUT_MS = 15_000;

/** Connects to Postgres. */
export async function connectPostgres(url: DatabaseUrl, password: string | undefined): Promise<Database> {
  const { default: pg } = await import('pg');
  const { to } = await import('pg-copy-streams');
  const config: ClientConfig = {
    ...{ host: url.socket ?? url.host, port: url.port, database: url.database },
    ...(url.user !== null && { user: url.user }),
    password: () => password ?? noPassword(),
    ssl: url.ssl === 'disable' ? false : { rejectUnauthorized: url.ssl === 'verify-full' },
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  };
  const opened = async () => {
    const client = new pg.Client(config);
    // A connection that is lost while nothing runs is noticed by the next statement.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };
  const client = await opened();
  try {
    for (const statement of SESSION) await client.query(statement);
    const { rows } = await client.query<{ readonly id: number }>('SELECT pg_backend_pid() AS id');
    return new PostgresDatabase(client, rows[0]?.id ?? 0, to, opened);
  } catch (error) {
    void client.end();
    throw error;
  }
}

function noPassword(): never {
  throw new OptionsError(
    'The server asks for a password. Set PGPASSWORD or TALLY_DB_PASSWORD in the environment, or name a file with ' +
      'passwordFile.',
  );
}
