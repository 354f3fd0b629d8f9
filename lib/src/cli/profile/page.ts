import { escapeHtml } from '../../core/display.js';
import type { Locale } from '../../core/label.js';
import { tableBundle, type TableView } from '../../core/table-view.js';

const STYLE = `
  :root { color-scheme: light dark; }
  body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
  h1 { font-size: 1.4rem; }
  .table { overflow-x: auto; margin: 1.5rem 0; }
  table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
  caption { font-weight: 600; padding-bottom: 0.3rem; text-align: left; }
  th, td { border-bottom: 1px solid #8884; padding: 0.25rem 0.7rem 0.25rem 0; vertical-align: top; }
  tfoot td { color: #777; border: 0; }
  .doubts { border-left: 3px solid #c60; padding-left: 1rem; }
`;

/** What a page shows; all of it is text. */
export interface Page {
  readonly locale: Locale;
  readonly title: string;
  readonly doubts: readonly string[];
  /** What the doubts are called. Default: that a person should decide. */
  readonly heading?: string;
  readonly views: readonly TableView[];
}

const HEADING = { en: 'For a person to decide', zh: '需要人工确认' } as const;

/** One self-contained HTML page without scripts: names and values of the file are escaped. */
export function htmlPage({ locale, title, doubts, views, heading = HEADING[locale] }: Page): string {
  const listed = doubts.map((doubt) => `<li>${escapeHtml(doubt)}</li>`).join('\n');
  const tables = views.map(
    (view) => `<div class="table">\n${String(tableBundle([view])['text/html'])}\n</div>`,
  );
  return [
    '<!doctype html>',
    `<html lang="${locale === 'zh' ? 'zh-CN' : 'en'}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${escapeHtml(title)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    `<h1>${escapeHtml(title)}</h1>`,
    ...(doubts.length === 0
      ? []
      : [`<section class="doubts">\n<h2>${escapeHtml(heading)}</h2>\n<ul>\n${listed}\n</ul>\n</section>`]),
    ...tables,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}
