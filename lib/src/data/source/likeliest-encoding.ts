import { SourceFormatError } from '../../errors.js';
import { decoderOf } from './decoder.js';
import type { Encoding, FoundEncoding } from './found-encoding.js';
import { LetterWeights, RARITY } from './letter-weights.js';
import { plausibility } from './plausible-text.js';

const LATIN: readonly Encoding[] = ['windows-1252', 'windows-1250', 'windows-1254', 'macintosh'];
const EAST_ASIAN: readonly Encoding[] = ['gb18030', 'big5', 'shift_jis', 'euc-jp', 'euc-kr'];

/** The encodings other than Unicode that spreadsheets and databases export. */
const CANDIDATES: readonly Encoding[] = [
  ...['windows-1252', 'windows-1250', 'windows-1251', 'windows-1253', 'windows-1254', 'windows-1255'],
  ...['windows-1256', 'windows-874', 'koi8-r', 'koi8-u', ...EAST_ASIAN],
  ...['macintosh', 'x-mac-cyrillic', 'iso-8859-5', 'ibm866'],
];

/** The share of characters beyond ASCII that must look like words for an encoding to be considered. */
const PLAUSIBLE = 0.9;

/** The most likely encoding must be at least this many times as likely as the next one that gives a different text. */
const MARGIN = 1.5;

/** The margins where so many bytes beyond ASCII say less, in other scripts than the Latin one. */
const SHORT = { margin: 2, bytes: 24 };
const VERY_SHORT = { margin: 3, bytes: 8 };

/** The margin between two East Asian encodings, in which the same few bytes are all characters. */
const SHORT_EAST_ASIAN = { margin: 3, bytes: 48 };

/**
 * The margin over a text in which the only letters, a few, are signs: `¹` and `£` of one encoding are letters of
 * another.
 */
const WIDE_MARGIN = 3;
const FEW = 3;
const LETTER = /\p{L}/u;
const WORD_BEYOND_ASCII = /\p{L}[^\P{L}\p{ASCII}]|[^\P{L}\p{ASCII}]\p{L}/u;

/** The likelihood of an encoding merely because the text looks like words. */
const FLOOR = 0.003;

/** How many readings an error shows. */
const SHOWN = 4;

const REMEDY =
  'Save the file as UTF-8, or specify its encoding with the option encoding (in the command line --encoding).';

/** Whether an encoding is for Latin letters alone. */
export const isLatin = (encoding: Encoding): boolean => LATIN.includes(encoding);

interface Reading {
  readonly encoding: Encoding;
  readonly text: string;
  readonly likelihood: number;
}

/**
 * The encoding of bytes that are not Unicode. Encodings in which the bytes do not decode, or do not look like words,
 * are discarded; the rest are weighted by how common their letters are: see {@link LetterWeights}. Encodings that give
 * the same text count as one reading, since it makes no difference which one is meant.
 *
 * @param bytes lines of the file, including those beyond ASCII.
 * @throws SourceFormatError if no reading is plausible, or none is as many times as likely as the next
 *   as {@link marginOver} demands,
 *   or {@link WIDE_MARGIN} times as one in which a few letters are signs.
 */
export async function likeliestEncoding(path: string, bytes: Buffer): Promise<FoundEncoding> {
  const readings = await readingsOf(bytes);
  const [best, next, ...others] = readings;
  if (best === undefined)
    throw new SourceFormatError(`${path}: is not UTF-8, and its encoding cannot be detected. ${REMEDY}`);
  if (next === undefined) return { encoding: best.encoding, by: 'letters' };
  const ratio = best.likelihood / next.likelihood;
  if (ratio < marginOver(best, next, bytes)) throw undecided(path, best, next, others);
  const signs = [next, ...others].find((one) => areFewSigns(best, one));
  if (signs !== undefined && best.likelihood < WIDE_MARGIN * signs.likelihood)
    throw undecided(path, best, signs, []);
  return { encoding: best.encoding, by: 'letters', rival: { encoding: next.encoding, ratio } };
}

/**
 * The fewer bytes there are, the more their letters must say. Latin words are held against each other by single
 * letters.
 */
function marginOver(best: Reading, next: Reading, bytes: Buffer): number {
  if (isLatin(best.encoding)) return MARGIN;
  const count = bytes.reduce((sum, byte) => (byte < 0x80 ? sum : sum + 1), 0);
  const areEastAsian = [best, next].every(({ encoding }) => EAST_ASIAN.includes(encoding));
  if (areEastAsian && count < SHORT_EAST_ASIAN.bytes) return SHORT_EAST_ASIAN.margin;
  return [VERY_SHORT, SHORT].find((short) => count < short.bytes)?.margin ?? MARGIN;
}

/** Whether a few letters of a text are all signs in another one of the same length. */
function areFewSigns({ text }: Reading, { text: other }: Reading): boolean {
  if (text.length !== other.length) return false;
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === other[at]) continue;
    count += 1;
    if (count > FEW || LETTER.test(other[at] ?? '')) return false;
  }
  return true;
}

async function readingsOf(bytes: Buffer): Promise<readonly Reading[]> {
  const weights = await LetterWeights.of(bytes);
  const readings = new Map<string, Reading>();
  for (const encoding of CANDIDATES) {
    const text = decoded(bytes, encoding);
    if (text === null || plausibility(text, bytes, encoding) < PLAUSIBLE) continue;
    const weight = weights.of(encoding, text);
    // That nothing else fits, or that signs do, says little for an encoding that hardly anyone uses.
    if (encoding in RARITY && (weight === 0 || !WORD_BEYOND_ASCII.test(text))) continue;
    const likelihood = FLOOR + weight;
    const same = readings.get(text);
    readings.set(text, {
      text,
      encoding: same?.encoding ?? encoding,
      likelihood: Math.max(likelihood, same?.likelihood ?? 0),
    });
  }
  return [...readings.values()].sort((a, b) => b.likelihood - a.likelihood);
}

function decoded(bytes: Buffer, encoding: Encoding): string | null {
  try {
    return decoderOf(encoding).decode(bytes);
  } catch {
    return null;
  }
}

/** Shows a line in the two readings, and in the others that are not much less likely. */
function undecided(
  path: string,
  best: Reading,
  next: Reading,
  others: readonly Reading[],
): SourceFormatError {
  const near = others.filter(({ likelihood }) => best.likelihood < WIDE_MARGIN * likelihood);
  const readings = [best, next, ...near].slice(0, SHOWN);
  const [lines = [], rival = []] = readings.map(({ text }) => text.split('\n'));
  const index = lines.findIndex((line, at) => line !== rival[at]);
  const shown = readings.map(({ text, encoding }) => {
    const line = text.split('\n')[index] ?? '';
    return `"${line.trim().slice(0, 60)}" in ${encoding}`;
  });
  return new SourceFormatError(
    `${path}: is not UTF-8, and its encoding cannot be detected: a line reads ${shown.slice(0, -1).join(', ')} and ` +
      `${shown.at(-1) ?? ''}. ${REMEDY}`,
  );
}
