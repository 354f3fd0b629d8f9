/** The most bytes to compare encodings on: the start of the file, then only lines beyond ASCII. */
const COMPARED_BYTES = 1 << 18;
const START_BYTES = 1 << 16;
const LF = 10;
const CR = 13;

/** The lines of a file on which encodings are compared. */
export class ComparedLines {
  readonly #lines: Buffer[] = [];
  #length = 0;
  #rest: Buffer = Buffer.alloc(0);

  /** Takes the next bytes of the file. */
  add(chunk: Buffer): void {
    if (this.#isFull) return;
    const bytes = Buffer.concat([this.#rest, chunk]);
    const lineBreak = bytes.includes(LF) ? LF : CR;
    let start = 0;
    for (let end = bytes.indexOf(lineBreak); end !== -1; end = bytes.indexOf(lineBreak, start)) {
      this.#keep(bytes.subarray(start, end + 1));
      start = end + 1;
    }
    this.#rest = bytes.subarray(start);
    if (this.#rest.length >= COMPARED_BYTES) this.#keepRest();
  }

  /** The bytes to compare, when all of the file has been taken. */
  end(): Buffer {
    this.#keepRest();
    return Buffer.concat(this.#lines);
  }

  get #isFull(): boolean {
    return this.#length >= COMPARED_BYTES;
  }

  #keepRest(): void {
    this.#keep(this.#rest);
    this.#rest = Buffer.alloc(0);
  }

  #keep(line: Buffer): void {
    if (this.#isFull) return;
    if (this.#length >= START_BYTES && line.every((byte) => byte < 0x80)) return;
    const kept = Buffer.from(line.subarray(0, COMPARED_BYTES));
    this.#lines.push(kept);
    this.#length += kept.length;
  }
}
