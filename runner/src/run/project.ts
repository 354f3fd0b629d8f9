import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder that kernels run in and that paths are told from: the nearest ancestor whose package.json names
 * workspaces, else the nearest with a package.json, else the folder itself.
 */
export function findProjectRoot(cwd: string): string {
  const packages = ancestors(cwd).filter((folder) => existsSync(join(folder, 'package.json')));
  return packages.find(hasWorkspaces) ?? packages[0] ?? cwd;
}

function hasWorkspaces(folder: string): boolean {
  try {
    const content: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return typeof content === 'object' && content !== null && 'workspaces' in content;
  } catch {
    return false;
  }
}

function ancestors(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestors(parent)];
}
