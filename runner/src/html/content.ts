import type { Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import type { Attachments } from './attachments.js';
import type { PageContext } from './context.js';
import { collectHeadings, flattenHeadings } from './enrich/headings.js';
import { highlightCode } from './enrich/code.js';
import { resolveImages } from './enrich/images.js';
import { resolveLinks } from './enrich/links.js';
import { setMath } from './enrich/math.js';
import { labelTables } from './enrich/tables.js';
import { markTasks } from './enrich/tasks.js';
import { markdownHtml } from './markdown.js';
import { sanitizeTree } from './sanitize.js';

/** A markdown cell as part of the page; its headings go into the table of contents. */
export function markdownContent(source: string, attachments: Attachments, context: PageContext): string {
  const tree = parse(markdownHtml(source), context);
  collectHeadings(tree, context);
  return finish(tree, attachments, context);
}

/** HTML or markdown output as part of the page; its headings are not sections of the page. */
export function outputContent(html: string, context: PageContext): string {
  const tree = parse(html, context);
  flattenHeadings(tree);
  return finish(tree, new Map(), context);
}

function parse(html: string, { options }: PageContext): Root {
  const tree = fromHtml(html, { fragment: true });
  return options.trust === true ? tree : sanitizeTree(tree);
}

function finish(tree: Root, attachments: Attachments, context: PageContext): string {
  resolveLinks(tree, context);
  resolveImages(tree, attachments, context);
  labelTables(tree, context);
  markTasks(tree, context);
  highlightCode(tree);
  setMath(tree);
  return toHtml(tree);
}
