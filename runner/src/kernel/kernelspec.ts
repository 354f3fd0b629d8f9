import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { homedir, platform } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
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
  /** How it is spoken to. Default: `ipc`. */
  readonly transport?: Transport;
}

/** Unix sockets, or ports on 127.0.0.1 for kernels that know nothing else. */
export type Transport = 'ipc' | 'tcp';

const kernelJson = z.object({
  argv: z.array(z.string()).min(1),
  display_name: z.string(),
  language: z.string(),
  interrupt_mode: z.enum(['signal', 'message']).default('signal'),
  env: z.record(z.string(), z.string()).default({}),
  metadata: z.looseObject({ transport: z.enum(['ipc', 'tcp']).optional().catch(undefined) }).default({}),
});

/** Kernels that cannot be reached by Unix sockets; others say so by `metadata.transport` in their kernel.json. */
const ONLY_TCP = /(?:^|[\\/])(?:deno|tslab)(?:\.exe|\.cmd|\.js)?$/;

/**
 * The folders that hold kernelspecs, first found wins: npm packages that carry one, of the project and of the folders
 * above it, then Jupyter's own: JUPYTER_PATH, the user's data folder, the system's.
 */
export function kernelspecFolders(root: string, env: NodeJS.ProcessEnv = process.env): string[] {
  const packages = nodeModulesFrom(resolve(root))
    .flatMap(packageFolders)
    .map((folder) => join(folder, 'share/jupyter'));
  const listed = (env['JUPYTER_PATH'] ?? '').split(delimiter).filter((entry) => entry !== '');
  const home = env['HOME'] ?? homedir();
  const user = platform() === 'darwin' ? 'Library/Jupyter' : '.local/share/jupyter';
  const data = env['JUPYTER_DATA_DIR'] ?? join(home, user);
  return [...packages, ...listed, data, '/usr/local/share/jupyter', '/usr/share/jupyter'].map((folder) =>
    join(folder, 'kernels'),
  );
}

/** Where Node.js looks for packages: in the folder, and then in those above it. */
function nodeModulesFrom(folder: string): string[] {
  const parent = dirname(folder);
  return [join(folder, 'node_modules'), ...(parent === folder ? [] : nodeModulesFrom(parent))];
}

/**
 * Looks up a kernelspec by name.
 *
 * @throws {KernelStartError} when the name is none or it is not installed, listing those that are; or when its
 *   kernel.json is malformed
 */
export function findKernelspec(name: string, root: string, env: NodeJS.ProcessEnv = process.env): Kernelspec {
  // A notebook from elsewhere names its kernel: the name must not lead out of the folders.
  if (!/^(?!\.+$)[\w.-]+$/.test(name)) {
    throw new KernelStartError(
      `kernel ${JSON.stringify(name)} is not a name of a kernel: it may hold letters, digits, ".", "_" and "-" only.`,
    );
  }
  const folders = kernelspecFolders(root, env);
  const folder = folders
    .map((parent) => join(parent, name))
    .find((path) => existsSync(join(path, 'kernel.json')));
  if (folder !== undefined) return readKernelspec(name, folder);
  const installed = [...new Set(folders.flatMap(kernelNames))].sort();
  const near = nearest(name, installed);
  throw new KernelStartError(
    `kernel "${name}" is not installed. ` +
      (installed.length > 0 ? `Installed: ${installed.join(', ')}. ` : 'No kernels are installed. ') +
      (near === undefined ? '' : `Did you mean --kernel ${near}? `) +
      'Looked in node_modules/*/share/jupyter/kernels and in the Jupyter data folders.',
  );
}

function readKernelspec(name: string, folder: string): Kernelspec {
  const path = join(folder, 'kernel.json');
  try {
    const spec = kernelJson.parse(JSON.parse(readFileSync(path, 'utf8')));
    const { argv, display_name: displayName, language, interrupt_mode: interruptMode, env } = spec;
    const transport = spec.metadata.transport ?? (argv.some((word) => ONLY_TCP.test(word)) ? 'tcp' : 'ipc');
    return { name, folder, argv, displayName, language, interruptMode, env, transport };
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
