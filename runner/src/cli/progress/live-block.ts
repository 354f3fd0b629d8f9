import { widthOf } from './terminal-text.js';

/** A terminal, as far as the block needs one. */
export interface Terminal {
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
  write(text: string): unknown;
}

const ERASE_LINE_END = '\u001b[K';
const ERASE_BELOW = '\u001b[J';

/**
 * Lines at the end of a terminal that are drawn again and again in place. Each drawing is one write that goes
 * over the old lines instead of erasing them first, so that nothing flickers; the cursor stays visible, so that
 * nothing has to be put right when the process is killed.
 */
export class LiveBlock {
  readonly #terminal: Terminal;
  /** Widths of the lines that stand there. */
  #drawn: readonly number[] = [];
  #lines: readonly string[] = [];

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  /** Columns that a line may take. One stays free: terminals differ in when they begin a new line. */
  get columns(): number {
    return (this.#terminal.columns ?? 80) - 1;
  }

  /** Replaces the block by these lines, each at most `columns` wide; the last ones where the terminal is low. */
  draw(lines: readonly string[]): void {
    this.#lines = lines.slice(-((this.#terminal.rows ?? 24) - 1));
    const text = this.#lines.map((line) => `${line}${ERASE_LINE_END}\n`).join('');
    this.#terminal.write(`${this.#toTop()}${text}${ERASE_BELOW}`);
    this.#drawn = this.#lines.map(widthOf);
  }

  /** Writes text that stays, above the block. */
  print(text: string): void {
    const block = this.#lines.map((line) => `${line}${ERASE_LINE_END}\n`).join('');
    this.#terminal.write(`${this.#toTop()}${ERASE_BELOW}${text}${block}`);
    this.#drawn = this.#lines.map(widthOf);
  }

  /** Takes the block away. */
  clear(): void {
    if (this.#drawn.length > 0) this.#terminal.write(`${this.#toTop()}${ERASE_BELOW}`);
    this.#drawn = [];
    this.#lines = [];
  }

  /** To the first line of the block; in a terminal made narrower since, lines have been broken in two. */
  #toTop(): string {
    const columns = this.#terminal.columns ?? 80;
    const height = this.#drawn.reduce((sum, width) => sum + Math.max(1, Math.ceil(width / columns)), 0);
    return height === 0 ? '\r' : `\r\u001b[${height}A`;
  }
}
