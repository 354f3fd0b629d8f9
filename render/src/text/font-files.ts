import { fileURLToPath } from 'node:url';

/** Name of the bundled family, as its own name table spells it. */
export const FONT_FAMILY = 'Noto Sans SC';

/** What the SVG names: the bundled family, then whatever the viewer has. */
export const FONT_STACK = `${FONT_FAMILY}, sans-serif`;

export type FontWeight = 400 | 700;

const bundled = (weight: FontWeight) =>
  fileURLToPath(new URL(`../../fonts/NotoSansSC-subset-${weight}.ttf`, import.meta.url));

/** The bundled font of each weight; the folder stands beside both `src` and `dist`. */
export const FONT_FILES: Readonly<Record<FontWeight, string>> = { 400: bundled(400), 700: bundled(700) };
