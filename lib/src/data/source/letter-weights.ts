import { TextDecoder } from 'node:util';
import { decoderOf } from './decoder.js';
import type { Encoding } from './found-encoding.js';

/** Names of the language models that are not in the WHATWG list. */
const NAMES: Readonly<Partial<Record<string, Encoding>>> = {
  MacRoman: 'macintosh',
  MacCyrillic: 'x-mac-cyrillic',
};

/** Encodings that few exports still have: their letters must say more for them. */
export const RARITY: Readonly<Partial<Record<Encoding, number>>> = {
  ...{ macintosh: 0.75, 'x-mac-cyrillic': 0.5 },
  ...{ 'iso-8859-5': 0.3, ibm866: 0.3 },
};

/** The weight of a text that is mostly kana, which the models do not judge: it has too few different lead bytes. */
const KANA_WEIGHT = 0.1;
const KANA_SHARE = 0.5;
const FEWEST_KANA = 4;

/** How common the letters of a text are in the languages written in its encoding (jschardet's language models). */
export class LetterWeights {
  readonly #weights: ReadonlyMap<Encoding, number>;

  private constructor(
    private readonly bytes: Buffer,
    private readonly weigh: (bytes: Buffer) => ReadonlyMap<Encoding, number>,
  ) {
    this.#weights = weigh(bytes);
  }

  /** Loads jschardet only for files that are not Unicode, since its models take a tenth of a second. */
  static async of(bytes: Buffer): Promise<LetterWeights> {
    const { detectAll } = await import('jschardet');
    return new LetterWeights(bytes, (some) => {
      const weights = new Map<Encoding, number>();
      for (const { encoding: label, confidence } of detectAll(some, { minimumThreshold: 0 })) {
        const encoding = standardName(label ?? '');
        if (encoding !== null) weights.set(encoding, Math.max(confidence, weights.get(encoding) ?? 0));
      }
      return weights;
    });
  }

  /** @param text the bytes in the encoding. */
  of(encoding: Encoding, text: string): number {
    const weight = Math.max(
      this.#weights.get(encoding) ?? 0,
      kanaWeight(text, encoding),
      // The models know hardly any capitals: `МОСКВА` of one encoding is `нпулчб` of another.
      isInCapitals(text) ? (this.weigh(inSmallLetters(this.bytes, encoding)).get(encoding) ?? 0) : 0,
    );
    return weight * (RARITY[encoding] ?? 1);
  }
}

function standardName(label: string): Encoding | null {
  try {
    return new TextDecoder(NAMES[label] ?? label).encoding;
  } catch {
    return null;
  }
}

function kanaWeight(text: string, encoding: Encoding): number {
  if (encoding !== 'euc-jp' && encoding !== 'shift_jis') return 0;
  const kana = text.match(/[\p{sc=Hiragana}\p{sc=Katakana}ー]/gu)?.length ?? 0;
  const all = text.match(/\P{ASCII}/gu)?.length ?? 0;
  return kana >= FEWEST_KANA && kana >= KANA_SHARE * all ? KANA_WEIGHT : 0;
}

/** Whether all words with letters beyond ASCII are in capitals. */
function isInCapitals(text: string): boolean {
  const words = (text.match(/[\p{L}\p{M}]+/gu) ?? []).filter((word) => /\P{ASCII}/u.test(word));
  return words.some((word) => /\p{Lu}/u.test(word)) && !words.some((word) => /\p{Ll}/u.test(word));
}

/** The bytes with the letters of an encoding of one byte a character in lower case. */
function inSmallLetters(bytes: Buffer, encoding: Encoding): Buffer {
  const decoder = decoderOf(encoding);
  const letters = Array.from({ length: 256 }, (_, byte) => {
    try {
      return decoder.decode(Uint8Array.of(byte));
    } catch {
      return '';
    }
  });
  const lower = letters.map((letter, byte) => {
    // The small letter of `İ` is in ASCII, where it would say nothing.
    const found = letter === '' ? -1 : letters.indexOf(letter === 'İ' ? 'ı' : letter.toLowerCase());
    return found === -1 ? byte : found;
  });
  return Buffer.from(bytes.map((byte) => lower[byte] ?? byte));
}
