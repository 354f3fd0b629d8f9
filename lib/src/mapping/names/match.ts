import { normalize } from '../../core/closest.js';

/** How a column's name fits the usual names of a field: exactly, but for a note on units, as part of it, or not. */
export type NameFit = 'same' | 'bare' | 'part' | 'none';

/** Names of a field, prepared for comparison. */
export type Known = ReadonlyMap<string, number>;

/** Accents, umlauts and case make no difference: `Kaeufer`, `Käufer` and `KÄUFER` are one name. */
export const plain = (name: string): string =>
  normalize(name.replace(/ae/gi, 'a').replace(/oe/gi, 'o').replace(/ue/gi, 'u').replaceAll('ß', 'ss'))
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '');

/** @returns each name as it is compared, with its place in the list. */
export function knownNames(names: readonly string[]): Known {
  return new Map(names.map((name, place): [string, number] => [plain(name), place]).toReversed());
}

/** The name without what stands in brackets, and without a currency or unit at its end. */
export const bare = (name: string): string =>
  name
    .replace(/[([（【].*?[)\]）】]/g, ' ')
    .replace(/[\s_-]+(eur|euro|usd|gbp|chf|cny|rmb|元|€|\$|£)\s*$/i, '')
    .trim();

/**
 * How a column's name fits the names of a field, and the place of the one that it is. `Discount %` is a share of
 * something, and none of the amounts, prices and numbers that fields are.
 */
export function nameFit(column: string, known: Known): { readonly fit: NameFit; readonly place: number } {
  if (/[%％‰]/.test(column)) return { fit: 'none', place: known.size };
  const same = known.get(plain(column));
  if (same !== undefined) return { fit: 'same', place: same };
  const withoutNote = known.get(plain(bare(column)));
  if (withoutNote !== undefined) return { fit: 'bare', place: withoutNote };
  const whole = plain(column);
  const head = headOf(wordsOf(column));
  const part = [...known].find(([name]) =>
    /\p{Script=Han}/u.test(name) ? name.length > 1 && whole.endsWith(name) : name === head,
  );
  return part === undefined ? { fit: 'none', place: known.size } : { fit: 'part', place: part[1] };
}

/** The words of a name, as they are compared: those of `CustomerID (old)` are customer and id. */
export const wordsOf = (column: string): readonly string[] =>
  bare(column)
    .split(/[^\p{Letter}\p{Number}]+|(?<=\p{Ll})(?=\p{Lu})/u)
    .map(plain);

const SUFFIXES = ['id', 'no', 'nr', 'number', 'nummer', 'num', 'code', 'key', 'name'];
const OF = ['de', 'du', 'des', 'del', 'd', 'la', 'of', 'seit'];

/** The word that a name is about: the last one but for words such as id, and the first one of "date of the order". */
function headOf(words: readonly string[]): string {
  const [first = '', second = ''] = words;
  if (OF.includes(second)) return SUFFIXES.includes(first) ? headOf(words.slice(2)) : first;
  return words.findLast((word, place) => place === 0 || !SUFFIXES.includes(word)) ?? first;
}
