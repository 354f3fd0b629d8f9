import type { Root } from 'hast';
import { toString } from 'hast-util-to-string';
import { visit } from 'unist-util-visit';
import { highlight } from '../highlight.js';

/** Colors code blocks that name a language; each can be scrolled by keyboard. */
export function highlightCode(tree: Root): void {
  visit(tree, 'element', (pre) => {
    if (pre.tagName !== 'pre') return;
    pre.properties.tabIndex = 0;
    const [code] = pre.children;
    if (code?.type !== 'element' || code.tagName !== 'code') return;
    const { className } = code.properties;
    const named = Array.isArray(className)
      ? className.map(String).find((name) => name.startsWith('language-'))
      : undefined;
    if (named !== undefined) code.children = highlight(toString(code), named.slice('language-'.length));
  });
}
