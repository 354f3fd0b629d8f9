import { basename, dirname } from 'node:path';
import type { JudgedData } from 'tally';

/** The file that claims are judged on: it is the sample if it is in a folder `data/sample`. */
export function judgedData(path: string): JudgedData {
  const folder = dirname(path).replaceAll('\\', '/');
  return { name: basename(path), sample: /(?:^|\/)data\/sample$/.test(folder) };
}
