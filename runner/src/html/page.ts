import { toUSVString } from 'node:util';
import { PLOTLY_MIME } from '../figures/plan.js';
import { isVisible } from '../markdown/visibility.js';
import { isRich, type Notebook } from '../nbformat/index.js';
import { languageOf } from '../nbformat/language.js';
import { cellHtml } from './cells/cell.js';
import { PageContext } from './context.js';
import { htmlDocument } from './document.js';
import { escapeHtml } from './escape.js';
import { notebookLang } from './lang.js';
import { barHtml, neighborsHtml } from './navigation.js';
import type { HtmlOptions, PageSection, PlotlySource } from './options.js';
import { contentsHtml } from './toc.js';

/**
 * An executed notebook as one HTML page that needs nothing else: pictures, style and scripts are in it. HTML of
 * the notebook is sanitized, and a content security policy lets only the page's own scripts run, unless
 * `trust` is set. The same notebook and options give the same bytes.
 *
 * @example
 * const notebook = readNotebook('report.ipynb');
 * const pictures = await drawPictures(notebook, 'report.ipynb', renderer);
 * writeFileSync('report.html', notebookHtml(notebook, { notebookFile: 'report.ipynb', pictures }));
 */
export function notebookHtml(notebook: Notebook, options: HtmlOptions): string {
  const { navigation, notebookFile, trust = false } = options;
  const lang = options.lang ?? notebookLang(notebook);
  const context = new PageContext(options, lang);
  const language = languageOf(notebook).replace(/^ipython$/, 'python');
  const cells = notebook.cells.map((cell) => cellHtml(cell, language, context)).join('');
  const heading = context.toc[0]?.text;
  const main = cells + sectionHtml(options.behind, context);
  const page = htmlDocument({
    title: heading ?? stem(notebookFile),
    lang,
    words: context.words,
    bar: barHtml(navigation, stem(notebookFile)),
    contents: contentsHtml(context.toc, context.words),
    main,
    footer:
      neighborsHtml(navigation, context.words) + `<p>${escapeHtml(context.words.made(notebookFile))}</p>`,
    hasCode: cells.includes('<details class="code">'),
    plotly: plotlyOf(notebook, options),
    trust,
  });
  return toUSVString(page); // as it is in a file
}

function sectionHtml(section: PageSection | undefined, context: PageContext): string {
  if (section === undefined) return '';
  const { title, html } = section;
  const id = context.id(title);
  context.toc.push({ level: 2, id, text: title });
  return `<section>\n<h2 id="${escapeHtml(id)}">${escapeHtml(title)}</h2>\n${html}</section>\n`;
}

/** `02-portrait` of `02-portrait.ipynb` */
export function stem(notebookFile: string): string {
  return notebookFile.replace(/\.ipynb$/, '');
}

/** Undefined when no figure that is shown needs plotly, so that the page does not carry it. */
function plotlyOf(
  { cells }: Notebook,
  { pictures, plotly = 'embed' }: HtmlOptions,
): PlotlySource | undefined {
  const outputs = cells
    .filter(isVisible)
    .flatMap((cell) => (cell.cell_type === 'code' ? cell.outputs.filter(isRich) : []));
  const needed = outputs.some((output) => PLOTLY_MIME in output.data && pictures?.has(output) === true);
  return needed ? plotly : undefined;
}
