import { cpSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { InstallError } from '../errors.js';
import { type Destination, installedDir, kernelspecDir, mainPath } from './locations.js';

export interface InstallOptions {
  /** Default: for the current user. */
  readonly destination?: Destination;
  /** The Node.js that runs the kernel. Default: the one running now. */
  readonly node?: string;
}

const USER: Destination = { kind: 'user' };

function attempt<T>(what: string, where: string, act: () => T): T {
  try {
    return act();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new InstallError(`cannot ${what} ${where}: ${reason}`, { cause });
  }
}

/**
 * Copies the kernelspec to where Jupyter looks, with the absolute paths of Node.js and of this package.
 *
 * An older copy is replaced; a copy is complete or not there.
 *
 * @returns the folder it was installed as
 * @throws InstallError when the folder cannot be written
 * @example
 * installKernelspec({ destination: { kind: 'prefix', prefix: '/opt/venv' } });
 */
export function installKernelspec({
  destination = USER,
  node = process.execPath,
}: InstallOptions = {}): string {
  const target = installedDir(destination);
  const draft = `${target}.new`;
  attempt('install the kernelspec to', dirname(target), () => {
    rmSync(draft, { recursive: true, force: true });
    cpSync(kernelspecDir(), draft, { recursive: true });
    const file = join(draft, 'kernel.json');
    const spec = JSON.parse(readFileSync(file, 'utf8')) as { argv: string[] };
    spec.argv = [node, ...spec.argv.slice(1, -2), mainPath(), '{connection_file}'];
    writeFileSync(file, `${JSON.stringify(spec, null, 2)}\n`);
    rmSync(target, { recursive: true, force: true });
    renameSync(draft, target);
  });
  return target;
}

/**
 * Removes an installed kernelspec.
 *
 * @returns the folder that was removed, undefined when there was none
 * @throws InstallError when it is there and cannot be removed
 */
export function uninstallKernelspec(destination: Destination = USER): string | undefined {
  const target = installedDir(destination);
  if (!existsSync(target)) return undefined;
  attempt('remove', target, () => {
    rmSync(target, { recursive: true });
  });
  return target;
}
