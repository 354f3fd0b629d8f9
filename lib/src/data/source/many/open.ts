import { relative } from 'node:path';
import type { Engine } from '../../../engine/engine.js';
import { EmptySourceError, SourceNotFoundError } from '../../../errors.js';
import { filesMatching } from '../glob.js';
import type { Source } from '../source.js';
import { refuseTwins, requireSameColumns } from './alike.js';
import { united, type Part } from './united.js';

/**
 * Opens all files that a pattern matches as one, in the order of their names, with a further column that holds the name
 * of the file. All must have the same columns, in any order; files without rows are passed over.
 *
 * @throws SourceNotFoundError where nothing matches; ColumnsError for a file with other columns than the first;
 *   SourceFormatError for two files of the same content, whose rows would count twice.
 */
export async function openMany(
  engine: Engine,
  pattern: string,
  open: (path: string) => Promise<Source>,
): Promise<Source> {
  const { folder, paths } = await filesMatching(engine, pattern);
  if (paths.length === 0) throw new SourceNotFoundError(`${pattern}: no file matches.`);
  await refuseTwins(paths);
  const parts: Part[] = [];
  const empty: string[] = [];
  try {
    for (const path of paths) {
      const name = relative(folder, path).replaceAll('\\', '/');
      const source = await unlessEmpty(open(path));
      if (source === null) empty.push(name);
      else parts.push({ name, source });
    }
    const [first] = parts;
    if (first === undefined)
      throw new EmptySourceError(`${pattern}: none of the ${paths.length} files has rows.`);
    requireSameColumns(parts.map(({ source }) => source));
    return united(pattern, first, parts, empty);
  } catch (error) {
    for (const { source } of parts) source.dispose();
    throw error;
  }
}

async function unlessEmpty(opening: Promise<Source>): Promise<Source | null> {
  try {
    return await opening;
  } catch (error) {
    if (error instanceof EmptySourceError) return null;
    throw error;
  }
}
