import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { decodedAddress } from '../markdown/addresses.js';
import { isTranslated } from '../translate/paths.js';
import { encodePath, linkFrom, pathsOf, type NotebookPaths, type PathOptions } from './paths.js';

/** From where a document is linked, and what lies next to it. */
export interface LinkPlace {
  /** The notebook, to which the addresses in it are relative. */
  readonly source: string;
  /** The document made of it. */
  readonly document: string;
  /** The language of the document where it is not that of the cells. */
  readonly lang?: string | undefined;
  /** The document made of another notebook, by its path without the ending; undefined where there is none. */
  readonly other: (stem: string, ending: string) => string | undefined;
}

/**
 * Relative addresses of a notebook as they lead from a document that lies elsewhere: to the document of another
 * notebook where there is one, of other files to the one in the language of the document (`README.zh.md` for
 * `README.md`) where that exists, else to the file itself.
 *
 * @returns undefined where the address stays as it is
 */
export function relinked(href: string, { source, document, lang, other }: LinkPlace): string | undefined {
  const [, path = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(href) ?? [];
  if (path === '' || path.startsWith('/') || /^[a-z][a-z\d+.-]*:/i.test(path)) return undefined;
  const target = resolve(dirname(source), decodedAddress(path));
  const [, stem = target, ending = ''] = /^(.*)\.(ipynb|md|html)$/s.exec(target) ?? [];
  const found = (ending === '' ? undefined : other(stem, ending)) ?? inLanguage(stem, ending, lang) ?? target;
  const folder = dirname(document);
  if (found === target && folder === dirname(source)) return undefined;
  const next = encodePath(linkFrom(folder, found)) + (path.endsWith('/') ? '/' : '') + rest;
  return next === href ? undefined : next;
}

function inLanguage(stem: string, ending: string, lang: string | undefined): string | undefined {
  const twin = lang === undefined || ending !== 'md' ? undefined : `${stem}.${lang}.md`;
  return twin !== undefined && existsSync(twin) ? twin : undefined;
}

/**
 * How the markdown of a run links; undefined where it lies next to the notebook in the same language.
 *
 * @param all the notebooks of the run: with an output folder only their documents are there
 */
export function markdownLinks(
  paths: NotebookPaths,
  all: readonly NotebookPaths[],
  options: PathOptions,
): ((href: string) => string | undefined) | undefined {
  const { source, markdown: document, inPlace } = paths;
  const { lang } = options;
  if (inPlace && lang === undefined) return undefined;
  const other = (stem: string, ending: string): string | undefined => {
    const notebook = `${stem}.ipynb`;
    // Whichever notebooks run: in place the documents of the others are there already.
    if (inPlace && lang !== undefined)
      return isTranslated(notebook, lang) ? pathsOf(notebook, options).markdown : undefined;
    const twin = all.find((each) => each.source === notebook);
    if (twin === undefined || ending === 'html') return undefined;
    return ending === 'ipynb' ? twin.notebook : twin.markdown;
  };
  return (href) => relinked(href, { source, document, lang, other });
}
