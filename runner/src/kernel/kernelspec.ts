import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { homedir, platform } from 'node:os';
import { delimiter, join } from 'node:path';
import { z } from 'zod';
import { KernelStartError } from '../errors.js';
import { nearest } from '../text/suggest.js';

/** A kernel as installed: the content of its `kernel.json` and the folder it lies in. */
export interface Kernelspec {
  readonly name: string;
  readonly folder: string;
  readonly argv: readonly string[];
  readonly displayName: string;
  readonly language: string;
  readonly interruptMode: 'signal' | 'message';
  readonly env: Readonly<Record<string, string>>;
}

const kernelJson = z.object({
  argv: z.array(z.string()).min(1),
  display_name: z.string(),
  language: z.string(),
  interrupt_mode: z.enum(['signal', 'message']).default('signal'),
  env: z.record(z.string(), z.string()).default({}),
});

/**
 * The folders that hold kernelspecs, first found wins: npm packages of the project that carry one, then
 * Jupyter's own: JUPYTER_PATH, the user's data folder, the system's.
 */
export function kernelspecFolders(root: string, env: NodeJS.ProcessEnv = process.env): string[] {
  const packages = packageFolders(join(root, 'node_modules')).map((folder) => join(folder, 'share/jupyter'));
  const listed = (env['JUPYTER_PATH'] ?? '').split(delimiter).filter((entry) => entry !== '');
  const home = env['HOME'] ?? homedir();
  const user = platform() === 'darwin' ? 'Library/Jupyter' : '.local/share/jupyter';
  const data = env['JUPYTER_DATA_DIR'] ?? join(home, user);
  return [...packages, ...listed, data, '/usr/local/share/jupyter', '/usr/share/jupyter'].map((folder) =>
    join(folder, 'kernels'),
  );
}

/**
 * Looks up a kernelspec by name.
 *
 * @throws {KernelStartError} when none is installed, listing those that are; or when its kernel.json is broken
 */
export function findKernelspec(name: string, root: string, env: NodeJS.ProcessEnv = process.env): Kernelspec {
  const folders = kernelspecFolders(root, env);
  const folder = folders
    .map((parent) => join(parent, name))
    .find((path) => existsSync(join(path, 'kernel.json')));
  if (folder !== undefined) return readKernelspec(name, folder);
  const installed = [...new Set(folders.flatMap(kernelNames))].sort();
  const near = nearest(name, installed);
  throw new KernelStartError(
    `no kernel "${name}" is installed. ` +
      (installed.length > 0 ? `Installed: ${installed.join(', ')}. ` : 'None is. ') +
      (near === undefined ? '' : `Did you mean --kernel ${near}? `) +
      'Looked in node_modules/*/share/jupyter/kernels and in the Jupyter data folders.',
  );
}

function readKernelspec(name: string, folder: string): Kernelspec {
  const path = join(folder, 'kernel.json');
  try {
    const spec = kernelJson.parse(JSON.parse(readFileSync(path, 'utf8')));
    const { argv, display_name: displayName, language, interrupt_mode: interruptMode, env } = spec;
    return { name, folder, argv, displayName, language, interruptMode, env };
  } catch (cause) {
    throw new KernelStartError(`${path} is not a kernelspec: ${String(cause)}`, { cause });
  }
}

/** The packages in node_modules, those of scopes (`@scope/name`) included. */
function packageFolders(nodeModules: string): string[] {
  return entries(nodeModules).flatMap((name) => {
    const folder = join(nodeModules, name);
    return name.startsWith('@') ? entries(folder).map((inner) => join(folder, inner)) : [folder];
  });
}

function kernelNames(folder: string): string[] {
  return entries(folder).filter((name) => existsSync(join(folder, name, 'kernel.json')));
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => !name.startsWith('.'))
      .sort();
  } catch {
    return [];
  }
}
