import { readFileSync } from 'node:fs';

const read = (name: string): string =>
  readFileSync(new URL(`../../assets/${name}`, import.meta.url), 'utf8').trim();

let assets: Assets | undefined;

/** The style and the scripts of every page. */
export interface Assets {
  readonly style: string;
  /** Runs in the head, before anything is painted. */
  readonly theme: string;
  /** Runs right after the table of contents. */
  readonly contents: string;
  /** Runs at the end of the page. */
  readonly page: string;
}

/** Reads the files once. */
export function pageAssets(): Assets {
  assets ??= {
    style: read('page.css'),
    theme: read('theme.js'),
    contents: read('contents.js'),
    page: read('page.js'),
  };
  return assets;
}
