import { InvalidFigureError } from '../errors.js';
import { DEFAULT_FONT_SIZE, readFontSize } from '../geometry/font-size.js';
import { checkFontSize } from './font-limits.js';

/** Takes about a second to lay out; a longer text is not readable in a figure anyway. */
const MAX_LENGTH = 100_000;

/** Each level becomes an element within the last, and deep trees of them exhaust the call stack. */
const MAX_DEPTH = 100;

/** The tags that plotly makes elements of; the others stay text or, as `br`, hold nothing. */
const TAG = /<(\/?)(?:a|b|em|i|s|span|sub|sup|u)(\s[^<>]*)?>/gi;

/** How deep the tags go, and the largest font size that their styles make, in px. */
function measure(text: string): { readonly depth: number; readonly size: number } {
  const sizes = [DEFAULT_FONT_SIZE];
  let [depth, largest] = [0, 0];
  for (const [, closing, attributes = ''] of text.matchAll(TAG)) {
    if (closing === '/') {
      if (sizes.length > 1) sizes.pop();
      continue;
    }
    const outer = sizes.at(-1) ?? DEFAULT_FONT_SIZE;
    const size = sizeIn(attributes, outer);
    sizes.push(size);
    depth = Math.max(depth, sizes.length - 1);
    largest = Math.max(largest, size);
  }
  return { depth, size: largest };
}

/** The size that the `style` of a tag sets, of which the last one counts. */
function sizeIn(attributes: string, outer: number): number {
  const values = [...attributes.matchAll(/font-size\s*:\s*([^;"']+)/gi)];
  const size = readFontSize(values.at(-1)?.[1]?.trim() ?? '');
  if (size === null) return outer;
  return 'px' in size ? size.px : size.factor * outer;
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
  const { depth, size } = measure(text);
  checkFontSize(size, path);
  if (depth > MAX_DEPTH) {
    throw new InvalidFigureError(path, `has tags nested ${depth} deep, more than the limit of ${MAX_DEPTH}`);
  }
}
