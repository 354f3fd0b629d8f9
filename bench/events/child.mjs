import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * Runs a program to its end and reads the JSON that it prints; what it has to say besides goes to our stderr.
 *
 * @param {string} program
 * @param {readonly string[]} words
 * @returns {Promise<any>}
 */
export async function ask(program, words) {
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.on('data', (chunk) => (printed += String(chunk)));
  const [code, signal] = await once(child, 'close');
  if (code === 0) return JSON.parse(printed);
  throw new Error(`${program} ${words.join(' ')} ended with ${signal ?? `exit code ${code}`}.`);
}

/**
 * One of this folder's scripts, in a process of its own.
 *
 * @param {string} name
 * @param {Readonly<Record<string, string | number | undefined>>} options
 */
export function askScript(name, options) {
  const words = Object.entries(options)
    .filter(([, value]) => value !== undefined)
    .flatMap(([key, value]) => [`--${key}`, String(value)]);
  return ask(process.execPath, [fileURLToPath(new URL(name, import.meta.url)), ...words]);
}
