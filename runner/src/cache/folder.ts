import { existsSync } from 'node:fs';
import { join } from 'node:path';

const NAME = 'nbconvert-ts-runner';

/** Where a project's cache is: in `node_modules/.cache`, as other tools have it, else in a folder of its own. */
export function defaultCacheFolder(root: string): string {
  const modules = join(root, 'node_modules');
  return existsSync(modules) ? join(modules, '.cache', NAME) : join(root, `.${NAME}`);
}
