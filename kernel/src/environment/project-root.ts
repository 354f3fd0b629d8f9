import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

function readManifest(folder: string): object | undefined {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return typeof manifest === 'object' && manifest !== null ? manifest : {};
  } catch {
    return undefined; // no package.json here, or one npm could not read either: look further up
  }
}

/**
 * The folder a notebook's paths are relative to: the nearest ancestor of `start` (itself included) whose
 * package.json has "workspaces", else the nearest with a package.json, else `start`.
 */
export function findProjectRoot(start: string): string {
  let nearest: string | undefined;
  for (let folder = start; ; folder = dirname(folder)) {
    const manifest = readManifest(folder);
    if (manifest !== undefined) {
      if ('workspaces' in manifest) return folder;
      nearest ??= folder;
    }
    if (dirname(folder) === folder) return nearest ?? start;
  }
}
