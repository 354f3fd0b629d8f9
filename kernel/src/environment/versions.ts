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
  /** The compiler of the cells. */
  readonly typescript: string;
  readonly node: string;
}

export function readVersions(): Versions {
  return {
    kernel: versionOf(fileURLToPath(new URL('../../package.json', import.meta.url))),
    tslab: versionOf(require.resolve('tslab/package.json')),
    typescript: versionOf(require.resolve('typescript/package.json')),
    node: process.versions.node,
  };
}
