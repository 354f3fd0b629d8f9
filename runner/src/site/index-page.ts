import { htmlDocument } from '../html/document.js';
import { escapeHtml } from '../html/escape.js';
import { wordsFor } from '../html/words.js';
import type { Summary } from './summary.js';

/** A notebook as the index lists it. */
export interface IndexEntry extends Summary {
  readonly href: string;
}

/**
 * The first page of a site: its notebooks in the order of reading.
 *
 * @param behind HTML for the end of the page
 */
export function indexHtml(
  entries: readonly IndexEntry[],
  title: string,
  lang: string,
  behind: string,
): string {
  return htmlDocument({
    title,
    lang,
    words: wordsFor(lang),
    bar: `<span class="name">${escapeHtml(title)}</span>`,
    contents: '',
    main: `<h1>${escapeHtml(title)}</h1>\n${listHtml(entries, 'h2')}${behind}`,
    footer: '',
    hasCode: false,
    plotly: undefined,
    trust: false,
  });
}

/** The notebooks with title, first paragraph and first figure of each; the titles are headings of this level. */
export function listHtml(entries: readonly IndexEntry[], heading: 'h2' | 'h3'): string {
  return `<ol class="pages">\n${entries.map((entry) => entryHtml(entry, heading)).join('')}</ol>\n`;
}

function entryHtml({ href, title, paragraph, picture }: IndexEntry, heading: string): string {
  const image =
    picture?.source === undefined
      ? ''
      : `<img src="${picture.source}" alt="${escapeHtml(picture.alt)}" loading="lazy">`;
  const text = paragraph === '' ? '' : `<p>${escapeHtml(paragraph)}</p>`;
  const name = `<${heading}><a href="${escapeHtml(href)}">${escapeHtml(title)}</a></${heading}>`;
  return `<li>${name}${text}${image}</li>\n`;
}
