import { slug } from 'github-slugger';
import type { HtmlOptions } from './options.js';
import { wordsFor, type Words } from './words.js';

/** A heading as the table of contents lists it. */
export interface TocEntry {
  readonly level: number;
  readonly id: string;
  readonly text: string;
}

/** State shared by the parts of one page: its words, its headings so far, the ids and labels in use. */
export class PageContext {
  readonly words: Words;
  readonly toc: TocEntry[] = [];
  readonly #taken = new Set<string>(['text', 'contents']);
  readonly #labels = new Map<string, number>();
  #tables = 0;

  constructor(
    readonly options: HtmlOptions,
    readonly lang: string,
  ) {
    this.words = wordsFor(lang);
  }

  /** A unique id on the page, derived from the text in the way code hosts derive ids of headings. */
  id(text: string): string {
    const base = anchorOf(text);
    let id = base;
    for (let n = 1; this.#taken.has(id); n += 1) id = `${base}-${n}`;
    this.#taken.add(id);
    return id;
  }

  /** A name for a region of the page that no other region has. */
  label(text: string): string {
    const count = (this.#labels.get(text) ?? 0) + 1;
    this.#labels.set(text, count);
    return count === 1 ? text : `${text} (${count})`;
  }

  /** The name of a table without caption. */
  tableLabel(): string {
    this.#tables += 1;
    return this.words.table(this.#tables);
  }
}

/** The id of a heading or anchor with this text if it is not yet in use; letters of any script are kept. */
export function anchorOf(text: string): string {
  const id = slug(text.trim());
  return id === '' ? 'section' : id;
}
