import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The workspaces that are published. */
export const PUBLISHED = ['render', 'lib', 'kernel', 'runner', 'create'] as const;

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly description?: string;
  readonly license?: string;
  readonly main?: string;
  readonly types?: string;
  readonly engines?: Readonly<Record<string, string>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** A workspace as it goes into its tarball. */
export interface Packed {
  readonly workspace: string;
  readonly manifest: Manifest;
  /** Paths in the tarball, with slashes. */
  readonly files: readonly string[];
}

export const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

/** npm as a person's shell would start it: what a surrounding npm has set would name its own folders. */
export const NPM_ENVIRONMENT: NodeJS.ProcessEnv = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^npm_(?!config_(registry|cache)$)/i.test(name)),
);

interface Tarball {
  readonly name: string;
  readonly files: readonly { readonly path: string }[];
}

/** What `npm pack` prints about the tarballs of all published workspaces. */
function packAll(...words: string[]): readonly Tarball[] {
  const workspaces = PUBLISHED.flatMap((workspace) => ['--workspace', workspace]);
  const printed = execFileSync('npm', ['pack', '--json', ...workspaces, ...words], {
    encoding: 'utf8',
    env: NPM_ENVIRONMENT,
  });
  return JSON.parse(printed) as readonly Tarball[];
}

/** The contents of the tarballs, which are not written. */
export function dryPack(): readonly Packed[] {
  const tarballs = packAll('--dry-run');
  return PUBLISHED.map((workspace) => {
    const manifest = manifestOf(workspace);
    const files = tarballs.find(({ name }) => name === manifest.name)?.files ?? [];
    return { workspace, manifest, files: files.map(({ path }) => path) };
  });
}

/** Writes the tarballs into a folder. */
export function pack(folder: string): void {
  packAll('--pack-destination', folder);
}
