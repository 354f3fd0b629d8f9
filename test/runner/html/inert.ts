import type { Element } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { visit } from 'unist-util-visit';

const ALLOWED = new Set(
  (
    'a abbr b bdi bdo blockquote br caption center cite code col colgroup dd del details dfn div dl dt em figcaption ' +
    'figure h1 h2 h3 h4 h5 h6 hr html head body i img ins kbd li mark ol p pre q rp rt ruby s samp section small ' +
    'span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr'
  ).split(' '),
);

/**
 * What in a piece of HTML could run, load or escape, as a browser's parser sees it: written without a look at
 * the sanitizer's own list.
 */
export function dangers(html: string): string[] {
  const found: string[] = [];
  visit(fromHtml(html), 'element', (node) => {
    if (!ALLOWED.has(node.tagName)) found.push(`<${node.tagName}>`);
    found.push(...dangerousAttributes(node));
  });
  return found;
}

function dangerousAttributes({ tagName, properties }: Element): string[] {
  return Object.entries(properties).flatMap(([name, value]) => {
    const text = String(value);
    const scheme = /^[\s\p{Cc}]*([a-z][a-z\d+.-]*):/iu
      .exec(text.replace(/[\t\n\r]/g, ''))?.[1]
      ?.toLowerCase();
    const bad =
      /^on/i.test(name) ||
      ['srcDoc', 'srcSet', 'action', 'formAction', 'background', 'poster', 'name', 'xLinkHref'].includes(
        name,
      ) ||
      (name === 'src' && !/^data:image\/(?:png|jpeg|gif|webp|avif|svg\+xml)[;,]/.test(text)) ||
      (name === 'href' && scheme !== undefined && !['http', 'https', 'mailto', 'tel'].includes(scheme)) ||
      (name === 'style' && /url|expression|position|[\\"'@<]/i.test(text)) ||
      (name === 'id' && !/^(?:a|h[1-6])$/.test(tagName));
    return bad ? [`${tagName}[${name}=${text}]`] : [];
  });
}
