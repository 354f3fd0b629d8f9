import { readFileSync, realpathSync } from 'node:fs';
import { dirname, extname, relative, resolve, sep } from 'node:path';
import { dataUrl } from '../html/escape.js';
import type { NotebookPaths } from '../run/paths.js';
import type { ConvertContext } from './target.js';

const MIME_TYPES: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.svg': 'image/svg+xml',
};

/**
 * Reads the image files that a notebook shows, as data URLs. An untrusted notebook must not leak
 * files: only images in the project root or the notebook's own folder are read, with symbolic links
 * followed first.
 */
export function imageReader(
  { source, name }: NotebookPaths,
  context: Pick<ConvertContext, 'root' | 'notice'>,
): (path: string) => string | undefined {
  const folder = dirname(source);
  return (path) => {
    const mime = MIME_TYPES[extname(path).toLowerCase()];
    const content =
      mime === undefined ? undefined : readWithin(resolve(folder, path), [context.root, folder]);
    if (mime !== undefined && content !== undefined) return dataUrl(mime, content);
    context.notice(`${name}: the image ${path} is omitted: it is not in the project.`);
    return undefined;
  };
}

function readWithin(path: string, roots: readonly string[]): Uint8Array | undefined {
  try {
    const real = realpathSync(path);
    return roots.some((root) => isBelow(real, realpathSync(root))) ? readFileSync(real) : undefined;
  } catch {
    return undefined;
  }
}

function isBelow(path: string, root: string): boolean {
  const way = relative(root, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && resolve(root, way) === path;
}
