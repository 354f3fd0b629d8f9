import { closestMatch } from 'leven';

/**
 * The candidate closest to a word by edit distance, if it is close enough to be a typo: at most a third of the
 * word's letters differ, ignoring case and punctuation. Of two equally close, the first by name.
 */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  const names = [...candidates].sort();
  const keys = names.map(normalize);
  const wanted = normalize(word);
  const near = closestMatch(wanted, keys, { maxDistance: Math.max(1, Math.floor(wanted.length / 3)) });
  return near === undefined ? undefined : names[keys.indexOf(near)];
}

/** Lower case without spaces and punctuation: `Total Spending` and `total_spending` are the same name. */
export function normalize(name: string): string {
  return name.toLowerCase().replace(/[^\p{Letter}\p{Number}]/gu, '');
}
