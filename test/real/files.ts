import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where the real data files are, when they are: TALLY_REAL_DATA, or a folder beside the checkout. */
const FOLDER = process.env['TALLY_REAL_DATA'] ?? join('..', 'shared', 'data');

/** Path of a real file, or null with a word about it when it is not there. */
export function realFile(name: string): string | null {
  const path = join(FOLDER, name);
  if (existsSync(path)) return path;
  console.warn(`Tests on real data are skipped: ${name} is not in ${FOLDER} (set TALLY_REAL_DATA).`);
  return null;
}
