import { openSync, type Font } from 'fontkit';
import { FONT_FAMILY, FONT_FILES, type FontWeight } from './font-files.js';
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

/** Bounds the memory of a renderer that sees many figures. */
const MAX_REMEMBERED = 20_000;

/** Chromium lays text out on a grid of 1/64 px and rounds widths up to it. */
const toLayoutUnit = (px: number) => Math.ceil(px * 64 + 1e-3) / 64;

/** One weight of the bundled family, measured as Chromium measures it. */
export class FontFace {
  private readonly font: Font;
  private readonly remembered = new Map<string, TextMetrics>();

  constructor(weight: FontWeight) {
    const font = openSync(FONT_FILES[weight]);
    if (!('layout' in font)) throw new TypeError(`${FONT_FAMILY} ${weight} is a collection, not one font`);
    this.font = font;
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
    return this.font.hasGlyphForCodePoint(codePoint);
  }

  measure(text: string, fontSize: number): TextMetrics {
    const key = `${fontSize}|${text}`;
    let metrics = this.remembered.get(key);
    if (metrics === undefined) {
      metrics = this.shape(text, fontSize);
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
    const scale = fontSize / this.font.unitsPerEm;
    let pen = x;
    let data = '';
    for (const run of scriptRuns(text)) {
      const { glyphs, positions } = this.font.layout(run);
      glyphs.forEach((glyph, index) => {
        data += glyphPath(glyph, (px, py) => [pen + (px + py * slant) * scale, y - py * scale]);
        pen += (positions[index]?.xAdvance ?? 0) * scale;
      });
    }
    return data;
  }

  /** Middle and thickness of an underline in px, the middle measured down from the baseline. */
  underline(fontSize: number): { readonly offset: number; readonly thickness: number } {
    const scale = fontSize / this.font.unitsPerEm;
    return { offset: -this.font.underlinePosition * scale, thickness: this.font.underlineThickness * scale };
  }

  private shape(text: string, fontSize: number): TextMetrics {
    const scale = fontSize / this.font.unitsPerEm;
    let pen = 0;
    let left = 0;
    let right = 0;
    for (const run of scriptRuns(text)) {
      const { glyphs, positions } = this.font.layout(run);
      glyphs.forEach((glyph, index) => {
        const { minX, maxX } = glyph.bbox;
        if (minX < maxX) {
          // Skia grows a glyph's ink out to whole pixels.
          left = Math.min(left, pen + Math.floor(minX * scale));
          right = Math.max(right, pen + Math.ceil(maxX * scale));
        }
        pen += (positions[index]?.xAdvance ?? 0) * scale;
      });
    }
    const width = toLayoutUnit(pen);
    return { width, left, right: Math.max(right, width) };
  }
}

const faces = new Map<FontWeight, FontFace>();

/** The face for a CSS font weight: 700 from 600 up, 400 below. Opened once a process, when first needed. */
export function fontFace(cssWeight: string): FontFace {
  const bold = cssWeight === 'bold' || cssWeight === 'bolder' || Number(cssWeight) >= 600;
  const weight: FontWeight = bold ? 700 : 400;
  let face = faces.get(weight);
  if (face === undefined) {
    face = new FontFace(weight);
    faces.set(weight, face);
  }
  return face;
}
