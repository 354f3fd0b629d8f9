import { pageAssets } from './assets.js';
import type { TocEntry } from './context.js';
import { escapeHtml } from './escape.js';
import type { Words } from './words.js';

/** Headings below this level are too many to find one's way by. */
const DEEPEST = 3;

/** The table of contents as nested lists; empty for a page with fewer than two headings. */
export function contentsHtml(entries: readonly TocEntry[], words: Words): string {
  const listed = entries.filter(({ level }) => level <= DEEPEST);
  if (listed.length < 2) return '';
  return (
    `<nav class="contents" aria-label="${words.contents}"><details open><summary>${words.contents}</summary>` +
    `${list(listed)}</details></nav>\n<script>${pageAssets().contents}</script>`
  );
}

/** Each entry with the deeper ones that follow it. */
function list(entries: readonly TocEntry[]): string {
  const items: string[] = [];
  for (let at = 0; at < entries.length;) {
    const entry = entries[at];
    if (entry === undefined) break;
    const rest = entries.slice(at + 1);
    const sibling = rest.findIndex(({ level }) => level <= entry.level);
    const below = sibling === -1 ? rest : rest.slice(0, sibling);
    items.push(
      `<li><a href="#${escapeHtml(entry.id)}">${escapeHtml(entry.text)}</a>${below.length === 0 ? '' : list(below)}</li>`,
    );
    at += 1 + below.length;
  }
  return `<ul>${items.join('')}</ul>`;
}
