import { sha256 } from '../cache/digest.js';

/** The first twelve hexadecimal digits of the SHA-256 of a text: short enough to stand in a file that people edit. */
export function shortHash(text: string): string {
  return sha256(text).slice(0, 12);
}
