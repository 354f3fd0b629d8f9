/** Line breaks, joiners and variation selectors: nothing is meant to be drawn for them. */
export const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}\p{Variation_Selector}]/u;

/** A part of a text that a font can shape, or a character that it lacks and a reader would miss. */
export interface TextPart {
  readonly text: string;
  readonly missing: boolean;
}

/**
 * Cuts out of a text what a font lacks: fontkit takes every such character for the first one that it met, which may
 * have been an invisible one. Of those that are invisible only blanks take room.
 */
export function partsOf(text: string, hasGlyph: (codePoint: number) => boolean): TextPart[] {
  const parts: { text: string; missing: boolean }[] = [];
  for (const character of text) {
    const has = hasGlyph(character.codePointAt(0) ?? 0);
    const missing = !has && !INVISIBLE.test(character);
    const shown = has || missing ? character : /[\p{Zs}\p{Cc}]/u.test(character) ? ' ' : '';
    const last = parts.at(-1);
    if (last === undefined || missing || last.missing) parts.push({ text: shown, missing });
    else last.text += shown;
  }
  return parts;
}

/** Shares of the font size, as in most fonts. */
const HEIGHT = 0.7;
const LINE = 0.05;
/** Shares of the advance. */
const GAP = 0.1;
/** Of a font whose own sign for it takes no room. */
const ADVANCE = 0.6;

const round = (value: number) => Math.round(value * 1000) / 1000;

/** The box that stands for a missing glyph, as path data; the outline of the subset fonts' own is empty. */
export function emptyBox(x: number, baseline: number, advance: number, fontSize: number): string {
  const room = advance === 0 ? ADVANCE * fontSize : advance;
  const [left, width] = [round(x + room * GAP), round(room * (1 - 2 * GAP))];
  const [bottom, height, line] = [round(baseline), round(fontSize * HEIGHT), round(fontSize * LINE)];
  const [inner, up] = [round(width - 2 * line), round(height - 2 * line)];
  // The inside goes around the other way, so that it stays empty.
  return (
    `M${left} ${bottom}h${width}v${-height}h${-width}z` +
    `M${round(left + line)} ${round(bottom - line)}v${-up}h${inner}v${up}z`
  );
}
