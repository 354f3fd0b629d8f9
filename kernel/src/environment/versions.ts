import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);

function versionOf(manifestPath: string): string {
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8')) as { version: string };
  return manifest.version;
}

/** The versions `kernel_info` reports, read from each package's manifest so nothing heavy is loaded. */
export interface Versions {
  readonly kernel: string;
  readonly tslab: string;
  /** The compiler of the cells: tslab's own build of TypeScript. */
  readonly typescript: string;
  readonly node: string;
}

export function readVersions(): Versions {
  const tslab = require.resolve('tslab/package.json');
  const compiler = createRequire(tslab).resolve('@tslab/typescript-for-tslab/package.json');
  return {
    kernel: versionOf(fileURLToPath(new URL('../../package.json', import.meta.url))),
    tslab: versionOf(tslab),
    typescript: versionOf(compiler),
    node: process.versions.node,
  };
}
