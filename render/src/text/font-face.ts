import { openSync, type Font, type Glyph } from 'fontkit';
import { emptyBox, partsOf } from './empty-box.js';
import { faceRuns, type FaceRun } from './face-runs.js';
import {
  FONT_FAMILY,
  FONT_FILES,
  FONT_STACK,
  SECOND_FAMILY,
  SECOND_FONT_FILES,
  SECOND_STACK,
  type FontWeight,
} from './font-files.js';
import { glyphPath } from './glyph-path.js';

/** Horizontal metrics of a string in px: the advance, and how far ink reaches beyond it on either side. */
export interface TextMetrics {
  /** Advance width, kerning included. */
  readonly width: number;
  /** Leftmost ink or 0, whichever is further left. */
  readonly left: number;
  /** Rightmost ink or the width, whichever is further right. */
  readonly right: number;
}

/** A glyph, where its origin stands in px (right of the start, above the baseline), and px per font unit. */
interface PlacedGlyph {
  /** Undefined for one that no font has. */
  readonly glyph: Glyph | undefined;
  readonly x: number;
  readonly rise: number;
  readonly scale: number;
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

/** How a face is named, and what is in for the glyphs it lacks. */
interface FaceOptions {
  /** The family, as warnings name it. */
  readonly family: string;
  /** The `font-family` an SVG names for it. */
  readonly stack: string;
  readonly fallback?: FontFace;
}

/** One weight of one family, measured as Chromium measures it. */
export class FontFace {
  readonly family: string;
  readonly stack: string;
  /** This face, then those that stand in for glyphs it lacks. */
  readonly #chain: readonly [FontFace, ...FontFace[]];
  readonly #remembered = new Map<string, TextMetrics>();
  /** Whether the font has a glyph, by code point: looking it up in the file takes longer. */
  readonly #glyphs = new Map<number, boolean>();

  readonly #font: Font;

  constructor(font: Font, { family, stack, fallback }: FaceOptions) {
    this.#font = font;
    this.family = family;
    this.stack = stack;
    this.#chain = [this, ...(fallback === undefined ? [] : fallback.#chain)];
  }

  /** The families that are searched for a glyph, as warnings name them: `A, B or C`. */
  get tried(): string {
    const names = this.#chain.map(({ family }) => family);
    return [names.slice(0, -1).join(', '), ...names.slice(-1)].filter((part) => part !== '').join(' or ');
  }

  /** Whether this face itself has the glyph. */
  hasGlyph(codePoint: number): boolean {
    let has = this.#glyphs.get(codePoint);
    if (has === undefined) {
      has = this.#font.hasGlyphForCodePoint(codePoint);
      this.#glyphs.set(codePoint, has);
    }
    return has;
  }

  /** What of `text` this face draws, and what is borrowed from those behind it. */
  runs(text: string): FaceRun<FontFace>[] {
    return faceRuns(text, this.#chain);
  }

  /** Distance from the baseline to the top of a line, whole px as in Chromium. */
  ascent(fontSize: number): number {
    return Math.round((this.#font.ascent / this.#font.unitsPerEm) * fontSize);
  }

  /** Distance from the baseline down to the bottom of a line, whole px as in Chromium. */
  descent(fontSize: number): number {
    return Math.round((-this.#font.descent / this.#font.unitsPerEm) * fontSize);
  }

  /** @param slant - how far glyphs lean to the right for each px above the baseline, as in `outline` */
  measure(text: string, fontSize: number, slant = 0): TextMetrics {
    const key = `${fontSize}|${slant}|${text}`;
    let metrics = this.#remembered.get(key);
    if (metrics === undefined) {
      metrics = this.#shape(text, fontSize, slant);
      if (this.#remembered.size >= MAX_REMEMBERED) this.#remembered.clear();
      this.#remembered.set(key, metrics);
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
    for (const { glyph, x: right, rise, scale } of this.#placedGlyphs(text, fontSize).glyphs) {
      if (glyph === undefined) {
        data += emptyBox(x + right, y, this.#boxAdvance(fontSize), fontSize);
        continue;
      }
      data += glyphPath(glyph, (px, py) => {
        const height = rise + py * scale;
        return [x + right + px * scale + height * slant, y - height];
      });
    }
    return data;
  }

  /** Middle and thickness of an underline in px, the middle measured down from the baseline. */
  underline(fontSize: number): { readonly offset: number; readonly thickness: number } {
    const scale = fontSize / this.#font.unitsPerEm;
    return {
      offset: -this.#font.underlinePosition * scale,
      thickness: this.#font.underlineThickness * scale,
    };
  }

  #shape(text: string, fontSize: number, slant: number): TextMetrics {
    const { glyphs, end } = this.#placedGlyphs(text, fontSize);
    let left = 0;
    let right = 0;
    for (const { glyph, x, scale } of glyphs) {
      if (glyph === undefined) continue; // a box stays within its advance
      const { minX, maxX } = inkSides(glyph, slant);
      if (minX >= maxX) continue;
      // Skia grows a glyph's ink out to whole pixels.
      left = Math.min(left, x + Math.floor(minX * scale));
      right = Math.max(right, x + Math.ceil(maxX * scale));
    }
    const width = toLayoutUnit(end);
    return { width, left, right: Math.max(right, width) };
  }

  /** The room for a glyph that is missing: that of the font's own sign for it. */
  #boxAdvance(fontSize: number): number {
    return (this.#font.getGlyph(0).advanceWidth / this.#font.unitsPerEm) * fontSize;
  }

  /** The glyphs of `text` one after another from 0, and where the pen comes to rest. */
  #placedGlyphs(text: string, fontSize: number): { glyphs: PlacedGlyph[]; end: number } {
    const placed: PlacedGlyph[] = [];
    let pen = 0;
    for (const run of this.runs(text)) {
      const { face } = run;
      const font = face.#font;
      const scale = fontSize / font.unitsPerEm;
      for (const part of partsOf(run.text, (code) => face.hasGlyph(code))) {
        if (part.missing) {
          placed.push({ glyph: undefined, x: pen, rise: 0, scale });
          pen += this.#boxAdvance(fontSize);
          continue;
        }
        const { glyphs, positions } = font.layout(part.text);
        glyphs.forEach((glyph, index) => {
          const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[index] ?? {};
          placed.push({ glyph, x: pen + xOffset * scale, rise: yOffset * scale, scale });
          pen += xAdvance * scale;
        });
      }
    }
    return { glyphs: placed, end: pen };
  }
}

const bundled = new Map<FontWeight, FontFace>();

function openBundled(file: string): Font {
  const font = openSync(file);
  if (!('layout' in font)) throw new TypeError(`${file} is a collection, not one font`);
  return font;
}

/** A weight of the bundled family, with the second one behind it. Opened once a process, when first needed. */
export function bundledFace(weight: FontWeight): FontFace {
  let face = bundled.get(weight);
  if (face === undefined) {
    const second = openBundled(SECOND_FONT_FILES[weight]);
    face = new FontFace(openBundled(FONT_FILES[weight]), {
      family: FONT_FAMILY,
      stack: FONT_STACK,
      fallback: new FontFace(second, { family: SECOND_FAMILY, stack: SECOND_STACK }),
    });
    bundled.set(weight, face);
  }
  return face;
}

/** Whether a CSS font weight is set in the bold face: 600 and up. */
export const isBold = (cssWeight: string): boolean =>
  cssWeight === 'bold' || cssWeight === 'bolder' || Number(cssWeight) >= 600;

/** The bundled face for a CSS font weight. */
export const fontFace = (cssWeight: string): FontFace => bundledFace(isBold(cssWeight) ? 700 : 400);
