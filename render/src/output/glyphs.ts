import { INVISIBLE } from '../text/empty-box.js';
import type { FontFace } from '../text/font-face.js';

/** Gathers the characters of one figure that neither its font nor a bundled one can draw. */
export class MissingGlyphs {
  /** The characters, by the names of the fonts that were tried. */
  readonly #found = new Map<string, Set<string>>();

  /** @param face - the face the text is set in, which may borrow from others */
  check(text: string, face: FontFace): void {
    for (const run of face.runs(text)) {
      for (const character of run.text) {
        if (run.face.hasGlyph(character.codePointAt(0) ?? 0) || INVISIBLE.test(character)) continue;
        const missing = this.#found.get(face.tried) ?? new Set();
        this.#found.set(face.tried, missing.add(character));
      }
    }
  }

  /** One sentence for each font that lacks some, naming them. */
  messages(): string[] {
    return [...this.#found].map(([fonts, characters]) => {
      const names = [...characters].map((character) => {
        const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
        return `"${character}" (U+${code})`;
      });
      return `no glyph in ${fonts} for ${names.join(', ')}: drawn as an empty box`;
    });
  }
}
