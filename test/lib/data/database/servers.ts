import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import mysql from 'mysql2';
import pg from 'pg';

/** A database server of a test's own, on a loopback port, with its files in a temporary folder. */
export interface TestServer {
  readonly port: number;
  readonly folder: string;
  readonly socket: string;
  /** Holds the password of the user `tester`, who may do anything in the database `shop`. */
  readonly passwordFile: string;
  /** URL as `tester`, such as `url('table=orders')`. */
  url(parameters: string): string;
  run(sql: string): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again after that. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export const PASSWORD = 'p4ss:w0rd/öß"\'';

/** Debian's folders of server programs are not in everybody's PATH. */
const FOLDERS = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', ...postgresFolders()];

function postgresFolders(): readonly string[] {
  const above = '/usr/lib/postgresql';
  if (!existsSync(above)) return [];
  return readdirSync(above)
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => join(above, version, 'bin'));
}

function programOf(name: string): string | null {
  const path = FOLDERS.map((folder) => join(folder, name)).find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  return path ?? null;
}

const MARIADB = { server: programOf('mariadbd'), install: programOf('mariadb-install-db') };
const POSTGRES = { server: programOf('postgres'), install: programOf('initdb') };

function isThere(name: string, { server, install }: typeof MARIADB): boolean {
  if (server !== null && install !== null) return true;
  console.warn(`Tests with ${name} are skipped: it is not installed.`);
  return false;
}

export const hasMariadb = isThere('MariaDB', MARIADB);
export const hasPostgres = isThere('Postgres', POSTGRES);

/** Postgres does not run as root; its own user owns its files then. */
function owner(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const number = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf-8' }));
  return { uid: number('-u'), gid: number('-g') };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

interface Starter {
  readonly scheme: string;
  readonly folder: string;
  readonly port: number;
  readonly socket: string;
  spawn(): ChildProcess;
  run(sql: string): Promise<void>;
}

async function startedServer(starter: Starter): Promise<TestServer> {
  const { scheme, folder, port, socket } = starter;
  let child: ChildProcess | undefined;
  const end = async (signal: NodeJS.Signals) => {
    if (child?.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, `${PASSWORD}\n`);
  const server: TestServer = {
    ...{ port, folder, socket, passwordFile },
    url: (parameters) => `${scheme}://tester@127.0.0.1:${port}/shop?${parameters}`,
    run: (sql) => starter.run(sql),
    kill: () => end('SIGKILL'),
    async start() {
      child = starter.spawn();
      await ready(() => starter.run('SELECT 1'));
    },
    async stop() {
      await end('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await server.start();
  return server;
}

async function ready(attempt: () => Promise<void>): Promise<void> {
  const until = Date.now() + 30_000;
  for (;;) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** A key and a certificate that it signs itself, as a server wants them. */
function certified(
  folder: string,
  user: ReturnType<typeof owner>,
): { readonly key: string; readonly cert: string } {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const made = [
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-subj',
    '/CN=127.0.0.1',
    '-keyout',
    key,
    '-out',
    cert,
  ];
  execFileSync('openssl', ['req', '-x509', ...made], { stdio: 'ignore' });
  for (const file of [key, cert]) {
    chmodSync(file, 0o600);
    if (user !== undefined) chownSync(file, user.uid, user.gid);
  }
  return { key, cert };
}

export const hasOpenssl = programOf('openssl') !== null;

/** Starts MariaDB, with a certificate if it is to encrypt. */
export async function startMariadb({ ssl = false } = {}): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'tally-mariadb-'));
  const data = join(folder, 'data');
  const socket = join(folder, 'socket');
  const port = await freePort();
  const user = process.getuid?.() === 0 ? ['--user=root'] : [];
  const install = [
    '--no-defaults',
    ...user,
    `--datadir=${data}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
  ];
  execFileSync(MARIADB.install ?? '', install, { stdio: 'ignore' });
  const { key, cert } = ssl ? certified(folder, undefined) : { key: '', cert: '' };
  const encrypted = ssl ? [`--ssl-key=${key}`, `--ssl-cert=${cert}`] : [];
  const small = ['--innodb-buffer-pool-size=16M', '--innodb-log-file-size=8M'];
  const run = async (sql: string) => {
    const connection = mysql.createConnection({
      ...{ socketPath: socket, user: 'root', charset: 'utf8mb4', multipleStatements: true },
    });
    connection.on('error', () => undefined);
    try {
      await connection.promise().query(sql);
    } finally {
      connection.destroy();
    }
  };
  const server = await startedServer({
    ...{ scheme: 'mysql', folder, port, socket, run },
    spawn: () =>
      spawn(
        MARIADB.server ?? '',
        [
          ...['--no-defaults', ...user, `--datadir=${data}`, `--socket=${socket}`, `--port=${port}`],
          ...['--bind-address=127.0.0.1', `--pid-file=${join(folder, 'pid')}`, ...small, ...encrypted],
        ],
        { stdio: 'ignore' },
      ),
  });
  const password = mysql.escape(PASSWORD);
  await run(`CREATE DATABASE shop CHARACTER SET utf8mb4; CREATE USER tester IDENTIFIED BY ${password};
    GRANT ALL ON shop.* TO tester; CREATE USER stranger IDENTIFIED BY ${password}`);
  return { ...server, run: (sql) => run(`USE shop; ${sql}`) };
}

/** Starts Postgres, with a certificate if it is to encrypt. */
export async function startPostgres({ ssl = false } = {}): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'tally-postgres-'));
  const data = join(folder, 'data');
  const port = await freePort();
  const user = owner();
  const file = join(folder, 'admin');
  writeFileSync(file, PASSWORD);
  if (user !== undefined) for (const path of [folder, file]) chownSync(path, user.uid, user.gid);
  const auth = ['-A', 'scram-sha-256', '-U', 'admin', `--pwfile=${file}`];
  const install = ['-D', data, '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync', ...auth];
  execFileSync(POSTGRES.install ?? '', install, { stdio: 'ignore', ...user });
  const { key, cert } = ssl ? certified(folder, user) : { key: '', cert: '' };
  const settings = [
    ...(ssl ? ['ssl=on', `ssl_key_file=${key}`, `ssl_cert_file=${cert}`] : []),
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${folder}`,
    'fsync=off',
    'shared_buffers=8MB',
  ];
  const run = async (sql: string, database = 'shop') => {
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'admin', password: PASSWORD, database });
    client.on('error', () => undefined);
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };
  const server = await startedServer({
    ...{ scheme: 'postgres', folder, port, socket: folder, run: (sql) => run(sql, 'postgres') },
    spawn: () =>
      spawn(
        POSTGRES.server ?? '',
        ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
        { stdio: 'ignore', ...user },
      ),
  });
  await run('CREATE DATABASE shop', 'postgres');
  const password = `'${PASSWORD.replaceAll("'", "''")}'`;
  await run(`CREATE ROLE tester LOGIN PASSWORD ${password}; CREATE ROLE stranger LOGIN PASSWORD ${password};
    ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO tester`);
  return { ...server, run: (sql) => run(sql) };
}
