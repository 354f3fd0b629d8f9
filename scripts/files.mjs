import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What the compiler does not write into `dist`. */
const NOT_COMPILED = /^(bundled|packed|templates)[/\\]/;

/** The paths of the compiled files, or of the sources, under a folder whose names end so. */
export function filesIn(folder, ending) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending) && !NOT_COMPILED.test(path))
    .map((path) => join(folder, path));
}
