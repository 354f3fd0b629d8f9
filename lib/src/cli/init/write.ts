import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { OutputError } from '../../errors.js';
import { writeWhole } from '../write.js';
import type { ProjectText } from './templates.js';

/**
 * Writes the files of a project.
 *
 * @throws OutputError that lists the files that are there already; with `force` they are replaced.
 */
export function writeProject(folder: string, texts: readonly ProjectText[], force: boolean): void {
  const there = texts.filter(({ path }) => existsSync(join(folder, path)));
  if (there.length > 0 && !force) {
    throw new OutputError(
      `Nothing was written: ${folder} already has ${there.map(({ path }) => path).join(', ')}. ` +
        'Choose another folder with --dir, or replace these files with --force.',
    );
  }
  for (const { path, text } of texts) writeWhole(join(folder, path), text, '--dir');
}
