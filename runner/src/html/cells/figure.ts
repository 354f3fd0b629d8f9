import type { JsonValue } from '../../json.js';
import type { PageContext } from '../context.js';
import { escapeHtml, scriptJson } from '../escape.js';
import type { HtmlPicture } from '../options.js';

/**
 * A figure: its static picture, and where the page has plotly, the figure's JSON for the page's script and a
 * button for readers whose pointer would fight with an interactive figure.
 */
export function figureHtml(
  picture: HtmlPicture,
  plotly: JsonValue | undefined,
  context: PageContext,
): string {
  const live = plotly !== undefined && context.options.plotly !== 'none';
  const id = context.id(`figure-${picture.name}`);
  const parts = [
    staticPicture(picture, context),
    live ? `<button type="button" data-draw hidden>${context.words.interactive}</button>` : '',
    live ? `<script type="application/json">${scriptJson(plotly)}</script>` : '',
  ];
  return `<figure id="${escapeHtml(id)}" class="paper${live ? ' plotly' : ''}">${parts.join('')}</figure>`;
}

function staticPicture({ source, alt, size }: HtmlPicture, { words }: PageContext): string {
  const text = escapeHtml(alt);
  if (source === undefined) return `<p class="static">${text}. ${words.noPicture}</p>`;
  const box = size === undefined ? '' : ` width="${size.width}" height="${size.height}"`;
  return `<img class="static" src="${source}" alt="${text}"${box}>`;
}
