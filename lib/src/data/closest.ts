import { closestMatch } from 'leven';

/**
 * The candidate nearest to a word by edit distance, when it is near enough to be a slip: at most a third of
 * the word's letters differ, ignoring case and punctuation. Of two that are as near, the first by name.
 */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  const names = [...candidates].sort();
  const keys = names.map(normalise);
  const wanted = normalise(word);
  const near = closestMatch(wanted, keys, { maxDistance: Math.max(1, Math.floor(wanted.length / 3)) });
  return near === undefined ? undefined : names[keys.indexOf(near)];
}

/** Lower case without spaces and punctuation: `Total Spending` and `total_spending` are the same name. */
export function normalise(name: string): string {
  return name.toLowerCase().replace(/[^\p{Letter}\p{Number}]/gu, '');
}
