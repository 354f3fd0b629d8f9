import { structuredPatch } from 'diff';
import { stripAnsi } from '../../text/ansi.js';
import type { Difference } from '../difference.js';
import type { CompareRules } from '../rules.js';
import { compareNumbers, type DifferingNumber } from './numbers.js';

const MOST_LINES = 40;
const MOST_ITEMS = 10;
const LONG_LINE = 160;
/** Beyond so many changed lines the exact diff costs more than it tells. */
const MOST_EDITS = 2000;

/** A text without what the rules allow to differ. */
export function cleanText(text: string, rules: Pick<CompareRules, 'sanitize'>): string {
  return rules.sanitize.reduce((cleaned, sanitize) => sanitize(cleaned), stripAnsi(text));
}

/** Whether two texts are the same under the rules. */
export function sameText(expected: string, actual: string, rules: CompareRules): boolean {
  if (expected === actual) return true;
  const [a, b] = [cleanText(expected, rules), cleanText(actual, rules)];
  if (a === b) return true;
  return rules.tolerance > 0 && compareNumbers(a, b, rules.tolerance)?.length === 0;
}

/** How two texts differ under the rules; undefined when they do not. `what` names them in the message. */
export function compareText(
  expected: string,
  actual: string,
  rules: CompareRules,
  what: string,
): Difference | undefined {
  if (sameText(expected, actual, rules)) return undefined;
  const [a, b] = [cleanText(expected, rules), cleanText(actual, rules)];
  const numbers = rules.tolerance > 0 ? compareNumbers(a, b, rules.tolerance) : undefined;
  const diff = lineDiff(a, b);
  if (numbers === undefined) return { kind: 'text', path: what, message: `${what} differs`, diff };
  return { kind: 'number', path: what, diff, ...numberItems(numbers, what, rules.tolerance) };
}

function numberItems(
  numbers: readonly DifferingNumber[],
  what: string,
  tolerance: number,
): Pick<Difference, 'message' | 'items' | 'more'> {
  const items = numbers.slice(0, MOST_ITEMS).map(({ expected, actual, relative }) => ({
    path: `relative difference ${relative.toPrecision(2)}`,
    expected,
    actual,
  }));
  const count = numbers.length === 1 ? '1 number differs' : `${numbers.length} numbers differ`;
  return {
    message: `${what}: ${count} by more than ${tolerance}`,
    items,
    more: numbers.length - items.length,
  };
}

/**
 * The lines that differ, `-` committed and `+` fresh, with two lines around them; the first forty.
 *
 * @example
 * lineDiff('a\nb\n', 'a\nc\n'); // ' a\n-b\n+c'
 */
export function lineDiff(expected: string, actual: string): string {
  // That neither ends with a line break need not be said; that one does is a difference.
  const end = expected.endsWith('\n') || actual.endsWith('\n') ? '' : '\n';
  const patch = structuredPatch('', '', expected + end, actual + end, '', '', {
    context: 2,
    maxEditLength: MOST_EDITS,
  });
  if (patch === undefined) return 'too many lines differ to list them';
  const lines = patch.hunks.flatMap((hunk, index) => [
    ...(index === 0 ? [] : ['…']),
    ...shortened(hunk.lines),
  ]);
  const rest = lines.length - MOST_LINES;
  return [...lines.slice(0, MOST_LINES), ...(rest > 0 ? [`… ${rest} more lines`] : [])].join('\n');
}

/** Of a long line that became another, the part from shortly before where they part. */
function shortened(lines: readonly string[]): string[] {
  return lines.map((line, index) => {
    if (line.length <= LONG_LINE) return line;
    const sign = line.charAt(0);
    const other = sign === '-' ? lines[index + 1] : sign === '+' ? lines[index - 1] : undefined;
    const common = other === undefined ? 0 : commonPrefix(line.slice(1), other.slice(1));
    const start = Math.max(0, common - 40);
    const part = line.slice(1 + start, 1 + start + LONG_LINE);
    const cut = 1 + start + LONG_LINE < line.length;
    return `${sign}${start > 0 ? '…' : ''}${part}${cut ? '…' : ''}`;
  });
}

function commonPrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}
