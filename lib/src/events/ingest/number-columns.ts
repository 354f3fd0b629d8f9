/** The positions of the columns that the engine reads as whole numbers and as decimals. */
export interface NumberColumns {
  readonly whole: ReadonlySet<number>;
  readonly decimal: ReadonlySet<number>;
  /** Digits after the point that the engine keeps in a decimal. */
  readonly scale: number;
}

const code = (letter: string): number => letter.charCodeAt(0);
const LF = code('\n');
const CR = code('\r');
const QUOTE = code('"');
const POINT = code('.');
const ZERO = code('0');
const NINE = code('9');
const isDigit = (byte: number): boolean => byte >= ZERO && byte <= NINE;

/** After a digit the engine reads these leniently: 1e3, 0x10, 0b11, 1_000. */
const LENIENT = ['e', 'E', 'x', 'X', 'b', 'B', '_'].map(code);
const isLenient = Uint8Array.from({ length: 256 }, (_, byte) => Number(LENIENT.includes(byte)));

/** The engine reads a sign and a blank as 0. */
const SIGNS = ['-', '+'].map(code);
const BLANKS = [' ', '\t'].map(code);
const isSign = (byte: number): boolean => SIGNS.includes(byte);

/** Searching for one letter is ten times as fast as looking at every byte, unless it is found this often in a chunk. */
const MOST_FOUND = 500;

/** Looks for values in columns of numbers that the engine's reader might misread. */
export class NumberColumnsLook {
  #linesToSkip: number;
  #column = 0;
  /** The byte before. */
  #last = LF;
  /** Digits so far after the point of the current number; -1 before a point. */
  #decimals = -1;
  /** Whether a quote was seen: delimiters may then be within values, so columns are uncertain. */
  #quoted = false;

  readonly #delimiter: number;
  readonly #isWhole: Uint8Array;
  readonly #isNumber: Uint8Array;
  readonly #scale: number;

  constructor(delimiter: string, skip: number, { whole, decimal, scale }: NumberColumns) {
    this.#delimiter = code(delimiter);
    this.#linesToSkip = skip;
    const columns = Math.max(...whole, ...decimal) + 1;
    this.#isWhole = Uint8Array.from({ length: columns }, (_, n) => Number(whole.has(n)));
    this.#isNumber = Uint8Array.from({ length: columns }, (_, n) => Number(whole.has(n) || decimal.has(n)));
    this.#scale = scale;
  }

  /** Whether the rows were reached. */
  get began(): boolean {
    return this.#linesToSkip === 0;
  }

  /** Continues with the next bytes; false if a number among them may be misread. */
  passes(chunk: Buffer): boolean {
    const rows = this.#rowsOf(chunk);
    if (rows.length === 0) return true;
    this.#quoted ||= rows.includes(QUOTE);
    if (hasSuspect(rows, this.#last, this.#delimiter)) return !this.#quoted && this.#follow(rows);
    // Nothing to find: only the position within the last line matters.
    const line = Math.max(rows.lastIndexOf(LF), rows.lastIndexOf(CR));
    if (line !== -1) [this.#column, this.#last, this.#decimals] = [0, LF, -1];
    return this.#follow(rows.subarray(line + 1));
  }

  /** The bytes after the lines to be skipped. */
  #rowsOf(chunk: Buffer): Buffer {
    let start = 0;
    while (this.#linesToSkip > 0) {
      const end = chunk.indexOf(LF, start);
      if (end === -1) return chunk.subarray(chunk.length);
      start = end + 1;
      this.#linesToSkip -= 1;
    }
    return chunk.subarray(start);
  }

  #follow(rows: Buffer): boolean {
    const [isNumber, isWhole, delimiter] = [this.#isNumber, this.#isWhole, this.#delimiter];
    let [column, last, decimals] = [this.#column, this.#last, this.#decimals];
    for (const byte of rows) {
      if (isDigit(byte)) {
        if (decimals !== -1 && isNumber[column] === 1 && ++decimals > this.#scale) return false;
      } else if (byte === delimiter || byte === LF || byte === CR) {
        column = byte === delimiter ? column + 1 : 0;
        decimals = -1;
      } else if (byte === POINT) {
        if (isWhole[column] === 1) return false;
        decimals = 0;
      } else if (isLenient[byte] === 1 && isDigit(last) && isNumber[column] === 1) {
        return false;
      } else if (isSign(last) && BLANKS.includes(byte) && isNumber[column] === 1) {
        return false;
      }
      last = byte;
    }
    [this.#column, this.#last, this.#decimals] = [column, last, decimals];
    return true;
  }
}

/** Whether these bytes contain a point, a lenient letter after a digit, or a blank after a sign. */
function hasSuspect(bytes: Buffer, before: number, delimiter: number): boolean {
  return (
    bytes.includes(POINT) ||
    LENIENT.some((letter) => follows(letter, isDigit, bytes, before)) ||
    BLANKS.some((blank) => blank !== delimiter && follows(blank, isSign, bytes, before))
  );
}

function follows(letter: number, one: (byte: number) => boolean, bytes: Buffer, before: number): boolean {
  let at = bytes.indexOf(letter);
  for (let found = 1; at !== -1 && found <= MOST_FOUND; found += 1) {
    if (one(at === 0 ? before : (bytes[at - 1] ?? 0))) return true;
    at = bytes.indexOf(letter, at + 1);
  }
  for (; at !== -1 && at < bytes.length; at += 1) {
    if (bytes[at] === letter && one(bytes[at - 1] ?? 0)) return true;
  }
  return false;
}
