import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { askScript } from '../child.mjs';

/** Where nodejs-polars is: in the folder named by TALLY_BENCH_POLARS, or among this repository's packages. */
export function findPolars() {
  const folder = process.env['TALLY_BENCH_POLARS'];
  const from = folder === undefined ? import.meta.url : resolve(join(folder, 'package.json'));
  try {
    return createRequire(from).resolve('nodejs-polars');
  } catch {
    return undefined;
  }
}

/** Why this peer cannot run here, or nothing. */
export function missing() {
  const program = findPolars();
  if (program !== undefined && existsSync(program)) return undefined;
  return 'nodejs-polars is not installed; name a folder that has it in node_modules with TALLY_BENCH_POLARS';
}

/** @param {string} csv @param {import('../options.mjs').Limits} limits */
export const run = (csv, { threads }) => askScript('peers/polars-questions.mjs', { csv, threads });
