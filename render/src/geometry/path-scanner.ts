const SEPARATORS = /[\s,]*/y;
const COMMAND = /[MLHVZCSQTA]/iy;
const NUMBER = /[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/iy;
const FLAG = /[01]/y;

/** Reads commands, numbers and arc flags off a path's `d` attribute, left to right. */
export class PathScanner {
  #position = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The next command letter, or undefined where there is none. */
  command(): string | undefined {
    return this.#take(COMMAND);
  }

  /** The next number, NaN where there is none. */
  number(): number {
    return Number(this.#take(NUMBER) ?? Number.NaN);
  }

  /** An arc flag, which may stand without a separator before the next number (`a1 1 0 012 3`). */
  flag(): boolean {
    return this.#take(FLAG) === '1';
  }

  hasNumber(): boolean {
    this.#skipSeparators();
    NUMBER.lastIndex = this.#position;
    return NUMBER.test(this.#text);
  }

  #take(pattern: RegExp): string | undefined {
    this.#skipSeparators();
    pattern.lastIndex = this.#position;
    const found = pattern.exec(this.#text)?.[0];
    this.#position += found?.length ?? 0;
    return found;
  }

  #skipSeparators(): void {
    SEPARATORS.lastIndex = this.#position;
    this.#position += SEPARATORS.exec(this.#text)?.[0].length ?? 0;
  }
}
