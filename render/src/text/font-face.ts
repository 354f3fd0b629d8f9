import { openSync, type Font, type Glyph } from 'fontkit';
import { FONT_FAMILY, FONT_FILES, FONT_STACK, type FontWeight } from './font-files.js';
import { glyphPath } from './glyph-path.js';
import { scriptRuns } from './script-runs.js';

/** Horizontal metrics of a string in px: the advance, and how far ink reaches beyond it on either side. */
export interface TextMetrics {
  /** Advance width, kerning included. */
  readonly width: number;
  /** Leftmost ink or 0, whichever is further left. */
  readonly left: number;
  /** Rightmost ink or the width, whichever is further right. */
  readonly right: number;
}

/** A glyph, where its origin stands in px, and px per font unit. */
interface PlacedGlyph {
  readonly glyph: Glyph;
  readonly pen: number;
  readonly scale: number;
}

/** Text that one font shapes. */
interface FontRun {
  readonly font: Font;
  readonly text: string;
}

/** Bounds the memory of a renderer that sees many figures. */
const MAX_REMEMBERED = 20_000;

/** Chromium lays text out on a grid of 1/64 px and rounds widths up to it. */
const toLayoutUnit = (px: number) => Math.ceil(px * 64 + 1e-3) / 64;

/** How far a glyph's ink reaches to both sides, in font units, when it leans by `slant`. */
function inkSides({ bbox, path }: Glyph, slant: number): { readonly minX: number; readonly maxX: number } {
  if (slant === 0) return bbox;
  const sides = path.commands.flatMap(({ args }) =>
    args.flatMap((x, index) => (index % 2 === 0 ? [x + slant * (args[index + 1] ?? 0)] : [])),
  );
  return { minX: Math.min(...sides), maxX: Math.max(...sides) };
}

/** How a face is named, and what stands in for the glyphs it lacks. */
interface FaceOptions {
  /** The `font-family` an SVG names for it. */
  readonly stack: string;
  /** The fonts that are searched for a glyph, as warnings name them. */
  readonly tried: string;
  readonly fallback?: FontFace;
}

/** One weight of one family, measured as Chromium measures it. */
export class FontFace {
  readonly stack: string;
  readonly tried: string;
  private readonly fallback: FontFace | undefined;
  private readonly remembered = new Map<string, TextMetrics>();

  constructor(
    private readonly font: Font,
    { stack, tried, fallback }: FaceOptions,
  ) {
    this.stack = stack;
    this.tried = tried;
    this.fallback = fallback;
  }

  /** Distance from the baseline to the top of a line, whole px as in Chromium. */
  ascent(fontSize: number): number {
    return Math.round((this.font.ascent / this.font.unitsPerEm) * fontSize);
  }

  /** Distance from the baseline down to the bottom of a line, whole px as in Chromium. */
  descent(fontSize: number): number {
    return Math.round((-this.font.descent / this.font.unitsPerEm) * fontSize);
  }

  hasGlyph(codePoint: number): boolean {
    return this.font.hasGlyphForCodePoint(codePoint) || (this.fallback?.hasGlyph(codePoint) ?? false);
  }

  /** @param slant - how far glyphs lean to the right for each px above the baseline, as in `outline` */
  measure(text: string, fontSize: number, slant = 0): TextMetrics {
    const key = `${fontSize}|${slant}|${text}`;
    let metrics = this.remembered.get(key);
    if (metrics === undefined) {
      metrics = this.shape(text, fontSize, slant);
      if (this.remembered.size >= MAX_REMEMBERED) this.remembered.clear();
      this.remembered.set(key, metrics);
    }
    return metrics;
  }

  /**
   * The glyphs of `text` as the data of one path, its baseline starting at (x, y).
   *
   * @param slant - how far a glyph leans to the right for each px above the baseline
   */
  outline(text: string, fontSize: number, x: number, y: number, slant: number): string {
    let data = '';
    for (const { glyph, pen, scale } of this.placedGlyphs(text, fontSize).glyphs) {
      data += glyphPath(glyph, (px, py) => [x + pen + (px + py * slant) * scale, y - py * scale]);
    }
    return data;
  }

  /** Middle and thickness of an underline in px, the middle measured down from the baseline. */
  underline(fontSize: number): { readonly offset: number; readonly thickness: number } {
    const scale = fontSize / this.font.unitsPerEm;
    return { offset: -this.font.underlinePosition * scale, thickness: this.font.underlineThickness * scale };
  }

  private shape(text: string, fontSize: number, slant: number): TextMetrics {
    const { glyphs, end } = this.placedGlyphs(text, fontSize);
    let left = 0;
    let right = 0;
    for (const { glyph, pen, scale } of glyphs) {
      const { minX, maxX } = inkSides(glyph, slant);
      if (minX >= maxX) continue;
      // Skia grows a glyph's ink out to whole pixels.
      left = Math.min(left, pen + Math.floor(minX * scale));
      right = Math.max(right, pen + Math.ceil(maxX * scale));
    }
    const width = toLayoutUnit(end);
    return { width, left, right: Math.max(right, width) };
  }

  /** The glyphs of `text` one after another from 0, and where the pen comes to rest. */
  private placedGlyphs(text: string, fontSize: number): { glyphs: PlacedGlyph[]; end: number } {
    const placed: PlacedGlyph[] = [];
    let pen = 0;
    for (const run of scriptRuns(text).flatMap((script) => this.fontRuns(script))) {
      const scale = fontSize / run.font.unitsPerEm;
      const { glyphs, positions } = run.font.layout(run.text);
      glyphs.forEach((glyph, index) => {
        placed.push({ glyph, pen, scale });
        pen += (positions[index]?.xAdvance ?? 0) * scale;
      });
    }
    return { glyphs: placed, end: pen };
  }

  /** Cuts text where this font lacks a glyph that the fallback has. */
  private fontRuns(text: string): FontRun[] {
    const { fallback } = this;
    if (fallback === undefined) return [{ font: this.font, text }];
    const runs: { font: Font; text: string }[] = [];
    for (const character of text) {
      const code = character.codePointAt(0) ?? 0;
      const borrowed = !this.font.hasGlyphForCodePoint(code) && fallback.hasGlyph(code);
      const font = borrowed ? fallback.font : this.font;
      const last = runs.at(-1);
      if (last?.font === font) last.text += character;
      else runs.push({ font, text: character });
    }
    return runs;
  }
}

const bundled = new Map<FontWeight, FontFace>();

/** A weight of the bundled family. Opened once a process, when first needed. */
export function bundledFace(weight: FontWeight): FontFace {
  let face = bundled.get(weight);
  if (face === undefined) {
    const font = openSync(FONT_FILES[weight]);
    if (!('layout' in font)) throw new TypeError(`${FONT_FAMILY} ${weight} is a collection, not one font`);
    face = new FontFace(font, { stack: FONT_STACK, tried: FONT_FAMILY });
    bundled.set(weight, face);
  }
  return face;
}

/** Whether a CSS font weight is set in the bold face: 600 and up. */
export const isBold = (cssWeight: string): boolean =>
  cssWeight === 'bold' || cssWeight === 'bolder' || Number(cssWeight) >= 600;

/** The bundled face for a CSS font weight. */
export const fontFace = (cssWeight: string): FontFace => bundledFace(isBold(cssWeight) ? 700 : 400);
