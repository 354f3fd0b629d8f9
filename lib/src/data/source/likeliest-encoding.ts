import { TextDecoder } from 'node:util';
import { SourceFormatError } from '../../errors.js';
import { decoderOf } from './decoder.js';
import type { Encoding, FoundEncoding } from './found-encoding.js';
import { plausibility } from './plausible-text.js';

/** The encodings other than Unicode that spreadsheets and databases export. */
const CANDIDATES: readonly Encoding[] = [
  ...['windows-1252', 'windows-1250', 'windows-1251', 'windows-1253', 'windows-1254', 'windows-1255'],
  ...['windows-1256', 'koi8-r', 'gb18030', 'big5', 'shift_jis', 'euc-jp', 'euc-kr'],
];

/** The share of characters beyond ASCII that must look like words for an encoding to be considered. */
const PLAUSIBLE = 0.9;

/** The most likely encoding must be at least this many times as likely as the next one that gives a different text. */
const MARGIN = 1.5;

/** The margin over a text in which the only letters, a few, are signs: `¹` and `£` of one encoding are letters of another. */
const WIDE_MARGIN = 3;
const FEW = 3;
const LETTER = /\p{L}/u;

/** The likelihood of an encoding merely because the text looks like words. */
const FLOOR = 0.003;

interface Reading {
  readonly encoding: Encoding;
  readonly text: string;
  readonly likelihood: number;
}

/**
 * The encoding of bytes that are not Unicode. Encodings in which the bytes do not decode, or do not look like words,
 * are discarded; the rest are weighted by how common their letters are (jschardet's language models). Encodings that
 * give the same text count as one reading, since it makes no difference which one is meant.
 *
 * @param bytes lines of the file, including those beyond ASCII.
 * @throws SourceFormatError if no reading is plausible, or none is {@link MARGIN} times as likely as the next, or {@link WIDE_MARGIN}
 *   times as one in which a few letters are signs.
 */
export async function likeliestEncoding(path: string, bytes: Buffer): Promise<FoundEncoding> {
  const [best, next, ...others] = await readingsOf(bytes);
  if (best === undefined) {
    throw new SourceFormatError(
      `${path}: is not UTF-8, and its encoding cannot be detected. Save the file as UTF-8, or specify its encoding.`,
    );
  }
  if (next === undefined) return { encoding: best.encoding, by: 'letters' };
  const ratio = best.likelihood / next.likelihood;
  if (ratio < MARGIN) throw undecided(path, best, next);
  const signs = [next, ...others].find((one) => areFewSigns(best, one));
  if (signs !== undefined && best.likelihood < WIDE_MARGIN * signs.likelihood)
    throw undecided(path, best, signs);
  return { encoding: best.encoding, by: 'letters', rival: { encoding: next.encoding, ratio } };
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
  const weights = await weightsOf(bytes);
  const readings = new Map<string, Reading>();
  for (const encoding of CANDIDATES) {
    const text = decoded(bytes, encoding);
    if (text === null || plausibility(text, bytes, encoding) < PLAUSIBLE) continue;
    const likelihood = FLOOR + (weights.get(encoding) ?? 0);
    const same = readings.get(text);
    readings.set(text, {
      text,
      encoding: same?.encoding ?? encoding,
      likelihood: Math.max(likelihood, same?.likelihood ?? 0),
    });
  }
  return [...readings.values()].sort((a, b) => b.likelihood - a.likelihood);
}

/** Loads jschardet only for files that are not Unicode, since its models take a tenth of a second. */
async function weightsOf(bytes: Buffer): Promise<ReadonlyMap<Encoding, number>> {
  const { detectAll } = await import('jschardet');
  const weights = new Map<Encoding, number>();
  for (const { encoding: label, confidence } of detectAll(bytes)) {
    const encoding = standardName(label ?? '');
    if (encoding !== null) weights.set(encoding, Math.max(confidence, weights.get(encoding) ?? 0));
  }
  return weights;
}

function standardName(label: string): Encoding | null {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}

function decoded(bytes: Buffer, encoding: Encoding): string | null {
  try {
    return decoderOf(encoding).decode(bytes);
  } catch {
    return null;
  }
}

function undecided(path: string, best: Reading, next: Reading): SourceFormatError {
  const others = next.text.split('\n');
  const lines = best.text.split('\n');
  const index = lines.findIndex((line, at) => line !== others[at]);
  const shown = (line: string | undefined) => `"${(line ?? '').trim().slice(0, 60)}"`;
  return new SourceFormatError(
    `${path}: is not UTF-8, and its encoding cannot be detected: a line reads ${shown(lines[index])} in ${best.encoding} ` +
      `and ${shown(others[index])} in ${next.encoding}. Save the file as UTF-8, or specify its encoding.`,
  );
}
