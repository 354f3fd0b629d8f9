/**
 * The names of the arguments of an ICU message, those inside plural and select branches included. Names may hold
 * dots (`{lost.share}`), which the parsers of ICU messages on npm refuse.
 *
 * @returns undefined when the text is no ICU message: a brace without its partner, an argument without a name
 * @example
 * placeholders('{n, plural, one {# user} other {# users}} of {all.users}'); // Set { 'n', 'all.users' }
 */
export function placeholders(message: string): ReadonlySet<string> | undefined {
  const scanner = new Scanner(message);
  return scanner.message(false) && scanner.atEnd ? scanner.names : undefined;
}

const BRANCHING = new Set(['plural', 'select', 'selectordinal']);

class Scanner {
  readonly names = new Set<string>();
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get atEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  /** Reads up to the end, or inside an argument up to the brace that closes it; false when it is malformed. */
  message(inside: boolean): boolean {
    while (!this.atEnd) {
      const sign = this.#text[this.#at];
      if (sign === '}') return inside;
      if (sign === '{') {
        if (!this.#argument()) return false;
      } else if (sign === "'") this.#apostrophe();
      else this.#at += 1;
    }
    return !inside;
  }

  #argument(): boolean {
    const name = this.#take(/\{\s*([^\s{},]+)\s*/y)?.[1];
    if (name === undefined) return false;
    this.names.add(name);
    if (this.#take(/\}/y) !== undefined) return true;
    const type = this.#take(/,\s*(\w+)\s*/y)?.[1];
    if (type === undefined) return false;
    return BRANCHING.has(type) ? this.#branches() : this.#style();
  }

  /** `, one {…} other {…}}` */
  #branches(): boolean {
    if (this.#take(/,\s*(?:offset:\s*\d+\s*)?/y) === undefined) return false;
    let count = 0;
    while (this.#take(/\s*[^\s{}]+\s*\{/y) !== undefined) {
      if (!this.message(true) || this.#take(/\}\s*/y) === undefined) return false;
      count += 1;
    }
    return count > 0 && this.#take(/\}/y) !== undefined;
  }

  /** `, ::percent .0}` or nothing but the brace. */
  #style(): boolean {
    return this.#take(/(?:,(?:'[^']*'|[^{}'])*)?\}/y) !== undefined;
  }

  /** `''` is an apostrophe; one before a brace quotes up to the next; any other is itself. */
  #apostrophe(): void {
    if (this.#take(/''/y) !== undefined || this.#take(/'(?=[{}#|])(?:''|[^'])*(?:'|$)/y) !== undefined)
      return;
    this.#at += 1;
  }

  #take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found === null) return undefined;
    this.#at += found[0].length;
    return found;
  }
}
