import { spawnSync } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InstallError } from '../errors.js';

/** The name Jupyter knows the kernel by: `jupyter console --kernel tally-ts`. */
export const KERNEL_NAME = 'tally-ts';

/** Where a kernelspec goes: for one user, for one Python environment, or under a given folder. */
export type Destination =
  | { readonly kind: 'user' }
  | { readonly kind: 'sys-prefix' }
  | { readonly kind: 'prefix'; readonly prefix: string };

/** The kernelspec folder inside this package; its argv refers to itself by `{resource_dir}`. */
export function kernelspecDir(): string {
  return fileURLToPath(new URL(`../../share/jupyter/kernels/${KERNEL_NAME}`, import.meta.url));
}

/** The program a kernelspec runs. */
export function mainPath(): string {
  return fileURLToPath(new URL('../main.js', import.meta.url));
}

function userDataDir(environment: NodeJS.ProcessEnv): string {
  const chosen = environment['JUPYTER_DATA_DIR'];
  if (chosen) return chosen;
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Jupyter');
  if (process.platform === 'win32') {
    return join(environment['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'jupyter');
  }
  return join(environment['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'jupyter');
}

function sysPrefix(environment: NodeJS.ProcessEnv): string {
  const active = environment['VIRTUAL_ENV'] ?? environment['CONDA_PREFIX'];
  if (active) return active;
  const python = process.platform === 'win32' ? 'python' : 'python3';
  const { stdout, status } = spawnSync(python, ['-c', 'import sys; print(sys.prefix)'], { encoding: 'utf8' });
  if (status !== 0) {
    throw new InstallError(`cannot get the prefix of ${python}: activate an environment, or use --prefix`);
  }
  return stdout.trim();
}

/** The folder the kernelspec is installed as. */
export function installedDir(destination: Destination, environment: NodeJS.ProcessEnv = process.env): string {
  switch (destination.kind) {
    case 'user':
      return join(userDataDir(environment), 'kernels', KERNEL_NAME);
    case 'sys-prefix':
      return join(sysPrefix(environment), 'share', 'jupyter', 'kernels', KERNEL_NAME);
    case 'prefix':
      return join(destination.prefix, 'share', 'jupyter', 'kernels', KERNEL_NAME);
  }
}
