import type { Root } from 'hast';
import { visit } from 'unist-util-visit';
import { anchorOf, type PageContext } from '../context.js';

const ABSOLUTE = /^(?:[a-z][a-z\d+.-]*:|\/\/)/i;

/**
 * Anchors get ids of the page's own making, and links within the page follow them, whether they are written as
 * Jupyter does (`#Some-Heading`) or as code hosts do. Relative links lead where the options say.
 */
export function resolveLinks(tree: Root, context: PageContext): void {
  visit(tree, 'element', (node) => {
    if (node.tagName !== 'a') return;
    const { href, id } = node.properties;
    if (typeof id === 'string') node.properties.id = context.id(id);
    if (typeof href !== 'string') return;
    if (ABSOLUTE.test(href)) node.properties.rel = ['noopener', 'noreferrer'];
    else
      node.properties.href = href.startsWith('#')
        ? localAnchor(href)
        : (context.options.link?.(href) ?? href);
  });
}

function localAnchor(href: string): string {
  return href === '#' ? href : `#${anchorOf(decoded(href.slice(1)))}`;
}

/** The decoded text of an address; an invalid encoding is left as it is. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
