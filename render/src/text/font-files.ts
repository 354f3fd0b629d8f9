import { fileURLToPath } from 'node:url';

/** Name of the bundled family that text is set in, as its own name table spells it. */
export const FONT_FAMILY = 'Noto Sans SC';

/** Name of the bundled family that holds what the first lacks: more Latin, Greek, Cyrillic, currency signs. */
export const SECOND_FAMILY = 'Noto Sans';

/** What the SVG names: the bundled family, then whatever the viewer has. */
export const FONT_STACK = `${FONT_FAMILY}, sans-serif`;

/** What the SVG names for the characters that come from the second family. */
export const SECOND_STACK = `${SECOND_FAMILY}, sans-serif`;

export type FontWeight = 400 | 700;

/** The bundled file of each weight; the folder stands beside both `src` and `dist`. */
function bundled(name: string): Readonly<Record<FontWeight, string>> {
  const path = (weight: FontWeight) =>
    fileURLToPath(new URL(`../../fonts/${name}-subset-${weight}.ttf`, import.meta.url));
  return { 400: path(400), 700: path(700) };
}

export const FONT_FILES = bundled('NotoSansSC');

export const SECOND_FONT_FILES = bundled('NotoSans');
