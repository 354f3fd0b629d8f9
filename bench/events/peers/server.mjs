import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { peakOf } from '../peak.mjs';

/** A gigabyte of pages in memory, and no more safety for a table that is thrown away than the study needs. */
const SETTINGS = [
  '--innodb-buffer-pool-size=1G',
  '--innodb-log-file-size=512M',
  '--innodb-flush-log-at-trx-commit=2',
  '--skip-log-bin',
  '--skip-networking',
];
const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM']);
const PATIENCE_MS = 60_000;

/** @param {readonly string[]} names */
function find(names) {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
}

/** The program of a MariaDB or MySQL server, where there is one. */
export const findServer = () => find(['mariadbd', 'mysqld']);

/**
 * A server of its own in a temporary folder, reached through a socket only.
 *
 * @param {string} program
 */
export async function startServer(program) {
  const folder = mkdtempSync(join(tmpdir(), 'tally-bench-db-'));
  const data = join(folder, 'data');
  const socket = join(folder, 's');
  const common = ['--no-defaults', `--datadir=${data}`, ...(process.getuid?.() === 0 ? ['--user=root'] : [])];
  mkdirSync(data);
  initialize(program, common);
  const child = spawn(
    program,
    [...common, ...SETTINGS, `--socket=${socket}`, `--pid-file=${join(folder, 'pid')}`],
    {
      stdio: ['ignore', 'ignore', 'ignore'],
    },
  );
  const ended = new Promise((resolve) => child.once('close', resolve));
  const abandon = () => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
    process.exit(1);
  };
  const stop = async () => {
    for (const signal of SIGNALS) process.off(signal, abandon);
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  for (const signal of SIGNALS) process.once(signal, abandon);
  try {
    await listening(child, socket);
  } catch (error) {
    await stop();
    throw error;
  }
  return { socket, peakBytes: () => peakOf(child.pid ?? 0), stop };
}

/** @param {string} program @param {readonly string[]} common */
function initialize(program, common) {
  const quiet = /** @type {const} */ ({ stdio: ['ignore', 'ignore', 'pipe'] });
  const install = find(['mariadb-install-db', 'mysql_install_db']);
  if (/mariadb/i.test(execFileSync(program, ['--version'], { encoding: 'utf8' })) && install) {
    execFileSync(install, [...common, '--auth-root-authentication-method=normal', '--skip-test-db'], quiet);
  } else {
    execFileSync(program, [...common, '--initialize-insecure'], quiet);
  }
}

/** @param {import('node:child_process').ChildProcess} child @param {string} socket */
async function listening(child, socket) {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await setTimeout(100)) {
    if (child.exitCode !== null)
      throw new Error(`${child.spawnfile} ended with exit code ${child.exitCode}.`);
    if (existsSync(socket) && (await answers(socket))) return;
  }
  throw new Error(`${child.spawnfile} did not answer on its socket within ${PATIENCE_MS / 1000} s.`);
}

/** @param {string} socket @returns {Promise<boolean>} */
const answers = (socket) =>
  new Promise((resolve) => {
    const connection = createConnection(socket);
    connection.once('data', () => resolve(true));
    connection.once('error', () => resolve(false));
    connection.once('data', () => connection.destroy());
  });
