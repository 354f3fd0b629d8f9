import { isAscii, isUtf8 } from 'node:buffer';
import { SourceFormatError } from '../../errors.js';
import type { Encoding } from './found-encoding.js';
import { isWord } from './plausible-text.js';

const LF = 10;

/** A longer line is judged by its start. */
const JUDGED_BYTES = 1 << 16;

/**
 * Characters that are UTF-8 by chance in other scripts make up fewer of the lines: a name of three in GBK, once in
 * 100,000.
 */
const CHANCE = 0.001;

/** So many bytes of a word beyond ASCII are hardly UTF-8 by chance in any encoding. */
const MANY_BYTES = 6;

/** In letters of European languages and Vietnamese: `BANGLADÉŠ` of windows-1250 is one of others. */
const LATIN_WORD = /^[A-Za-z'’\u00c0-\u017f\u0218-\u021b\u1e00-\u1eff]{2,}$/u;

/** As bytes: two letters of UTF-8 side by side, or one beside a letter of ASCII. Most lines of others have none. */
const MAY_HAVE_WORD =
  /[A-Za-z'][\xc3-\xc8\xe1][\x80-\xbf]|[\xc3-\xc8\xe1][\x80-\xbf]{1,2}[A-Za-z']|(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}){2}/;

const WORD = /\ufffd?[\p{L}\p{M}'’]+\ufffd?/gu;

/** Whether a file holds both UTF-8 and another encoding, as two exports in one file do. */
export class MixedLines {
  #rest: Buffer = Buffer.alloc(0);
  #number = 0;
  #others = 0;
  #surely = 0;
  #firstOther: number | null = null;
  #firstLatin: number | null = null;
  #firstSure: number | null = null;

  /** Takes the next bytes of the file. */
  add(chunk: Buffer): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let start = 0;
    for (let end = bytes.indexOf(LF); end !== -1; end = bytes.indexOf(LF, start)) {
      this.#judge(bytes.subarray(start, end));
      start = end + 1;
    }
    this.#rest = bytes.subarray(start);
    // What has no lines is judged as far as it is kept, so that it need not be kept.
    if (this.#rest.length > JUDGED_BYTES) this.#rest = this.#rest.subarray(0, JUDGED_BYTES);
  }

  end(): void {
    this.#judge(this.#rest);
  }

  #judge(line: Buffer): void {
    this.#number += 1;
    if (isAscii(line)) return;
    const judged = line.subarray(0, JUDGED_BYTES);
    if (!isUtf8(judged)) {
      this.#others += 1;
      this.#firstOther ??= this.#number;
    }
    if (!MAY_HAVE_WORD.test(judged.toString('latin1'))) return;
    for (const [word] of judged.toString('utf8').matchAll(WORD)) {
      if (!/[^\P{L}\p{ASCII}]/u.test(word) || word.includes('\ufffd') || !isWord(word)) continue;
      if (LATIN_WORD.test(word)) this.#firstLatin ??= this.#number;
      if (/\p{ASCII}/u.test(word) || Buffer.byteLength(word) < MANY_BYTES) continue;
      this.#surely += 1;
      this.#firstSure ??= this.#number;
    }
  }

  /**
   * In Latin letters, one word of UTF-8 is enough: nobody writes `ZÃ¼rich`. In other scripts, two letters of an encoding
   * may be UTF-8 by chance.
   *
   * @param encoding what the lines that are not UTF-8 are taken for; null where that is not known, as of a mixture of
   *   Latin letters.
   */
  refusal(path: string, encoding: Encoding | null, mayBeLatin: boolean): SourceFormatError | null {
    const areMixed = this.#surely > CHANCE * this.#others;
    const word = (mayBeLatin ? this.#firstLatin : null) ?? (areMixed ? this.#firstSure : null);
    if (word === null || this.#firstOther === null) return null;
    const named = encoding === null ? '' : ` but seems to be ${encoding}`;
    return new SourceFormatError(
      `${path}: mixes encodings: line ${this.#firstOther} is not UTF-8${named}, and line ${word} has words in UTF-8. ` +
        'Save all lines in one encoding. To read them all in one nevertheless, name it with the option encoding ' +
        `(in the command line --encoding${encoding === null ? '' : ` ${encoding}`}).`,
    );
  }
}
