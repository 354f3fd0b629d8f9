import { createHash } from 'node:crypto';
import { stringifyCanonical, type JsonValue } from '../json.js';

/** SHA-256 in hexadecimal of bytes, or of a text as UTF-8. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The same for a JSON value, whatever the order of its keys. */
export function digestOf(value: JsonValue): string {
  return sha256(stringifyCanonical(value));
}
