import { Resvg } from '@resvg/resvg-js';

/** An SVG without text as a PNG file, `scale` pixels to the SVG's one. */
export function rasterize(svg: string, scale: number): Uint8Array {
  const resvg = new Resvg(svg, { fitTo: { mode: 'zoom', value: scale }, font: { loadSystemFonts: false } });
  return new Uint8Array(resvg.render().asPng());
}
