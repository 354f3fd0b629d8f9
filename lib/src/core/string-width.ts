import { createRequire } from 'node:module';
import type * as StringWidth from 'string-width';

const require = createRequire(import.meta.url);
const PRINTABLE_ASCII = /^[ -~]*$/;

/**
 * Columns that a text takes in a terminal, two for a Chinese character: the package `string-width`, loaded with the
 * first text that is not ASCII, since its expressions are slow to compile.
 */
export function stringWidth(text: string): number {
  return PRINTABLE_ASCII.test(text)
    ? text.length
    : (require('string-width') as typeof StringWidth).default(text);
}
