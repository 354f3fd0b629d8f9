import type { ConnectionOptions } from 'mysql2';
import type { Database } from './database.js';
import { MysqlDatabase } from './mysql.js';
import type { DatabaseUrl } from './url.js';

/** Instants are read as UTC, and a slow reader is waited for. */
const SESSION = [
  "SET time_zone = '+00:00', net_write_timeout = 600",
  'SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ',
  'START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY',
];

const CONNECT_TIMEOUT_MS = 15_000;

/** Connects to MySQL or MariaDB. */
export async function connectMysql(url: DatabaseUrl, password: string | undefined): Promise<Database> {
  const { createConnection } = await import('mysql2');
  const options: ConnectionOptions = {
    ...(url.socket === null ? { host: url.host, port: url.port } : { socketPath: url.socket }),
    ...(url.user !== null && { user: url.user }),
    ...(password !== undefined && { password }),
    ...(url.ssl !== 'disable' && {
      ssl: { rejectUnauthorized: url.ssl === 'verify-full', verifyIdentity: true },
    }),
    database: url.database,
    charset: 'utf8mb4',
    connectTimeout: CONNECT_TIMEOUT_MS,
  };
  const opened = async () => {
    const connection = createConnection(options);
    // A connection that is lost while nothing runs is noticed by the next statement.
    connection.on('error', () => undefined);
    await connection.promise().connect();
    return connection;
  };
  const connection = await opened();
  try {
    for (const statement of SESSION) await connection.promise().query(statement);
    return new MysqlDatabase(connection, opened);
  } catch (error) {
    connection.destroy();
    throw error;
  }
}
