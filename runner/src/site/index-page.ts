import { htmlDocument } from '../html/document.js';
import { escapeHtml } from '../html/escape.js';
import { wordsFor } from '../html/words.js';
import type { Summary } from './summary.js';

/** The first page of a site: its notebooks in the order of reading. */
export function indexHtml(
  entries: readonly (Summary & { readonly href: string })[],
  title: string,
  lang: string,
): string {
  return htmlDocument({
    title,
    lang,
    words: wordsFor(lang),
    bar: `<span class="name">${escapeHtml(title)}</span>`,
    contents: '',
    main: `<h1>${escapeHtml(title)}</h1>\n<ol class="pages">\n${entries.map(entryHtml).join('')}</ol>\n`,
    footer: '',
    hasCode: false,
    plotly: undefined,
    trust: false,
  });
}

function entryHtml({ href, title, paragraph, picture }: Summary & { readonly href: string }): string {
  const image =
    picture?.source === undefined
      ? ''
      : `<img src="${picture.source}" alt="${escapeHtml(picture.alt)}" loading="lazy">`;
  const text = paragraph === '' ? '' : `<p>${escapeHtml(paragraph)}</p>`;
  return `<li><h2><a href="${escapeHtml(href)}">${escapeHtml(title)}</a></h2>${text}${image}</li>\n`;
}
