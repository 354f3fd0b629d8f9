import { stripAnsi } from './ansi.js';

/** The last lines of a text that say something, without colors and surrounding blank lines. */
export function lastLines(text: string, count = 8): string {
  return stripAnsi(text)
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .slice(-count)
    .join('\n');
}
