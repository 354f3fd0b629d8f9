import { SourceFormatError } from '../../../errors.js';

/** What is done with the pieces of an XML text. Names come without their prefix: `row` for `x:row`. */
export interface XmlHandler {
  /** @param attributes as written; {@link attributeOf} finds one. */
  open(name: string, attributes: string): void;
  text(text: string): void;
  close(name: string): void;
}

/** Longest tag or text; a cell holds 32,767 characters. */
const MAX_PIECE = 1 << 22;
/** What begins so is no element, and where it ends. */
const OTHERS = [
  { start: '<!--', end: '-->' },
  { start: '<![CDATA[', end: ']]>' },
  { start: '<?', end: '?>' },
] as const;

/**
 * Splits the XML of an office file into tags and texts, as it comes in. Such files are written by programs; a document
 * type, which could define entities of its own, is refused.
 */
export class XmlScanner {
  readonly #place: string;
  readonly #handler: XmlHandler;
  #rest = '';
  #depth = 0;

  constructor(place: string, handler: XmlHandler) {
    this.#place = place;
    this.#handler = handler;
  }

  write(chunk: string): void {
    const text = this.#rest + chunk;
    let at = 0;
    for (let open = text.indexOf('<'); open !== -1; open = text.indexOf('<', at)) {
      if (open > at) this.#handler.text(unescaped(text.slice(at, open)));
      at = open;
      const end = this.#piece(text, open);
      if (end === -1) break;
      at = end;
    }
    this.#rest = text.slice(at);
    if (this.#rest.length > MAX_PIECE) throw this.#damaged('a text in it has no end');
  }

  /** @throws SourceFormatError where elements are left open. */
  end(): void {
    if (this.#depth !== 0 || this.#rest.includes('<')) throw this.#damaged('it is cut off');
  }

  /** Handles what begins with `<`. @returns where it ends, -1 where that is still to come. */
  #piece(text: string, open: number): number {
    const next = text[open + 1];
    if (next === '!' || next === '?') return this.#other(text, open);
    const end = tagEnd(text, open);
    if (end === -1) return -1;
    if (next === '/') {
      this.#depth -= 1;
      this.#handler.close(local(text.slice(open + 2, end).trimEnd()));
      return end + 1;
    }
    const empty = text[end - 1] === '/';
    const tag = text.slice(open + 1, empty ? end - 1 : end);
    const gap = gapIn(tag);
    const name = local(gap === -1 ? tag : tag.slice(0, gap));
    this.#handler.open(name, gap === -1 ? '' : tag.slice(gap));
    if (empty) this.#handler.close(name);
    else this.#depth += 1;
    return end + 1;
  }

  #other(text: string, open: number): number {
    const kind = OTHERS.find(({ start }) => text.startsWith(start, open));
    if (kind === undefined) {
      if (text.length - open < 9) return -1;
      throw this.#damaged('it defines a document type');
    }
    const end = text.indexOf(kind.end, open + kind.start.length);
    if (end === -1) return -1;
    if (kind.start === '<![CDATA[') this.#handler.text(text.slice(open + kind.start.length, end));
    return end + kind.end.length;
  }

  #damaged(reason: string): SourceFormatError {
    return new SourceFormatError(
      `${this.#place}: the workbook is damaged (${reason}). Open it in a spreadsheet and save it again.`,
    );
  }
}

/** Where a tag's `>` is; one inside quotes is part of a value. */
function tagEnd(text: string, open: number): number {
  let end = text.indexOf('>', open);
  for (; end !== -1; end = text.indexOf('>', end + 1)) {
    if (isWhole(text.slice(open, end))) return end;
  }
  return -1;
}

/** Whether all quotes of a tag are closed. */
function isWhole(tag: string): boolean {
  if (tag.includes("'")) return /^[^"']*(?:"[^"]*"[^"']*|'[^']*'[^"']*)*$/.test(tag);
  let whole = true;
  for (let at = tag.indexOf('"'); at !== -1; at = tag.indexOf('"', at + 1)) whole = !whole;
  return whole;
}

/** Where the name of a tag ends and its attributes begin; -1 where it has none. */
function gapIn(tag: string): number {
  const space = tag.indexOf(' ');
  return /[\t\r\n]/.test(tag) ? tag.search(/\s/) : space;
}

function local(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

/** The value of an attribute, whatever the prefix of its name; undefined where there is none. */
export function attributeOf(attributes: string, name: string): string | undefined {
  for (const [, key = '', double, single] of attributes.matchAll(
    /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g,
  )) {
    if (local(key) === name) return unescaped(double ?? single ?? '');
  }
  return undefined;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x?)?(\w+);/gi, (whole, number: string | undefined, name: string) => {
    if (number === undefined) return ENTITIES[name] ?? whole;
    const code = Number.parseInt(name, number === '#' ? 10 : 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** Characters that XML cannot hold, as office files write them: `_x000D_`. */
export function withControls(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
