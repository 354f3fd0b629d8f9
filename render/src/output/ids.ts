/**
 * New names for plotly's ids, which hold random letters: a prefix and a number, counted in the order of first
 * use. Two SVGs with different prefixes can share a page.
 */
export class IdNames {
  readonly #names = new Map<string, string>();

  readonly #prefix: string;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  name(id: string): string {
    let name = this.#names.get(id);
    if (name === undefined) {
      name = `${this.#prefix}${this.#names.size + 1}`;
      this.#names.set(id, name);
    }
    return name;
  }

  /**
   * A property value with its `url(#id)` renamed and without the quotes, which some viewers cannot read.
   * Undefined where the reference leaves the document.
   */
  reference(value: string): string | undefined {
    if (!value.includes('url(')) return value;
    const id = /^url\(\s*["']?#([^"')]+)["']?\s*\)$/.exec(value)?.[1];
    return id === undefined ? undefined : `url(#${this.name(id)})`;
  }
}
