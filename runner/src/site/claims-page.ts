import { escapeHtml } from '../html/escape.js';
import { htmlDocument } from '../html/document.js';
import { wordsFor, type Words } from '../html/words.js';
import { isVisible } from '../markdown/visibility.js';
import type { Notebook } from '../nbformat/index.js';
import { collectClaims, isUndecided, type Claim } from '../run/claims.js';

/** A notebook whose claims are listed, and the address and title of its page. */
export interface ClaimsOfPage {
  readonly notebook: Notebook;
  readonly href: string;
  readonly title: string;
}

/** The page of all claims, and what it is called: by the kinds of claims on it. */
export interface ClaimsPage {
  readonly title: string;
  readonly html: string;
}

/** A claim and the link to its notebook. */
interface Listed {
  readonly claim: Claim;
  readonly link: string;
}

/**
 * A page with the findings of all notebooks, then the published claims they judge: the verdicts, and what was
 * expected where it differs; undefined when readers see none. Claims of hidden cells are left out.
 *
 * @param index the way back, as HTML
 */
export function claimsPage(
  pages: readonly ClaimsOfPage[],
  lang: string,
  index: string,
): ClaimsPage | undefined {
  const words = wordsFor(lang);
  const all = pages.flatMap(({ notebook, href, title }) => {
    const link = `<a href="${escapeHtml(href)}">${escapeHtml(title)}</a>`;
    const cells = notebook.cells.filter(isVisible);
    return collectClaims({ ...notebook, cells }).map((claim): Listed => ({ claim, link }));
  });
  if (all.length === 0) return undefined;
  const findings = all.filter(({ claim }) => claim.kind === 'finding');
  const published = all.filter(({ claim }) => claim.kind === 'published');
  const sections = [
    { title: words.findings, rows: findings },
    { title: words.publishedClaims, rows: published },
  ].filter(({ rows }) => rows.length > 0);
  const [only] = sections;
  const title = sections.length === 1 && only !== undefined ? only.title : words.claims;
  const parts = sections.map(({ title: heading, rows }) => {
    const head = sections.length === 1 ? '' : `<h2>${heading}</h2>\n`;
    return head + tableHtml(heading, rows, words);
  });
  const html = htmlDocument({
    title,
    lang,
    words,
    bar: index,
    contents: '',
    main: `<h1>${title}</h1>\n${parts.join('')}`,
    footer: '',
    hasCode: false,
    plotly: undefined,
    trust: false,
  });
  return { title, html };
}

function tableHtml(label: string, rows: readonly Listed[], words: Words): string {
  const head = [words.pages, label, words.verdict].map((each) => `<th scope="col">${each}</th>`).join('');
  const body = rows.map((row) => rowHtml(row, words)).join('\n');
  return (
    `<div class="table" role="region" tabindex="0" aria-label="${label}">` +
    `<table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body}\n</tbody>\n</table></div>\n`
  );
}

function rowHtml({ claim, link }: Listed, words: Words): string {
  const { text, id, verdict, ok, robustness, missed } = claim;
  const source = id === undefined ? '' : ` <code>${escapeHtml(id)}</code>`;
  const often = robustness === undefined ? '' : `<br><small>${escapeHtml(robustness)}</small>`;
  const said = escapeHtml(words.verdicts[verdict] ?? verdict);
  const surprise =
    ok || isUndecided(claim) ? '' : ` <strong>${words.unexpected}</strong> ${escapeHtml(missed.join('; '))}`;
  return `<tr><td>${link}</td><td>${escapeHtml(text)}${source}${often}</td><td>${said}${surprise}</td></tr>`;
}
