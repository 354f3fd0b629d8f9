/** The two ways to run a notebook: their commands, and the kernels they use. */
import { execFileSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const WORKSPACE = fileURLToPath(new URL('../../../', import.meta.url));
const runner = join(WORKSPACE, 'runner/bin/nbconvert-ts-runner.js');

/** The `jupyter` that TALLY_JUPYTER names, or the one on the PATH. */
export function findJupyter() {
  const jupyter = process.env.TALLY_JUPYTER ?? 'jupyter';
  try {
    const version = execFileSync(jupyter, ['nbconvert', '--version'], { encoding: 'utf8' }).trim();
    console.error(`nbconvert ${version}, tslab 1.0.22, Node.js ${process.version}`);
    return jupyter;
  } catch {
    throw new Error(
      'jupyter with nbconvert not found: set TALLY_JUPYTER to its path, or put it on the PATH.',
    );
  }
}

const nbconvert = {
  name: 'nbconvert',
  kernel: 'tslab',
  partial: () => false,
  command: (jupyter, names, { limit }) => [
    jupyter,
    ['nbconvert', '--to', 'notebook', '--inplace', '--execute']
      .concat(limit === undefined ? [] : `--ExecutePreprocessor.timeout=${limit}`)
      .concat(names),
  ],
  env: (folder) => ({ JUPYTER_PATH: join(folder, 'jupyter'), IPYTHONDIR: join(folder, 'ipython') }),
};

const ours = {
  name: 'ours',
  kernel: 'tally-ts',
  partial: (name) => name.replace('.ipynb', '.partial.ipynb'),
  command: (_, names, { limit, env }) => [
    process.execPath,
    [runner, 'run', ...names]
      .concat(limit === undefined ? [] : ['--timeout', String(limit)])
      .concat(Object.keys(env ?? {}).flatMap((name) => ['--env', name])),
  ],
  env: () => ({}),
};

export const CLIENTS = [nbconvert, ours];

/** What `tslab install` writes. */
export const TSLAB_SPEC = {
  argv: [join(WORKSPACE, 'node_modules/tslab/bin/tslab'), 'kernel', '--config-path', '{connection_file}'],
  display_name: 'TypeScript',
  language: 'typescript',
};

export const PATH = [join(process.execPath, '..'), process.env.PATH].join(delimiter);
