import { readFileSync } from 'node:fs';
import { create, type Font } from 'fontkit';
import { InvalidOptionError } from '../errors.js';
import type { FontFile } from '../options.js';
import { bundledFace, FontFace } from './font-face.js';
import { FONT_STACK } from './font-files.js';

/** What can stand between quotes in CSS and in an attribute without being escaped. */
const FAMILY_NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._+-]*$/u;

function readFont(file: string, path: string): Font {
  try {
    const font = create(readFileSync(file));
    if (!('layout' in font)) throw new TypeError('it is a collection of fonts, not one font');
    // A truncated file fails only when its glyphs are first read.
    font.layout('Ag').glyphs.forEach((glyph) => glyph.path.commands.length);
    return font;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new InvalidOptionError(path, `cannot read ${file} as a TTF or OTF font: ${reason}`, { cause });
  }
}

/**
 * Opens a font file; characters it lacks are taken from the bundled families.
 *
 * @param path - where the entry stands among the options, for example `fonts[0]`
 * @throws InvalidOptionError naming family, weight or file
 */
export function openFontFile({ family, weight = 400, file }: FontFile, path: string): FontFace {
  if (!FAMILY_NAME.test(family)) {
    throw new InvalidOptionError(
      `${path}.family`,
      `must be a name of letters, digits, spaces and . _ + -, got ${JSON.stringify(family)}`,
    );
  }
  if (![400, 700].includes(weight)) {
    throw new InvalidOptionError(`${path}.weight`, `must be 400 or 700, got ${weight}`);
  }
  return new FontFace(readFont(file, `${path}.file`), {
    family,
    stack: `'${family}', ${FONT_STACK}`,
    fallback: bundledFace(weight),
  });
}
