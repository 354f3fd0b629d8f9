import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failures, filesEnded } from './repeat.mjs';

/** How much of what a program said last is kept for the case that it breaks down. */
const TAIL = 4000;

/**
 * Runs a program of tests that writes the report of `reporter.mjs` to the file of FUZZ_REPORT, in a group of processes
 * of its own: when `cut` is given off, the whole group ends at once. Its temporary files go with it.
 *
 * @param command the program and its arguments
 * @param seed the seed of the round
 * @param cut an AbortSignal
 * @returns the failures, how many files ended, whether the round was cut off, and `crash`: what a program said last
 *   that failed without naming a failure
 */
export async function round(command, seed, cut) {
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
  try {
    const path = join(folder, 'report.jsonl');
    const env = { ...process.env, FUZZ_SEED: String(seed), FUZZ_REPORT: path, TMPDIR: folder };
    const { code, stderr } = await run(command, env, cut);
    const report = existsSync(path) ? readFileSync(path, 'utf8') : '';
    const found = failures(report, seed);
    const crashed = code !== 0 && found.length === 0 && !cut.aborted;
    return {
      failures: found,
      ended: filesEnded(report),
      cutOff: cut.aborted,
      crash: crashed ? `vitest ended with ${code} and named no failure:\n${stderr}` : undefined,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The exit code or signal a program ends with, and the last it said on stderr. */
async function run([program, ...args], env, cut) {
  const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  let stderr = '';
  child.stderr.on('data', (chunk) => (stderr = (stderr + chunk).slice(-TAIL)));
  const end = () => endGroup(child.pid);
  cut.addEventListener('abort', end);
  if (cut.aborted) end();
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => resolve({ code: code ?? signal, stderr }));
    });
  } finally {
    cut.removeEventListener('abort', end);
  }
}

function endGroup(pid) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // It ended by itself a moment ago.
    if (error.code !== 'ESRCH') throw error;
  }
}
