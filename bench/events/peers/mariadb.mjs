import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ask } from '../child.mjs';
import { findServer, startServer } from './server.mjs';

const python = process.env['TALLY_BENCH_PYTHON'] ?? 'python3';
const script = fileURLToPath(new URL('pandas_mariadb.py', import.meta.url));

/** Why this peer cannot run here, or nothing. */
export function missing() {
  if (findServer() === undefined) return 'no mariadbd or mysqld in PATH or /usr/sbin';
  try {
    execFileSync(python, ['-c', 'import pandas, sqlalchemy, pymysql'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return `${python} does not have pandas, SQLAlchemy and PyMySQL; name one that has with TALLY_BENCH_PYTHON`;
  }
}

/**
 * Python and its server, started for this and stopped after; the time of starting it is nobody's. The memory of both
 * together, null where the server cannot be asked.
 *
 * @param {string} csv
 */
export async function run(csv) {
  const server = await startServer(/** @type {string} */ (findServer()));
  try {
    const measured = await ask(python, [script, csv, server.socket]);
    const serverPeak = server.peakBytes();
    return { ...measured, peakBytes: serverPeak === null ? null : measured.peakBytes + serverPeak };
  } finally {
    await server.stop();
  }
}
