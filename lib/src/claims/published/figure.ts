import { OptionsError } from '../../errors.js';
import type { Interval } from '../../stats/proportion.js';

/**
 * A published number, and the rule by which a computed one agrees with it.
 *
 * - `'63.33'`: the computed number, rounded to the printed digits, must equal it.
 * - `{ about, within }`: for words such as "about 2930".
 * - `{ above }`, `{ below }`: for "more than 84", "fewer than 10"; the limit itself is excluded.
 */
export type PublishedFigure =
  | string
  | { readonly about: number; readonly within: number }
  | { readonly above: number }
  | { readonly below: number };

/** Tolerance for the last bits of a sum. */
const SLACK = 1e-9;

/** Whether a computed number agrees with a published one; a text never agrees with a number. */
export function agrees(computed: number | string | null | undefined, published: PublishedFigure): boolean {
  if (typeof published === 'string') {
    if (typeof computed !== 'number') return computed === published;
    const { value, digits } = parse(published);
    return Math.abs(computed - value) <= 0.5 * 10 ** -digits + SLACK;
  }
  if (typeof computed !== 'number') return false;
  if ('about' in published) return Math.abs(computed - published.about) <= published.within + SLACK;
  return 'above' in published ? computed > published.above : computed < published.below;
}

/** The published figure as a reader sees it: `63.33`, `about 2930`, `> 84`. */
export function printed(published: PublishedFigure): string {
  if (typeof published === 'string') return published;
  if ('about' in published) return `about ${published.about}`;
  return 'above' in published ? `> ${published.above}` : `< ${published.below}`;
}

/** The range that a published number allows: `'25.6'` may be 25.55 to 25.65. */
export function rangeOf(published: PublishedFigure): Interval {
  if (typeof published === 'string') {
    const { value, digits } = parse(published);
    return { low: value - 0.5 * 10 ** -digits, high: value + 0.5 * 10 ** -digits };
  }
  if ('about' in published) {
    return { low: published.about - published.within, high: published.about + published.within };
  }
  return 'above' in published
    ? { low: published.above, high: Infinity }
    : { low: -Infinity, high: published.below };
}

function parse(text: string): { value: number; digits: number } {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) {
    throw new OptionsError(`"${text}" is not a published number; compare texts with texts.`);
  }
  return { value, digits: text.split('.')[1]?.length ?? 0 };
}
