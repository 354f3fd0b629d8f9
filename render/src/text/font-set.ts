import type { OwnerDocument } from '../dom/element.js';
import type { FontFile } from '../options.js';
import { bundledFace, isBold, type FontFace } from './font-face.js';
import { FONT_FAMILY, type FontWeight } from './font-files.js';
import { openFontFile } from './open-font-file.js';

const familyKey = (name: string) =>
  name
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2')
    .toLowerCase();

/** The fonts a renderer may set text in: the bundled family and those that were added to it. */
export class FontSet {
  /** Added faces by family in lower case, then by weight. */
  readonly #added = new Map<string, Map<FontWeight, FontFace>>();

  /** @throws InvalidOptionError naming the entry whose file is no readable font */
  constructor(files: readonly FontFile[] = []) {
    files.forEach((entry, index) => {
      const key = familyKey(entry.family);
      const faces = this.#added.get(key) ?? new Map<FontWeight, FontFace>();
      this.#added.set(key, faces.set(entry.weight ?? 400, openFontFile(entry, `fonts[${index}]`)));
    });
  }

  /** Whether nothing was added, so that families need not be looked up. */
  get isBundledOnly(): boolean {
    return this.#added.size === 0;
  }

  /**
   * The face for a CSS `font-family` and `font-weight`: of the first family that is known here, else the
   * bundled one. A family added in one weight only is set in it throughout.
   */
  face(families: string, cssWeight: string): FontFace {
    const weight: FontWeight = isBold(cssWeight) ? 700 : 400;
    const keys = this.isBundledOnly ? [] : families.split(',').map(familyKey);
    for (const key of keys) {
      const faces = this.#added.get(key);
      const face = faces?.get(weight) ?? faces?.values().next().value;
      if (face !== undefined) return face;
      if (key === FONT_FAMILY.toLowerCase()) break;
    }
    return bundledFace(weight);
  }
}

const BUNDLED_ONLY = new FontSet();
const inUse = new WeakMap<OwnerDocument, FontSet>();

/** Sets the text of `document` in `fonts`: several renderers in one process may have different ones. */
export function useFonts(document: OwnerDocument, fonts: FontSet): void {
  inUse.set(document, fonts);
}

/** The fonts of a document, the bundled ones where none were named. */
export function fontsOf(document: OwnerDocument): FontSet {
  return inUse.get(document) ?? BUNDLED_ONLY;
}
