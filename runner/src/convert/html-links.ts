import { dirname, join } from 'node:path';
import { relinked } from '../run/links.js';
import type { ConvertInput } from './target.js';

/** The page of a notebook: next to its markdown. */
export function htmlPath({ paths }: ConvertInput): string {
  return join(dirname(paths.markdown), paths.markdown.replace(/^.*[\\/]/, '').replace(/\.md$/, '.html'));
}

/**
 * Links from one notebook to another, or to its markdown, lead to its page when both are converted together; links
 * to other files lead there from where the page lies.
 *
 * @param lang the language of the pages where it is not that of the cells
 * @example
 * linkResolver(first, [first, second])('02-portrait.ipynb#age'); // '02-portrait.html#age'
 */
export function linkResolver(
  from: ConvertInput,
  inputs: readonly ConvertInput[],
  lang?: string,
): (href: string) => string | undefined {
  const pages = new Map(inputs.map((input) => [input.paths.source.replace(/\.\w+$/, ''), htmlPath(input)]));
  const place = { source: from.paths.source, document: htmlPath(from), lang };
  return (href) => relinked(href, { ...place, other: (stem) => pages.get(stem) });
}
