import type { HtmlOptions, PageLink, PageSection } from '../html/options.js';
import { notebookHtml } from '../html/page.js';
import type { Notebook } from '../nbformat/index.js';
import { escapeHtml } from '../html/escape.js';
import { notebookLang } from '../html/lang.js';
import { wordsFor } from '../html/words.js';
import { claimsPage } from './claims-page.js';
import { indexHtml, listHtml, type IndexEntry } from './index-page.js';
import { summarize } from './summary.js';

/** One notebook of a site. */
export interface SitePage {
  readonly notebook: Notebook;
  /** The address of its page from the index, `02-portrait.html`. */
  readonly href: string;
  readonly options: HtmlOptions;
}

export interface SiteOptions {
  /** Heading of the index; "Notebooks" in the language of the site when left out. */
  readonly title?: string | undefined;
  /** Language of the index; that of the first notebook when left out. */
  readonly lang?: string | undefined;
}

/** A file of a site; its address is relative to the index. */
export interface SiteFile {
  readonly href: string;
  readonly content: string;
}

const INDEX = 'index.html';
const CLAIMS = 'claims.html';

/**
 * Notebooks as a site: `index.html` with title, first paragraph and first figure of each, and the pages, each
 * with the way to the index and its neighbors; `claims.html` with the claims of all, unless there are none or a
 * notebook has that name. A notebook whose own page is `index.html` is the first page, with
 * the list of the others after its text. The site works from any folder, also opened from disk, and holds no
 * date: the same notebooks give the same bytes.
 *
 * @param pages in the order of reading
 * @example
 * for (const { href, content } of notebookSite(pages)) writeFileSync(join('public', href), content);
 */
export function notebookSite(pages: readonly SitePage[], options: SiteOptions = {}): SiteFile[] {
  const front = pages.find(({ href }) => href === INDEX);
  const others = pages.filter((page) => page !== front);
  const ordered = front === undefined ? others : [front, ...others];
  const [first] = ordered;
  const lang = options.lang ?? (first === undefined ? 'en' : langOf(first));
  const summaries = ordered.map(({ notebook, href, options: page }) => ({
    href,
    ...summarize(notebook, page),
  }));
  const title = options.title ?? (front && summaries[0]?.title) ?? wordsFor(lang).pages;
  const link = (at: number): PageLink | undefined => summaries[at];
  const back = `<a href="${INDEX}">${escapeHtml(title)}</a>`;
  const listed = ordered.map((page, at) => ({ ...page, title: summaries[at]?.title ?? page.href }));
  const claims = ordered.some(({ href }) => href.toLowerCase() === CLAIMS)
    ? undefined
    : claimsPage(listed, lang, back);
  const claimsLink = claims === undefined ? '' : `<p><a href="${CLAIMS}">${claims.title}</a></p>\n`;
  const files = ordered.map((page, at): SiteFile => {
    const navigation = { index: { href: INDEX, title }, previous: link(at - 1), next: link(at + 1) };
    const behind = page === front ? listOf(summaries.slice(1), page, claimsLink) : undefined;
    return { href: page.href, content: notebookHtml(page.notebook, { ...page.options, navigation, behind }) };
  });
  const all = claims === undefined ? files : [...files, { href: CLAIMS, content: claims.html }];
  return front === undefined
    ? [{ href: INDEX, content: indexHtml(summaries, title, lang, claimsLink) }, ...all]
    : all;
}

/** The other notebooks of a site and the way to its claims, for the end of its first page. */
function listOf(entries: readonly IndexEntry[], front: SitePage, claims: string): PageSection | undefined {
  if (entries.length === 0 && claims === '') return undefined;
  const list = entries.length === 0 ? '' : listHtml(entries, 'h3');
  return { title: wordsFor(langOf(front)).pages, html: list + claims };
}

function langOf({ notebook, options }: SitePage): string {
  return options.lang ?? notebookLang(notebook);
}
