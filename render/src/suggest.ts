import { closestMatch } from 'leven';

/**
 * The candidate that looks most like `wanted`, when at most two letters in five have to change; upper and lower
 * case are the same. Of two that are as near, the first by name.
 *
 * @example
 * nearest('lsit', ['run', 'list']); // 'list'
 */
export function nearest(wanted: string, candidates: Iterable<string>): string | undefined {
  const names = [...new Set(candidates)].sort();
  const keys = names.map((name) => name.toLowerCase());
  const key = wanted.toLowerCase();
  const near = closestMatch(key, keys, { maxDistance: Math.round(key.length * 0.4) });
  return near === undefined ? undefined : names[keys.indexOf(near)];
}
