import { openBytes, unreadable } from '../../data/source/bytes.js';

const [LF, CR, QUOTE, SPACE] = [0x0a, 0x0d, 0x22, 0x20];

/** Where a byte is within a record. */
const AT = { lineStart: 0, fieldStart: 1, value: 2, quoted: 3, quoteInQuoted: 4 } as const;

/**
 * Records of a delimited file of UTF-8, counted independently of any reader of its values: lines that are not blank;
 * line breaks between quotes do not count. A quote opens a value only at the start of a field.
 *
 * @param skip lines before the first record.
 * @throws SourceFormatError when the file cannot be read.
 */
export async function countRecords(path: string, delimiter: string, skip: number): Promise<number> {
  const counter = new RecordCounter(delimiter.charCodeAt(0), skip);
  try {
    for await (const chunk of openBytes(path) as AsyncIterable<Buffer>) counter.add(chunk);
  } catch (cause) {
    throw unreadable(path, cause);
  }
  return counter.end();
}

class RecordCounter {
  #at: number = AT.lineStart;
  #records = 0;
  #skip: number;
  #afterCr = false;
  /** A byte-order mark may come first; it is not part of a value. */
  #start = true;

  constructor(
    private readonly delimiter: number,
    skip: number,
  ) {
    this.#skip = skip;
  }

  add(chunk: Buffer): void {
    const from = this.#start && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? 3 : 0;
    this.#start = false;
    const rest = this.#skip > 0 ? this.#skipLines(chunk, from) : from;
    this.#count(chunk, rest);
  }

  end(): number {
    return this.#at === AT.lineStart ? this.#records : this.#records + 1;
  }

  #skipLines(chunk: Buffer, from: number): number {
    for (let index = from; index < chunk.length; index += 1) {
      const byte = chunk[index];
      if (byte === CR || (byte === LF && !this.#afterCr)) this.#skip -= 1;
      this.#afterCr = byte === CR;
      if (this.#skip === 0) return index + 1;
    }
    return chunk.length;
  }

  #count(chunk: Buffer, from: number): void {
    const { delimiter } = this;
    let at = this.#at;
    let records = 0;
    for (let index = from; index < chunk.length; index += 1) {
      const byte = chunk[index];
      if (at === AT.quoted) {
        if (byte === QUOTE) at = AT.quoteInQuoted;
      } else if (byte === LF || byte === CR) {
        if (at !== AT.lineStart) records += 1;
        at = AT.lineStart;
      } else if (byte === QUOTE) {
        // A doubled quote goes on with the value; one within a bare value is a letter.
        if (at !== AT.value) at = AT.quoted;
      } else if (byte === delimiter) at = AT.fieldStart;
      else if (byte !== SPACE || at === AT.quoteInQuoted) at = AT.value;
      else if (at === AT.lineStart) at = AT.fieldStart;
    }
    this.#at = at;
    this.#records += records;
  }
}
