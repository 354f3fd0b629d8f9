import type { HtmlOptions, PageLink } from '../html/options.js';
import { notebookHtml } from '../html/page.js';
import type { Notebook } from '../nbformat/index.js';
import { notebookLang } from '../html/lang.js';
import { wordsFor } from '../html/words.js';
import { indexHtml } from './index-page.js';
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

/**
 * Notebooks as a site: `index.html` with title, first paragraph and first figure of each, and the pages, each
 * with the way to the index and its neighbours. It works from any folder, also opened from disk, and holds no
 * date: the same notebooks give the same bytes.
 *
 * @param pages in the order of reading
 * @example
 * for (const { href, content } of notebookSite(pages)) writeFileSync(join('public', href), content);
 */
export function notebookSite(pages: readonly SitePage[], options: SiteOptions = {}): SiteFile[] {
  const [first] = pages;
  const lang =
    options.lang ?? (first === undefined ? 'en' : (first.options.lang ?? notebookLang(first.notebook)));
  const title = options.title ?? wordsFor(lang).pages;
  const index = { href: 'index.html', title };
  const summaries = pages.map(({ notebook, href, options: page }) => ({
    href,
    ...summarise(notebook, page),
  }));
  const link = (at: number): PageLink | undefined => summaries[at];
  return [
    { href: index.href, content: indexHtml(summaries, title, lang) },
    ...pages.map(({ notebook, href, options: page }, at) => {
      const navigation = { index, previous: link(at - 1), next: link(at + 1) };
      return { href, content: notebookHtml(notebook, { ...page, navigation }) };
    }),
  ];
}
