import picomatch from 'picomatch';

/**
 * Whether what one notebook reads is, or contains, or is in what another writes. A read may be a pattern.
 *
 * @example
 * readsFrom('data/*.parquet', 'data/clean.parquet'); // true
 * readsFrom('data/orders/2024.csv', 'data/orders'); // true: the folder is written as a whole
 */
export function readsFrom(read: string, written: string): boolean {
  const { base, isGlob } = picomatch.scan(read);
  if (!isGlob) return overlaps(read, written);
  return isWithin(base, written) || matcher(read)(written);
}

/** Whether two files or folders share a file. */
export function overlaps(one: string, other: string): boolean {
  return isWithin(one, other) || isWithin(other, one);
}

/** Whether the path, relative to the project root, matches the pattern. */
export function matcher(pattern: string): (path: string) => boolean {
  return picomatch(pattern, { dot: true });
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || folder === '.' || path.startsWith(`${folder}/`);
}
