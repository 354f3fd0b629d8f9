import { fontFace } from '../text/font-face.js';
import { encodePng } from './png-encoder.js';

/** One filled rectangle of a heatmap, in canvas pixels. */
export interface Cell {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Red, green, blue from 0 to 255. */
  readonly rgb: readonly [number, number, number];
  /** 0 to 1. */
  readonly opacity: number;
}

/** What was painted on one canvas: cells where there are few enough, pixels otherwise. */
export interface CellImage {
  readonly width: number;
  readonly height: number;
  readonly cells: readonly Cell[];
}

/** Over this many cells a heatmap becomes a bitmap; the SVG would be larger than the picture is worth. */
const MAX_VECTOR_CELLS = 20_000;

/** Canvases painted for the figure at hand, by the address plotly was given in place of a data URL. */
export type CellImages = Map<string, CellImage>;

/** The size of what is painted on. */
interface Canvas {
  readonly width: number;
  readonly height: number;
}

interface Bitmap {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

function parseColor(fill: string): Pick<Cell, 'rgb' | 'opacity'> {
  const [red = 0, green = 0, blue = 0, opacity = 1] = (fill.match(/[\d.]+/g) ?? []).map(Number);
  return { rgb: [red, green, blue], opacity };
}

/** The part of a 2D canvas context that plotly's heatmap and image traces use. */
export class CellContext {
  fillStyle = 'rgb(0,0,0)';
  font = '10px sans-serif';
  readonly #cells: Cell[] = [];
  #pixels: Uint8ClampedArray | undefined;

  constructor(readonly canvas: Canvas) {}

  createImageData(width: number, height: number): Bitmap {
    return { width, height, data: new Uint8ClampedArray(width * height * 4) };
  }

  putImageData({ width, height, data }: Bitmap, x: number, y: number): void {
    const isWhole = width === this.canvas.width && height === this.canvas.height;
    if (isWhole && this.#pixels === undefined) {
      // Plotly paints a smooth heatmap once: hundreds of megabytes on a large canvas, which need no copy.
      this.#pixels = data;
      return;
    }
    const target = this.#bitmap();
    for (let row = 0; row < height; row++) {
      const source = data.subarray(row * width * 4, (row + 1) * width * 4);
      target.set(source, ((y + row) * this.canvas.width + x) * 4);
    }
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    const { rgb, opacity } = parseColor(this.fillStyle);
    if (opacity === 0) return;
    this.#cells.push({
      x: Math.min(x, x + width),
      y: Math.min(y, y + height),
      width: Math.abs(width),
      height: Math.abs(height),
      rgb,
      opacity,
    });
  }

  measureText(text: string): { width: number } {
    return { width: fontFace('400').measure(text, Number.parseFloat(this.font) || 10).width };
  }

  /** A PNG data URL, or the address of the cells kept in `images`. */
  toUrl(images: CellImages): string {
    const { width, height } = this.canvas;
    if (this.#pixels === undefined && this.#cells.length <= MAX_VECTOR_CELLS) {
      const address = `cells:${images.size}`;
      images.set(address, { width, height, cells: this.#cells });
      return address;
    }
    for (const cell of this.#cells) this.#paint(cell);
    return `data:image/png;base64,${encodePng(width, height, this.#bitmap()).toString('base64')}`;
  }

  #bitmap(): Uint8ClampedArray {
    this.#pixels ??= new Uint8ClampedArray(this.canvas.width * this.canvas.height * 4);
    return this.#pixels;
  }

  #paint({ x, y, width, height, rgb, opacity }: Cell): void {
    const pixels = new Uint32Array(this.#bitmap().buffer);
    const [color = 0] = new Uint32Array(new Uint8ClampedArray([...rgb, Math.round(opacity * 255)]).buffer);
    const left = Math.max(0, Math.trunc(x));
    const right = Math.min(this.canvas.width, Math.trunc(x + width));
    const bottom = Math.min(this.canvas.height, Math.trunc(y + height));
    for (let row = Math.max(0, Math.trunc(y)); row < bottom; row++) {
      const start = row * this.canvas.width;
      pixels.fill(color, start + left, start + Math.max(left, right));
    }
  }
}
