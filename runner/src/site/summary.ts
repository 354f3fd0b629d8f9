import { fromHtml } from 'hast-util-from-html';
import { toString } from 'hast-util-to-string';
import { EXIT, visit } from 'unist-util-visit';
import { markdownHtml } from '../html/markdown.js';
import type { HtmlOptions, HtmlPicture } from '../html/options.js';
import { stem } from '../html/page.js';
import { isMarkdown, isVisible } from '../markdown/visibility.js';
import type { Notebook } from '../nbformat/index.js';

/** What the index of a site says of a notebook. */
export interface Summary {
  readonly title: string;
  /** Its first paragraph as plain text; empty when it has none. */
  readonly paragraph: string;
  readonly picture: HtmlPicture | undefined;
}

/** The first heading, the first paragraph and the first figure of a notebook. */
export function summarize(notebook: Notebook, { notebookFile, pictures }: HtmlOptions): Summary {
  const cells = notebook.cells.filter(isVisible);
  const prose = fromHtml(
    markdownHtml(
      cells
        .filter(isMarkdown)
        .map(({ source }) => source)
        .join('\n\n'),
    ),
    { fragment: true },
  );
  const firstText = (tag: RegExp): string => {
    let text = '';
    visit(prose, 'element', (node) => {
      if (tag.test(node.tagName)) text = toString(node).replace(/\s+/g, ' ').trim();
      return text === '' ? undefined : EXIT;
    });
    return text;
  };
  const outputs = cells.flatMap((cell) => (cell.cell_type === 'code' ? cell.outputs : []));
  const drawn = outputs.map((output) => pictures?.get(output));
  return {
    title: firstText(/^h[1-6]$/) || stem(notebookFile),
    paragraph: firstText(/^p$/),
    picture: drawn.find((picture) => picture?.source !== undefined),
  };
}
