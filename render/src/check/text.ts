import { InvalidFigureError } from '../errors.js';

/** Takes about a second to lay out; a longer text is not readable in a figure anyway. */
const MAX_LENGTH = 100_000;

/** Each level becomes an element within the last, and deep trees of them exhaust the call stack. */
const MAX_DEPTH = 100;

/** The tags that plotly makes elements of; the others stay text or, as `br`, hold nothing. */
const TAG = /<(\/?)(?:a|b|em|i|s|span|sub|sup|u)(?:\s[^<>]*)?>/gi;

function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [, closing] of text.matchAll(TAG)) {
    depth = Math.max(0, depth + (closing === '/' ? -1 : 1));
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/**
 * Refuses a text that would take too long, or too much memory, to lay out.
 *
 * @throws InvalidFigureError at its path
 */
export function checkText(text: string, path: string): void {
  if (text.length > MAX_LENGTH) {
    throw new InvalidFigureError(
      path,
      `has ${text.length} characters, more than the limit of ${MAX_LENGTH}; shorten it`,
    );
  }
  const depth = nesting(text);
  if (depth > MAX_DEPTH) {
    throw new InvalidFigureError(path, `has tags nested ${depth} deep, more than the limit of ${MAX_DEPTH}`);
  }
}
