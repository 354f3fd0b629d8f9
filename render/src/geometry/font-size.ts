/** Of text that says nothing, and what relative sizes start from where nothing else is known, in px. */
export const DEFAULT_FONT_SIZE = 12;

/** Larger text fits no picture, and outlines of some hundred million px end the process in the rasterizer. */
export const MAX_FONT_SIZE = 2000;

/** A font size of CSS: in px, or as a multiple of what surrounds it; null where it says nothing. */
export function readFontSize(value: string): { readonly factor: number } | { readonly px: number } | null {
  const number = Number.parseFloat(value);
  if (Number.isNaN(number)) return null;
  if (value.endsWith('%')) return { factor: number / 100 };
  return value.endsWith('em') ? { factor: number } : { px: number };
}
