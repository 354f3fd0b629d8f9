import { existsSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { filesIn } from './files.mjs';

/** Removes from a workspace's `dist` what no source stands behind any more: the compiler leaves it there. */
export function removeOrphans(workspace) {
  const dist = join(workspace, 'dist');
  for (const ending of ['.js', '.d.ts', '.js.map']) {
    for (const file of filesIn(dist, ending)) {
      const source = join(workspace, 'src', `${relative(dist, file).slice(0, -ending.length)}.ts`);
      if (ending === '.js.map' || !existsSync(source)) rmSync(file);
    }
  }
}
