import { escapeHtml } from '../html/escape.js';
import { htmlDocument } from '../html/document.js';
import { wordsFor, type Words } from '../html/words.js';
import { isVisible } from '../markdown/visibility.js';
import type { Notebook } from '../nbformat/index.js';
import { collectClaims, type Claim } from '../run/claims.js';

/** A notebook whose claims are listed, and the address and title of its page. */
export interface ClaimsOfPage {
  readonly notebook: Notebook;
  readonly href: string;
  readonly title: string;
}

/**
 * A page with the claims of all notebooks, their verdicts and what was expected where it differs; undefined when
 * readers see none. Claims of hidden cells are left out.
 *
 * @param index the way back, as HTML
 */
export function claimsHtml(pages: readonly ClaimsOfPage[], lang: string, index: string): string | undefined {
  const words = wordsFor(lang);
  const rows = pages.flatMap(({ notebook, href, title }) => {
    const link = `<a href="${escapeHtml(href)}">${escapeHtml(title)}</a>`;
    const cells = notebook.cells.filter(isVisible);
    return collectClaims({ ...notebook, cells }).map((claim) => rowHtml(claim, link, words));
  });
  if (rows.length === 0) return undefined;
  const head = [words.pages, words.claims, words.verdict].map((each) => `<th>${each}</th>`).join('');
  return htmlDocument({
    title: words.claims,
    lang,
    words,
    bar: index,
    contents: '',
    main: `<h1>${words.claims}</h1>\n<table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${rows.join('\n')}\n</tbody>\n</table>\n`,
    footer: '',
    hasCode: false,
    plotly: undefined,
    trust: false,
  });
}

function rowHtml({ text, id, verdict, ok, missed }: Claim, link: string, words: Words): string {
  const source = id === undefined ? '' : ` <code>${escapeHtml(id)}</code>`;
  const said = escapeHtml(words.verdicts[verdict] ?? verdict);
  const surprise = ok ? '' : ` <strong>${words.unexpected}</strong> ${escapeHtml(missed.join('; '))}`;
  return `<tr><td>${link}</td><td>${escapeHtml(text)}${source}</td><td>${said}${surprise}</td></tr>`;
}
