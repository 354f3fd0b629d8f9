import { fontFace } from '../text/font-face.js';
import { FONT_FAMILY } from '../text/font-files.js';

/** Line breaks, joiners and variation selectors: nothing is meant to be drawn for them. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}\p{Variation_Selector}]/u;

/** Gathers the characters of one figure that the bundled font cannot draw. */
export class MissingGlyphs {
  private readonly found = new Set<string>();

  check(text: string): void {
    for (const character of text) {
      const known = fontFace('400').hasGlyph(character.codePointAt(0) ?? 0);
      if (!known && !INVISIBLE.test(character)) this.found.add(character);
    }
  }

  /** One sentence naming them, or undefined where there are none. */
  message(): string | undefined {
    if (this.found.size === 0) return undefined;
    const names = [...this.found].map((character) => {
      const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
      return `"${character}" (U+${code})`;
    });
    return `no glyph in ${FONT_FAMILY} for ${names.join(', ')}: drawn as an empty box`;
  }
}
