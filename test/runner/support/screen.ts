import { widthOf } from '../../../runner/src/cli/progress/terminal-text.js';

const ESCAPE = String.fromCodePoint(27);
/** A control sequence, or a character. */
const TOKEN = new RegExp(`${ESCAPE}\\[\\d*[A-Za-z]|[^]`, 'gu');

/** A terminal that understands what a live block sends, and remembers what stands on it. */
export class Screen {
  readonly isTTY = true;
  readonly writes: string[] = [];
  readonly #lines: string[] = [''];
  #row = 0;
  #column = 0;

  constructor(
    public columns = 80,
    public rows = 24,
  ) {}

  write(text: string): boolean {
    this.writes.push(text);
    for (const [token] of text.matchAll(TOKEN)) this.#take(token);
    return true;
  }

  /** All lines, those that have scrolled away too, without trailing blank ones. */
  get text(): string {
    return this.#lines
      .map((line) => line.trimEnd())
      .join('\n')
      .trimEnd();
  }

  /** Makes it narrower: lines that are too long are broken, and the cursor keeps its place in the text. */
  narrow(columns: number): void {
    this.columns = columns;
    const pieces = this.#lines.map((line) => Math.max(1, Math.ceil(widthOf(line) / columns)));
    const above = pieces.slice(0, this.#row).reduce((sum, count) => sum + count, 0);
    const broken = this.#lines.flatMap((line, index) =>
      Array.from({ length: pieces[index] ?? 1 }, (_, n) => line.slice(n * columns, (n + 1) * columns)),
    );
    this.#lines.splice(0, this.#lines.length, ...broken);
    this.#row = above;
  }

  #take(token: string): void {
    if (token === '\n') this.#goTo(this.#row + 1, 0);
    else if (token === '\r') this.#column = 0;
    else if (token.endsWith('A') && token.startsWith('\u001b'))
      this.#goTo(this.#row - Number(token.slice(2, -1)), this.#column);
    else if (token === '\u001b[K') this.#set(this.#line.slice(0, this.#column));
    else if (token === '\u001b[J') {
      this.#set(this.#line.slice(0, this.#column));
      this.#lines.length = this.#row + 1;
    } else if (!token.startsWith('\u001b')) this.#put(token);
  }

  #put(character: string): void {
    if (widthOf(this.#line.slice(0, this.#column)) + widthOf(character) > this.columns)
      this.#goTo(this.#row + 1, 0);
    this.#set(this.#line.slice(0, this.#column) + character + this.#line.slice(this.#column + 1));
    this.#column += 1;
  }

  #goTo(row: number, column: number): void {
    if (row < 0) throw new Error('above the first line');
    this.#row = row;
    this.#column = column;
    while (this.#lines.length <= row) this.#lines.push('');
  }

  get #line(): string {
    return this.#lines[this.#row] ?? '';
  }

  #set(line: string): void {
    this.#lines[this.#row] = line;
  }
}
