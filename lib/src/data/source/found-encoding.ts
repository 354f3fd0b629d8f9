import { TextDecoder } from 'node:util';
import { OptionsError } from '../../errors.js';

/** A text encoding by its WHATWG name, such as `utf-8`, `gb18030`, or `windows-1252`. */
export type Encoding = string;

/** An encoding, and how it was identified. */
export interface FoundEncoding {
  readonly encoding: Encoding;
  /** By the option, a byte order mark, the pattern of the bytes, or the frequency of letters. */
  readonly by: 'option' | 'mark' | 'bytes' | 'letters';
  /** The most likely encoding that gives a different text, and how many times as likely the chosen one is. */
  readonly rival?: { readonly encoding: Encoding; readonly ratio: number };
}

/** @throws OptionsError for a name that is not in the WHATWG list or not supported. */
export function requireEncoding(label: string): Encoding {
  try {
    return new TextDecoder(label).encoding;
  } catch (cause) {
    throw new OptionsError(
      `encoding is "${label}": use a WHATWG name, such as utf-8, gb18030, big5, shift_jis, or windows-1252.`,
      { cause },
    );
  }
}
