import { TextDecoder } from 'node:util';
import type { Encoding } from './found-encoding.js';

/** What windows-1252 has in the places of the control characters 0x80 to 0x9F; the five others stay controls. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Decodes bytes; fails for those that are not of the encoding. */
export interface Decoder {
  /** @throws TypeError for bytes that are not of the encoding. */
  decode(bytes?: Uint8Array, options?: { readonly stream?: boolean }): string;
}

/**
 * A strict decoder. Node 20 takes windows-1252 for ISO 8859-1, in which the euro sign, dashes and curly quotes are control
 * characters: they are put right here, which changes nothing where Node decodes them.
 */
export function decoderOf(encoding: Encoding): Decoder {
  const decoder = new TextDecoder(encoding, { fatal: true });
  if (decoder.encoding !== 'windows-1252') return decoder;
  return {
    decode: (bytes, options) =>
      decoder
        .decode(bytes, options)
        .replace(/[\u0080-\u009f]/g, (control) => WINDOWS_1252[control.charCodeAt(0) - 0x80] ?? control),
  };
}
