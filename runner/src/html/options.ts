import type { Output } from '../nbformat/index.js';
import type { Size } from './size.js';

/** The static picture of an output: what is seen without JavaScript, in print, and until plotly has drawn. */
export interface HtmlPicture {
  /** The file name of the figure without extension; the page's anchor is `figure-<name>`. */
  readonly name: string;
  readonly alt: string;
  /** A data URL: the picture is part of the page. Undefined when the figure can only be drawn by plotly.js. */
  readonly source: string | undefined;
  /** In CSS pixels, where they are known. */
  readonly size: Size | undefined;
}

/**
 * Where the page finds plotly.js: inside itself, in a file at a relative address, or nowhere, so that figures
 * stay static pictures.
 */
export type PlotlySource = 'embed' | 'none' | { readonly href: string };

/** The way from a page to its neighbors in a site. */
export interface PageNavigation {
  readonly index: PageLink;
  readonly previous?: PageLink | undefined;
  readonly next?: PageLink | undefined;
}

export interface PageLink {
  readonly href: string;
  readonly title: string;
}

/** A part of a page that does not come from the notebook, with its own heading. */
export interface PageSection {
  readonly title: string;
  /** HTML that is safe as it is. */
  readonly html: string;
}

/** What a page is made with. */
export interface HtmlOptions {
  /** The file name of the notebook, for the note at the end and as title where there is no heading. */
  readonly notebookFile: string;
  /** Static pictures, as {@link drawPictures} gives them; outputs without one are shown by their other forms. */
  readonly pictures?: ReadonlyMap<Output, HtmlPicture>;
  /** Language of the page, `en`, `zh-CN` …; without it told from the notebook's metadata and its text. */
  readonly lang?: string | undefined;
  /** Default: `embed`. */
  readonly plotly?: PlotlySource | undefined;
  /** Keeps HTML, scripts and external addresses of the notebook as they are. Never use it for untrusted notebooks. */
  readonly trust?: boolean | undefined;
  /** The address to use in place of a relative one in the notebook, or undefined to leave it. */
  readonly link?: ((href: string) => string | undefined) | undefined;
  /** A data URL of the picture at a relative address in the notebook, or undefined when it cannot be read. */
  readonly image?: ((source: string) => string | undefined) | undefined;
  /** Hears which parts of the notebook the page could not show. */
  readonly notice?: ((text: string) => void) | undefined;
  readonly navigation?: PageNavigation | undefined;
  /** What comes after the notebook, such as the list of a site on its first page. */
  readonly behind?: PageSection | undefined;
}
