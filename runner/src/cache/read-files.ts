import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { globSync, isDynamicPattern } from 'tinyglobby';
import { filesBelow } from './walk.js';

/** The files that a read names: itself, those of a folder, or those that fit a pattern; absolute and sorted. */
export function filesOfRead(read: string, root: string): string[] {
  const path = resolve(root, read);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isFile() === true) return [path];
  if (stat?.isDirectory() === true) return filesBelow(path);
  return isDynamicPattern(read) ? globSync(read, { cwd: root, absolute: true, dot: true }).sort() : [];
}
