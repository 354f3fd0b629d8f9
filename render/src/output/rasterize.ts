import { Resvg } from '@resvg/resvg-js';
import { InvalidOptionError } from '../errors.js';

/** Each takes four bytes several times over; where they cannot be had, the process ends. */
const MAX_PIXELS = 100_000_000;

/**
 * An SVG without text as a PNG file, `scale` pixels to the SVG's one.
 *
 * @throws InvalidOptionError where the PNG would have more than 100 million pixels
 */
export function rasterize(svg: string, scale: number): Uint8Array {
  const resvg = new Resvg(svg, { fitTo: { mode: 'zoom', value: scale }, font: { loadSystemFonts: false } });
  const { width, height } = resvg;
  if (width * height * scale ** 2 > MAX_PIXELS) {
    const problem = `${scale} makes a PNG of ${width * scale} by ${height * scale} pixels`;
    throw new InvalidOptionError(
      'scale',
      `${problem}, more than ${MAX_PIXELS / 1e6} million; use a smaller size or scale`,
    );
  }
  return new Uint8Array(resvg.render().asPng());
}
