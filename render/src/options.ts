/** What a single rendering may ask for. */
export interface RenderOptions {
  /** Width in CSS pixels; the layout's own width when left out, 900 when it has none. */
  readonly width?: number;
  /** Height in CSS pixels; the layout's own height when left out, 520 when it has none. */
  readonly height?: number;
  /** PNG pixels per CSS pixel, 1 when left out. */
  readonly scale?: number;
  /** Colour behind the figure in place of the layout's `paper_bgcolor`, for example `'transparent'`. */
  readonly background?: string;
  /**
   * Put before every id of the SVG, so that several SVGs can share one HTML page: a letter, then letters,
   * digits, `-` or `_`. `'plotly-'` when left out.
   */
  readonly idPrefix?: string;
  /** Hears what was left out or may look wrong: a missing glyph, an unknown attribute, an external image. */
  readonly onWarning?: (message: string) => void;
}

/** How a renderer is set up. */
export interface RendererOptions {
  /** Options for every figure that does not say otherwise. */
  readonly defaults?: RenderOptions;
}

/** Size of a figure that does not name one, in CSS pixels. */
export const DEFAULT_SIZE = { width: 900, height: 520 } as const;
