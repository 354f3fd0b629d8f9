import { pageAssets } from './assets.js';
import { contentSecurityPolicy } from './csp.js';
import { escapeHtml } from './escape.js';
import type { PlotlySource } from './options.js';
import { packedPlotly, plotlySource } from './plotly.js';
import type { Words } from './words.js';

/** What a page of notebooks consists of, each part HTML unless said otherwise. */
export interface DocumentParts {
  /** Plain text. */
  readonly title: string;
  readonly lang: string;
  readonly words: Words;
  /** Links to other pages, left in the bar at the top. */
  readonly bar: string;
  readonly contents: string;
  readonly main: string;
  readonly footer: string;
  /** Whether there is code to fold and unfold. */
  readonly hasCode: boolean;
  /** Where plotly comes from; undefined when nothing on the page needs it. */
  readonly plotly: PlotlySource | undefined;
  readonly trust: boolean;
}

/** A whole HTML document: head, bar, contents, text and scripts. */
export function htmlDocument(parts: DocumentParts): string {
  const { style, theme, page } = pageAssets();
  const { words } = parts;
  const lines = [
    '<!DOCTYPE html>',
    `<html lang="${escapeHtml(parts.lang)}">`,
    '<head>',
    '<meta charset="utf-8">',
    ...(parts.trust ? [] : [`<meta http-equiv="Content-Security-Policy" content="${policy(parts)}">`]),
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(parts.title)}</title>`,
    `<style>\n${style}\n</style>`,
    `<script>${theme}</script>`,
    '</head>',
    '<body>',
    `<a class="skip" href="#text">${words.skip}</a>`,
    `<header class="bar">${parts.bar}<span class="buttons">${buttons(parts)}</span></header>`,
    parts.contents,
    `<main id="text" tabindex="-1">\n${parts.main}</main>`,
    `<footer>${parts.footer}</footer>`,
    plotlyScript(parts.plotly),
    `<script>${page}</script>`,
    '</body>',
    '</html>',
  ];
  return lines.filter((line) => line !== '').join('\n') + '\n';
}

/** Hidden until the script that serves them runs. */
function buttons({ hasCode, words }: DocumentParts): string {
  const code = `<button type="button" data-code data-hide="${words.hideCode}" hidden>${words.showCode}</button>`;
  const theme = `<button type="button" data-theme-toggle data-light="${words.light}" data-dark="${words.dark}" hidden></button>`;
  return (hasCode ? code : '') + theme;
}

function policy({ plotly }: DocumentParts): string {
  const { theme, contents, page } = pageAssets();
  return contentSecurityPolicy([theme, contents, page, ...(plotly === 'embed' ? [plotlySource()] : [])]);
}

/** Stays data until a figure comes into view; then the page's script unpacks or loads it. */
function plotlyScript(plotly: PlotlySource | undefined): string {
  if (plotly === undefined || plotly === 'none') return '';
  if (plotly === 'embed') return `<script type="application/gzip" data-plotly>${packedPlotly()}</script>`;
  return `<script type="application/json" data-plotly="${escapeHtml(plotly.href)}"></script>`;
}
