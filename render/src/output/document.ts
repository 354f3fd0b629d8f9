import type { Drawing } from '../browser/page.js';
import type { RenderOptions } from '../options.js';
import { FONT_STACK } from '../text/font-files.js';
import { escapeXml } from './escape.js';
import { MissingGlyphs } from './glyphs.js';
import { IdNames } from './ids.js';
import { SvgWriter } from './svg-writer.js';
import { UnplacedParts } from './unplaced.js';

const DEFAULT_PREFIX = 'plotly-';

/** A color with alpha as two attributes, which older viewers need; any other as it is. */
function fillAttributes(color: string): string {
  const parts = /^rgba\((.*),\s*([\d.]+)\)$/.exec(color);
  if (parts === null) return `fill="${escapeXml(color)}"`;
  const [, rgb = '', opacity = '1'] = parts;
  return `fill="${escapeXml(`rgb(${rgb})`)}" fill-opacity="${opacity}"`;
}

/** A drawing as a standalone SVG document of the given size. */
export function svgDocument(
  { layers, background, cellImages }: Drawing,
  { width, height }: { readonly width: number; readonly height: number },
  { idPrefix = DEFAULT_PREFIX, textAs = 'text', onWarning }: RenderOptions,
): string {
  const glyphs = new MissingGlyphs();
  const unplaced = new UnplacedParts();
  const writer = new SvgWriter(new IdNames(idPrefix), cellImages, glyphs, unplaced, textAs);
  const body = layers.map((layer) => writer.children(layer)).join('');
  for (const warning of [...glyphs.messages(), ...unplaced.messages()]) onWarning?.(warning);
  const names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';
  const size = `width="${width}" height="${height}"`;
  const paper = `<rect ${size} ${fillAttributes(background)}/>`;
  const family = textAs === 'text' ? ` font-family="${FONT_STACK}"` : '';
  return `<svg ${names} ${size} viewBox="0 0 ${width} ${height}"${family}>${paper}${body}</svg>`;
}
