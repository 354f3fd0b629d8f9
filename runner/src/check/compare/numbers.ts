/** A text split into its numbers and the parts between them. `texts` has one entry more than `numbers`. */
interface Numbered {
  readonly texts: readonly string[];
  readonly numbers: readonly string[];
}

/** Two numbers that differ by more than is allowed. */
export interface DifferingNumber {
  readonly expected: string;
  readonly actual: string;
  /** |a − b| / max(|a|, |b|) */
  readonly relative: number;
}

// Dates, times, versions and the like do not count as numbers: a tolerance of 1 % must not let v1.20.0 pass for v1.21.0.
const OPAQUE = String.raw`\d+(?:[-:/.]\d+){2,}|\d{1,2}:\d{2}|[\p{L}_][\p{L}\p{N}_]*`;
const NUMBER = String.raw`(?<![\p{L}\p{N}_])(?:(?<![\p{L}\p{N}_.)\]] ?)[-−])?(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\d.])`;
const TOKEN = new RegExp(`${OPAQUE}|(${NUMBER})`, 'gu');

/** Whether two numbers are the same within a relative tolerance: |a − b| ≤ tolerance · max(|a|, |b|). */
export function withinTolerance(a: number, b: number, tolerance: number): boolean {
  return a === b || Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b));
}

/**
 * Compares two texts by the numbers in them.
 *
 * @returns the numbers that differ by more than the tolerance, none when all agree; undefined when the texts
 *   differ in more than their numbers. Runs of blanks and rules, whose length follows the numbers, count as one.
 */
export function compareNumbers(
  expected: string,
  actual: string,
  tolerance: number,
): DifferingNumber[] | undefined {
  const a = cut(expected);
  const b = cut(actual);
  if (a.texts.length !== b.texts.length || a.texts.some((text, index) => text !== b.texts[index])) {
    return undefined;
  }
  return a.numbers.flatMap((text, index) => {
    const other = b.numbers[index] ?? '';
    const [x, y] = [valueOf(text), valueOf(other)];
    if (withinTolerance(x, y, tolerance)) return [];
    return [{ expected: text, actual: other, relative: relativeDifference(x, y) }];
  });
}

/** |a − b| / max(|a|, |b|); 0 for equal numbers. */
export function relativeDifference(a: number, b: number): number {
  return a === b ? 0 : Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
}

function cut(text: string): Numbered {
  const texts: string[] = [];
  const numbers: string[] = [];
  let from = 0;
  for (const match of text.matchAll(TOKEN)) {
    const number = match[1];
    if (number === undefined) continue;
    texts.push(squeeze(text.slice(from, match.index)));
    numbers.push(number);
    from = match.index + number.length;
  }
  texts.push(squeeze(text.slice(from)));
  return { texts, numbers };
}

/** Columns of text grow with their numbers: blanks and ruled lines of any length are the same. */
function squeeze(text: string): string {
  return text.replace(/[ \t]+/g, ' ').replace(/([─━=-])\1+/g, '$1');
}

function valueOf(text: string): number {
  return Number(text.replaceAll(',', '').replace('−', '-'));
}
