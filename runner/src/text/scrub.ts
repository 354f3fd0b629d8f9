import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * A function that takes absolute paths below any of the roots out of a text, so that the same notebook gives
 * the same bytes in every clone: `/clone/data/x.csv` becomes `data/x.csv`, the root itself `.`, also in its
 * `file://` form.
 */
export function pathScrubber(roots: readonly string[]): (text: string) => string {
  const prefixes = [...new Set(roots)]
    .filter((root) => isAbsolute(root) && root !== '/')
    .flatMap((root) => [pathToFileURL(root).href, root])
    .sort((a, b) => b.length - a.length);
  if (prefixes.length === 0) return (text) => text;
  const either = prefixes.map(escapeRegExp).join('|');
  // A path ends where no further file name character follows; `/clone-2` is not below `/clone`.
  const pattern = new RegExp(`(?<![\\w.-])(?:${either})(/+|(?![\\w-]|\\.\\w))`, 'g');
  return (text) => text.replace(pattern, (_whole, slash: string) => (slash === '' ? '.' : ''));
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
