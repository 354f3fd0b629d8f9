/** Cuts declarations at the semicolons outside quotes and brackets (`url(data:image/png;base64,…)` is one). */
const DECLARATION = /\s*([\w-]+)\s*:((?:"[^"]*"|'[^']*'|\([^)]*\)|[^;"'(])*)(?:;|$)/g;

const IMPORTANT = /!\s*important\s*$/i;

/** What becomes of a missing value in JavaScript; CSS knows none of these and keeps what was declared before. */
const MEANINGLESS = /^(?:undefined|null|true|false|NaN.*)$/;

/** Bounds the memory of a renderer that sees many figures. */
const MAX_REMEMBERED = 1000;
const remembered = new Map<string, string>();

/** `strokeWidth` as CSS spells it. */
function cssName(name: string): string {
  let known = remembered.get(name);
  if (known === undefined) {
    known = name === 'cssFloat' ? 'float' : name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    remembered.set(name, known);
  }
  return known;
}

/**
 * The `style` of one element: its declarations in the order in which they were first made. Values are kept as they
 * were given; `!important` is dropped, since no style sheet competes.
 */
class Declarations {
  readonly #declared = new Map<string, string>();
  /** The declarations as text, until one of them changes: plotly asks for it with every text it measures. */
  #written: string | undefined;

  get cssText(): string {
    return (this.#written ??= Array.from(this.#declared, ([name, value]) => `${name}: ${value};`).join(' '));
  }

  set cssText(text: string) {
    this.#declared.clear();
    this.#written = undefined;
    for (const [, property = '', value = ''] of text.matchAll(DECLARATION)) {
      this.setProperty(property.toLowerCase(), value.replace(IMPORTANT, ''));
    }
  }

  /** The value of a property, undefined where it is not declared. */
  get(property: string): string | undefined {
    return this.#declared.get(property);
  }

  entries(): IterableIterator<[property: string, value: string]> {
    return this.#declared.entries();
  }

  getPropertyValue(property: string): string {
    return this.#declared.get(property) ?? '';
  }

  /** Sets a property; null and the empty text remove it. */
  setProperty(property: string, value: string | number | null): void {
    const text = value === null ? '' : String(value).trim();
    if (MEANINGLESS.test(text)) return;
    this.#written = undefined;
    if (text === '') this.#declared.delete(property);
    else this.#declared.set(property, text);
  }

  removeProperty(property: string): string {
    const before = this.getPropertyValue(property);
    this.setProperty(property, null);
    return before;
  }
}

/**
 * Properties by name (`style.strokeWidth`, `style['stroke-width']`), behind the methods above, so that those are
 * found first and cost nothing.
 */
const byName: ProxyHandler<object> = {
  has: () => true,
  get: (_, key, style: InlineStyle) =>
    typeof key === 'string' ? style.getPropertyValue(cssName(key)) : undefined,
  set: (_, key, value: string | number | null, style: InlineStyle) => {
    if (typeof key !== 'string') return false;
    style.setProperty(cssName(key), value);
    return true;
  },
};
Object.setPrototypeOf(Declarations.prototype, new Proxy({}, byName));

export const InlineStyle = Declarations;
export type InlineStyle = Declarations;
