/** How an SVG holds its text: as text in a font the viewer needs, or as outlines that look the same anywhere. */
export type TextForm = 'text' | 'outlines';

/** What a single rendering may ask for. */
export interface RenderOptions {
  /** Width in CSS pixels; the layout's own width when left out, 900 when it has none. */
  readonly width?: number;
  /** Height in CSS pixels; the layout's own height when left out, 520 when it has none. */
  readonly height?: number;
  /** PNG pixels per CSS pixel; default 1. */
  readonly scale?: number;
  /** Color behind the figure in place of the layout's `paper_bgcolor`, for example `'transparent'`. */
  readonly background?: string;
  /**
   * Language of dates and number separators, for example `'zh-CN'` or `'de'`: a locale of plotly.js-locales.
   * English when left out.
   */
  readonly locale?: string;
  /** A plotly template, in force for figures whose layout names none. */
  readonly template?: object;
  /**
   * Put before every id of the SVG, so that several SVGs can share one HTML page: a letter, then letters,
   * digits, `-` or `_`. `'plotly-'` when left out.
   */
  readonly idPrefix?: string;
  /**
   * `'outlines'` draws the text of an SVG as paths, each text named for screen readers and searches by an
   * `aria-label`; the file is larger. `'text'` when left out. A PNG is always drawn from outlines.
   */
  readonly textAs?: TextForm;
  /** Hears what was left out or may look wrong: a missing glyph, an unknown attribute, an external image. */
  readonly onWarning?: (message: string) => void;
}

/** A font of the user's own. */
export interface FontFile {
  /** The name under which figures ask for it in `font.family`. */
  readonly family: string;
  /** 400 when left out; text from weight 600 up is set in 700. */
  readonly weight?: 400 | 700;
  /** Path of a TTF or OTF file. */
  readonly file: string;
}

/** How a renderer is set up. */
export interface RendererOptions {
  /** Fonts next to the bundled family, which still supplies the glyphs they lack. */
  readonly fonts?: readonly FontFile[];
  /** Options for every figure that does not say otherwise. */
  readonly defaults?: RenderOptions;
}

/** Size of a figure that does not name one, in CSS pixels. */
export const DEFAULT_SIZE = { width: 900, height: 520 } as const;
