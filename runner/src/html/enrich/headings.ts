import type { Root } from 'hast';
import { toString } from 'hast-util-to-string';
import { visit } from 'unist-util-visit';
import type { PageContext } from '../context.js';

const HEADING = /^h([1-6])$/;

/**
 * Gives each heading an id and lists it. A heading that skips levels (`####` below `##`) moves up, since screen
 * readers go by them.
 */
export function collectHeadings(tree: Root, context: PageContext): void {
  visit(tree, 'element', (node) => {
    const wanted = HEADING.exec(node.tagName)?.[1];
    const text = toString(node).replace(/\s+/g, ' ').trim();
    if (wanted === undefined || text === '') return;
    const level = Math.min(Number(wanted), (context.toc.at(-1)?.level ?? 0) + 1);
    const id = context.id(text);
    node.tagName = `h${level}`;
    node.properties.id = id;
    context.toc.push({ level, id, text });
  });
}

/** Headings within an output are set in bold, but are no sections of the notebook. */
export function flattenHeadings(tree: Root): void {
  visit(tree, 'element', (node) => {
    if (!HEADING.test(node.tagName)) return;
    node.tagName = 'p';
    node.properties.className = ['heading'];
  });
}
