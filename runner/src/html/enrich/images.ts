import type { Element, ElementContent, Root } from 'hast';
import { SKIP, visit } from 'unist-util-visit';
import type { Attachments } from '../attachments.js';
import type { PageContext } from '../context.js';
import { decoded } from './links.js';

/**
 * Puts pictures into the page: attachments of the cell and files next to the notebook. What is elsewhere is not
 * loaded; a link stands in its place.
 */
export function resolveImages(tree: Root, attachments: Attachments, context: PageContext): void {
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName !== 'img' || parent === undefined || index === undefined) return undefined;
    node.properties.alt ??= '';
    const { src } = node.properties;
    const source = typeof src === 'string' ? dataOf(src, attachments, context) : undefined;
    if (source === undefined) parent.children[index] = standIn(node);
    else node.properties.src = source;
    return SKIP;
  });
}

function dataOf(source: string, attachments: Attachments, { options }: PageContext): string | undefined {
  if (/^data:/i.test(source)) return source;
  if (/^attachment:/i.test(source)) return attachments.get(decoded(source.slice('attachment:'.length)));
  if (/^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(source)) return options.trust === true ? source : undefined;
  return options.image?.(decoded(source.replace(/[?#].*$/, '')));
}

function standIn({ properties }: Element): ElementContent {
  const { alt, src } = properties;
  const name = typeof alt === 'string' && alt !== '' ? alt : typeof src === 'string' ? src : 'image';
  const text: ElementContent = { type: 'text', value: name };
  const address = typeof src === 'string' && /^https?:/i.test(src) ? src : undefined;
  if (address === undefined) return { type: 'element', tagName: 'em', properties: {}, children: [text] };
  return {
    type: 'element',
    tagName: 'a',
    properties: { href: address, rel: ['noopener', 'noreferrer'] },
    children: [text],
  };
}
