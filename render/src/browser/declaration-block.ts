/** One property of a `style` attribute. */
export interface Declaration {
  readonly property: string;
  readonly value: string;
  readonly priority: string;
}

/** Bounds the memory of a renderer that sees many figures. */
const MAX_REMEMBERED = 5000;

/** A map that forgets everything when it is full. */
export class Remembered<T> {
  private readonly known = new Map<string, T>();

  get(key: string, find: () => T): T {
    let value = this.known.get(key);
    if (value === undefined) {
      value = find();
      if (this.known.size >= MAX_REMEMBERED) this.known.clear();
      this.known.set(key, value);
    }
    return value;
  }
}

/** Properties that stand alone: neither short for others nor covered by a shorthand in use. */
const INDEPENDENT = new Set([
  'clip-path',
  'cursor',
  'display',
  'dominant-baseline',
  'fill',
  'fill-opacity',
  'fill-rule',
  'font-family',
  'font-size',
  'font-style',
  'font-variant',
  'font-weight',
  'mask',
  'opacity',
  'pointer-events',
  'shape-rendering',
  'stop-color',
  'stop-opacity',
  'stroke',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'stroke-miterlimit',
  'stroke-opacity',
  'stroke-width',
  'text-anchor',
  'text-shadow',
  'text-transform',
  'user-select',
  'vector-effect',
  'visibility',
  'white-space',
]);

/** The text of a `style` attribute, as jsdom writes it. */
export function styleText(declarations: Iterable<Declaration>): string {
  let text = '';
  for (const { property, value, priority } of declarations) {
    text += `${text === '' ? '' : ' '}${property}: ${value}${priority === '' ? '' : ` !${priority}`};`;
  }
  return text;
}

function read(style: CSSStyleDeclaration): Declaration[] {
  return Array.from(style, (property) => ({
    property,
    value: style.getPropertyValue(property),
    priority: style.getPropertyPriority(property),
  }));
}

/** jsdom's parsing and writing of styles, done once for each text and each value. */
export class StyleEngine {
  private readonly parsed = new Remembered<readonly Declaration[]>();
  private readonly written = new Remembered<string>();
  private readonly values = new Remembered<string | null>();

  /** @param scratch - the style of an element nobody sees */
  constructor(private readonly scratch: CSSStyleDeclaration) {}

  parse(text: string): readonly Declaration[] {
    return this.parsed.get(text, () => {
      this.scratch.cssText = text;
      return read(this.scratch);
    });
  }

  /** The style `text` after `property` has been set on it; the very same text where that changes nothing. */
  set(text: string, property: string, value: string, priority: string): string {
    return this.written.get([text, property, value, priority].join('\0'), () => {
      const declarations = this.parse(text);
      const normal = priority === '' ? this.independent(property, value) : null;
      const simple = declarations.every((one) => INDEPENDENT.has(one.property) && one.priority === '');
      if (normal === null || !simple) {
        return this.change(text, () => this.scratch.setProperty(property, value, priority));
      }
      const map = new Map(declarations.map((one) => [one.property, one]));
      if (map.get(property)?.value === normal) return text;
      return styleText(map.set(property, { property, value: normal, priority }).values());
    });
  }

  /** The style `text` after `property` has been removed from it. */
  remove(text: string, property: string): string {
    return this.written.get([text, property].join('\0'), () =>
      this.change(text, () => this.scratch.removeProperty(property)),
    );
  }

  private change(text: string, work: () => void): string {
    this.scratch.cssText = text;
    const before = this.scratch.cssText;
    work();
    const after = this.scratch.cssText;
    return after === before ? text : after;
  }

  /** How jsdom writes the value of a property that stands alone, null where it is not so simple. */
  private independent(property: string, value: string): string | null {
    if (!INDEPENDENT.has(property)) return null;
    return this.values.get([property, value].join('\0'), () => {
      this.scratch.cssText = '';
      this.scratch.setProperty(property, value);
      const [only, ...others] = read(this.scratch);
      return only?.property === property && others.length === 0 ? only.value : null;
    });
  }
}
