import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** @typedef {{ url: string, client: readonly string[], run(sql: string): void, stop(): Promise<void> }} Server */

const isRoot = process.getuid?.() === 0;

/** Runs a client until it succeeds: the server needs a moment. */
async function until(attempt) {
  for (let tries = 0; tries < 300; tries += 1) {
    if (attempt().status === 0) return;
    await wait(100);
  }
  throw new Error('The server does not start.');
}

async function ended(child, signal) {
  child.kill(signal);
  if (child.exitCode === null) await once(child, 'exit');
}

/**
 * MariaDB in a folder, on a socket.
 *
 * @param {string} folder
 * @returns {Promise<Server>}
 */
export async function mariadb(folder) {
  const data = join(folder, 'mariadb');
  const socket = join(folder, 'mariadb.sock');
  const user = isRoot ? ['--user=root'] : [];
  const install = ['--no-defaults', ...user, `--datadir=${data}`, '--auth-root-authentication-method=normal'];
  execFileSync('mariadb-install-db', install, { stdio: 'ignore' });
  const options = [
    `--datadir=${data}`,
    `--socket=${socket}`,
    '--skip-networking',
    '--innodb-buffer-pool-size=512M',
  ];
  const child = spawn('mariadbd', ['--no-defaults', ...user, ...options], { stdio: 'ignore' });
  const client = [
    'mariadb',
    '--no-defaults',
    '-uroot',
    `--socket=${socket}`,
    '--default-character-set=utf8mb4',
  ];
  const [program, ...words] = client;
  await until(() => spawnSync(program, [...words, '-e', 'SELECT 1'], { stdio: 'ignore' }));
  return {
    url: `mysql://root@localhost/shop?table=orders&socket=${encodeURIComponent(socket)}`,
    client,
    run: (sql) => void execFileSync(program, words, { input: sql, stdio: ['pipe', 'ignore', 'inherit'] }),
    stop: () => ended(child, 'SIGTERM'),
  };
}

/**
 * Postgres in a folder, on a socket.
 *
 * @param {string} folder
 * @returns {Promise<Server>}
 */
export async function postgres(folder) {
  const bin = postgresFolder();
  const own = join(folder, 'postgres');
  mkdirSync(own);
  const number = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  const as = isRoot ? { uid: number('-u'), gid: number('-g') } : {};
  if (as.uid !== undefined) chownSync(own, as.uid, as.gid);
  const data = join(own, 'data');
  const install = ['-D', data, '-E', 'UTF8', '--locale=C.UTF-8', '-A', 'trust', '-U', 'tester'];
  execFileSync(join(bin, 'initdb'), install, { stdio: 'ignore', ...as });
  const settings = [
    '-c',
    'listen_addresses=',
    '-c',
    `unix_socket_directories=${own}`,
    '-c',
    'shared_buffers=512MB',
  ];
  const child = spawn(join(bin, 'postgres'), ['-D', data, ...settings], { stdio: 'ignore', ...as });
  const client = ['psql', '-X', '-q', '-h', own, '-U', 'tester'];
  const [program, ...words] = client;
  await until(() => spawnSync(program, [...words, '-d', 'postgres', '-c', 'SELECT 1'], { stdio: 'ignore' }));
  execFileSync(program, [...words, '-d', 'postgres', '-c', 'CREATE DATABASE shop']);
  return {
    url: `postgres://tester@localhost/shop?table=orders&socket=${encodeURIComponent(own)}`,
    client: [...client, '-d', 'shop'],
    run: (sql) =>
      void execFileSync(program, [...words, '-d', 'shop'], {
        input: sql,
        stdio: ['pipe', 'ignore', 'inherit'],
      }),
    stop: () => ended(child, 'SIGINT'),
  };
}

/** Debian keeps the programs of Postgres out of the PATH. */
function postgresFolder() {
  const above = '/usr/lib/postgresql';
  const [newest] = existsSync(above) ? readdirSync(above).sort((a, b) => Number(b) - Number(a)) : [];
  return newest === undefined ? '' : join(above, newest, 'bin');
}
