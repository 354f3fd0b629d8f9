import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { normalize } from '../../../core/closest.js';
import { ColumnsError, SourceFormatError } from '../../../errors.js';
import type { Source } from '../source.js';

/**
 * A download that was repeated lies beside the first one under another name.
 *
 * @throws SourceFormatError for two files of the same content, whose rows would count twice.
 */
export async function refuseTwins(paths: readonly string[]): Promise<void> {
  const sizes = paths.map((path) => statSync(path).size);
  const known = new Map<string, string>();
  for (const [index, path] of paths.entries()) {
    const size = sizes[index] ?? 0;
    if (size === 0 || sizes.filter((other) => other === size).length === 1) continue;
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
    const digest = hash.digest('hex');
    const twin = known.get(digest);
    if (twin !== undefined) {
      throw new SourceFormatError(
        `${path} and ${twin} have the same content: its rows would count twice. Remove one of them.`,
      );
    }
    known.set(digest, path);
  }
}

/** @throws ColumnsError for a file with other columns than the first, in whatever order they are. */
export function requireSameColumns([first, ...others]: readonly Source[]): void {
  if (first === undefined) return;
  for (const other of others) {
    const lacking = missingIn(other, first);
    if (lacking !== undefined) {
      throw new ColumnsError(`${other.path} has no column "${lacking}", which ${first.path} has. ${SAME}`, [
        lacking,
      ]);
    }
    const extra = missingIn(first, other);
    if (extra !== undefined) {
      throw new ColumnsError(`${other.path} has a column "${extra}", which ${first.path} lacks. ${SAME}`, [
        extra,
      ]);
    }
  }
}

const SAME = 'Files that are loaded together must have the same columns: fix the file, or load it by itself.';

/** The first named column of a file that another lacks. */
function missingIn(other: Source, source: Source): string | undefined {
  const names = new Set(other.columns.map(normalize));
  return source.columns.find((name) => name !== '' && !names.has(normalize(name)));
}
