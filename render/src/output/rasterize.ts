import { Resvg } from '@resvg/resvg-js';
import { FONT_FAMILY, FONT_FILES } from '../text/font-files.js';

/** An SVG as a PNG file, `scale` pixels to the SVG's one, drawn with the bundled fonts only. */
export function rasterize(svg: string, scale: number): Uint8Array {
  const resvg = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: scale },
    font: {
      loadSystemFonts: false,
      fontFiles: Object.values(FONT_FILES),
      defaultFontFamily: FONT_FAMILY,
      sansSerifFamily: FONT_FAMILY,
    },
  });
  return new Uint8Array(resvg.render().asPng());
}
