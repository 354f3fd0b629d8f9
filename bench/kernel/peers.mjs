import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const DENO = '2.9.6';
const IPYKERNEL = '7.4.0';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = join(root, 'node_modules/.cache/bench-kernel');
const require = createRequire(import.meta.url);

const spec = JSON.parse(readFileSync(`${root}/kernel/share/jupyter/kernels/tally-ts/kernel.json`, 'utf8'));
/** What our kernelspec tells Node.js. @type {readonly string[]} */
const flags = spec.argv.slice(1, -2);

/**
 * A kernel of the comparison.
 *
 * @typedef {object} Peer
 * @property {() => import('./client.mjs').Launch} launch installs it where that is still to be done
 * @property {(i: number) => string} cell a trivial cell that declares a variable
 * @property {string} [imports] a cell that imports `tally`
 * @property {number} [cells] how many it can run at most
 */

const IMPORT = `import * as tally from 'tally'; typeof tally.open`;
const declaration = (/** @type {number} */ i) => `const v${i} = ${i};`;

/** @type {Record<string, Peer>} */
export const PEERS = {
  'tally-kernel': {
    launch: () => ({
      command: process.execPath,
      args: (file) => [...flags, `${root}/kernel/dist/main.js`, file],
    }),
    cell: declaration,
    imports: IMPORT,
  },
  [`Deno ${DENO}`]: {
    launch: () => ({
      command: deno(),
      args: (file) => ['jupyter', '--kernel', '--conn', file],
      env: { DENO_DIR: join(cache, 'deno-cache'), DENO_NO_UPDATE_CHECK: '1' },
    }),
    cell: declaration,
    imports: IMPORT,
  },
  [`ipykernel ${IPYKERNEL}`]: {
    launch: () => ({ command: python(), args: (file) => ['-m', 'ipykernel_launcher', '-f', file] }),
    cell: (i) => `v${i} = ${i}`,
  },
  'tslab 1.0.22': {
    launch: () => {
      const command = require.resolve('tslab/package.json').replace('package.json', 'bin/tslab');
      return { command: process.execPath, args: (file) => [command, 'kernel', `--config-path=${file}`] };
    },
    cell: declaration,
    imports: IMPORT,
    cells: 100, // on a busy machine it failed at the 171st
  },
};

/** Deno's own program, which is in a package for each platform; 90 MB, so no dependency of this repository. */
function deno() {
  const folder = join(cache, `deno-${DENO}`);
  const platforms = join(folder, 'node_modules/@deno');
  if (!existsSync(platforms)) {
    const options = ['--prefix', folder, '--ignore-scripts', '--no-save', '--no-audit', '--no-fund'];
    execFileSync('npm', ['install', ...options, `deno@${DENO}`], { stdio: 'inherit' });
  }
  return join(platforms, readdirSync(platforms)[0] ?? '', 'deno');
}

function python() {
  const folder = join(cache, `ipykernel-${IPYKERNEL}`);
  const program = join(folder, 'bin/python');
  if (!existsSync(program)) {
    execFileSync('python3', ['-m', 'venv', folder], { stdio: 'inherit' });
    execFileSync(program, ['-m', 'pip', 'install', '--quiet', `ipykernel==${IPYKERNEL}`], {
      stdio: 'inherit',
    });
  }
  return program;
}
