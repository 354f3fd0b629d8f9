import { escapeHtml } from './escape.js';
import type { PageLink, PageNavigation } from './options.js';
import type { Words } from './words.js';

/** The left of the bar at the top: the way back to the index of a site, or the name of the notebook. */
export function barHtml(navigation: PageNavigation | undefined, name: string): string {
  return navigation === undefined
    ? `<span class="name">${escapeHtml(name)}</span>`
    : anchor(navigation.index);
}

/** The ways to the notebooks before and after this one. */
export function neighborsHtml(navigation: PageNavigation | undefined, words: Words): string {
  const { previous, next } = navigation ?? {};
  if (previous === undefined && next === undefined) return '';
  const links = [
    previous === undefined ? '<span></span>' : `<span>${words.previous}: ${anchor(previous, 'prev')}</span>`,
    next === undefined ? '' : `<span>${words.next}: ${anchor(next, 'next')}</span>`,
  ];
  return `<nav class="neighbors" aria-label="${words.pages}">${links.join('')}</nav>`;
}

function anchor({ href, title }: PageLink, rel?: string): string {
  const relation = rel === undefined ? '' : ` rel="${rel}"`;
  return `<a href="${escapeHtml(href)}"${relation}>${escapeHtml(title)}</a>`;
}
