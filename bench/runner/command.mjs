import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { clearInterval, setInterval } from 'node:timers';

const POLL_MS = 20;

/** Most memory a process has had resident so far, in bytes; 0 where /proc does not tell. */
function peakOf(/** @type {number} */ pid) {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/**
 * Runs a program to its end; how long it took and the most memory it had, its children not counted.
 *
 * @param {string} program
 * @param {readonly string[]} words
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<{ ms: number, peak: number }>}
 */
export function measureCommand(program, words, { cwd, env = {} }) {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(program, words, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    let peak = 0;
    child.stderr.on('data', (chunk) => (said += String(chunk)));
    const timer = setInterval(() => (peak = Math.max(peak, peakOf(child.pid ?? 0))), POLL_MS);
    child.once('error', reject);
    child.once('close', (code) => {
      clearInterval(timer);
      const ms = performance.now() - began;
      if (code === 0) resolve({ ms, peak });
      else reject(new Error(`${program} ${words.join(' ')} ended with exit code ${code}:\n${said}`));
    });
  });
}
