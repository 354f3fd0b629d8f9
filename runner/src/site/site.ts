import type { HtmlOptions, PageLink, PageSection } from '../html/options.js';
import { notebookHtml } from '../html/page.js';
import type { Notebook } from '../nbformat/index.js';
import { notebookLang } from '../html/lang.js';
import { wordsFor } from '../html/words.js';
import { indexHtml, listHtml, type IndexEntry } from './index-page.js';
import { summarise } from './summary.js';

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

/**
 * Notebooks as a site: `index.html` with title, first paragraph and first figure of each, and the pages, each
 * with the way to the index and its neighbours. A notebook whose own page is `index.html` is the first page, with
 * the list of the others behind its text. The site works from any folder, also opened from disk, and holds no
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
    ...summarise(notebook, page),
  }));
  const title = options.title ?? (front && summaries[0]?.title) ?? wordsFor(lang).pages;
  const link = (at: number): PageLink | undefined => summaries[at];
  const files = ordered.map((page, at): SiteFile => {
    const navigation = { index: { href: INDEX, title }, previous: link(at - 1), next: link(at + 1) };
    const behind = page === front ? listOf(summaries.slice(1), page) : undefined;
    return { href: page.href, content: notebookHtml(page.notebook, { ...page.options, navigation, behind }) };
  });
  return front === undefined
    ? [{ href: INDEX, content: indexHtml(summaries, title, lang) }, ...files]
    : files;
}

/** The other notebooks of a site, for the end of its first page. */
function listOf(entries: readonly IndexEntry[], front: SitePage): PageSection | undefined {
  if (entries.length === 0) return undefined;
  return { title: wordsFor(langOf(front)).pages, html: listHtml(entries, 'h3') };
}

function langOf({ notebook, options }: SitePage): string {
  return options.lang ?? notebookLang(notebook);
}
