import { decoderOf } from '../../../../lib/src/data/source/decoder.js';

/** Bytes of each character, by encoding. */
const TABLES = new Map<string, ReadonlyMap<string, readonly number[]>>();

/** A text in an encoding of one or two bytes a character; null where it lacks a character. */
export function encoded(text: string, encoding: string): Buffer | null {
  const table = TABLES.get(encoding) ?? tableOf(encoding);
  TABLES.set(encoding, table);
  const bytes: number[] = [];
  for (const character of text) {
    const found = table.get(character);
    if (found === undefined) return null;
    bytes.push(...found);
  }
  return Buffer.from(bytes);
}

/** Whatever the decoder of the platform makes of each byte and each pair of bytes. */
function tableOf(encoding: string): ReadonlyMap<string, readonly number[]> {
  const decoder = decoderOf(encoding);
  const table = new Map<string, readonly number[]>();
  const note = (...bytes: number[]) => {
    try {
      const text = decoder.decode(Uint8Array.from(bytes));
      if (Array.from(text).length === 1 && !table.has(text)) table.set(text, bytes);
      return true;
    } catch {
      return false;
    }
  };
  for (let first = 0; first < 256; first += 1) {
    if (note(first)) continue;
    for (let second = 0x40; second < 256; second += 1) note(first, second);
  }
  return table;
}
