import { closestMatch } from 'leven';

/**
 * The candidate closest to a word by edit distance, if it is close enough to be a typo: at most a third of the
 * word's letters differ, ignoring case and punctuation. Of two equally close, the first by name.
 */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  const names = [...candidates].sort();
  const keys = names.map(normalize);
  const wanted = normalize(word);
  // Of one letter, any other is at a distance of one.
  const maxDistance = wanted.length < 2 ? 0 : Math.max(1, Math.floor(wanted.length / 3));
  const near = closestMatch(wanted, keys, { maxDistance });
  return near === undefined ? undefined : names[keys.indexOf(near)];
}

/**
 * The place of a name in a list: the very name, else the first that differs at most by case, else the first that differs
 * by spaces and punctuation too, such as `Total Spending` for `total_spending`; -1 where there is none.
 *
 * @example
 * sameName('C#', ['C', 'c#']); // 1
 */
export function sameName(name: string, names: readonly string[]): number {
  const alike = [(one: string) => one.trim(), folded, normalize];
  const found = alike.map((of) => names.findIndex((one) => of(one) === of(name)));
  return found.find((index) => index !== -1) ?? -1;
}

/** In lower case; é is one letter or two, and ID as wide as a Chinese character or not. */
const folded = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

/**
 * Lower case without spaces and punctuation: `Total Spending` and `total_spending` are the same name. A name of nothing
 * else, such as `$`, is its own.
 */
export function normalize(name: string): string {
  const bare = folded(name).replace(/[^\p{Letter}\p{Mark}\p{Number}]/gu, '');
  return bare === '' ? name.trim() : bare;
}
