import type { Element, Properties, Root } from 'hast';
import { sanitize, type Schema } from 'hast-util-sanitize';
import { toHtml } from 'hast-util-to-html';
import { toString } from 'hast-util-to-string';
import { SKIP, visit } from 'unist-util-visit';
import { dataUrl } from './escape.js';
import { MATH_ATTRIBUTE } from './math.js';
import { safeStyle } from './style.js';

const TEXT =
  'a abbr b bdi bdo br cite code del dfn em i ins kbd mark q rp rt ruby s samp small span strike strong sub sup time tt u var wbr';
const BLOCKS =
  'blockquote caption center dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr img li ol p pre section summary ul';
const TABLES = 'col colgroup table tbody td tfoot th thead tr';

/** The HTML allowed from a notebook. Nothing here runs, loads, or affects the rest of the page. */
const SCHEMA: Schema = {
  tagNames: `${TEXT} ${BLOCKS} ${TABLES}`.split(' '),
  attributes: {
    '*': ['align', 'ariaLabel', 'dir', 'lang', 'style', 'title', 'vAlign'],
    a: ['href', 'id'],
    code: [['className', /^language-[\w+#-]+$/]],
    col: ['span', 'width'],
    details: ['open'],
    img: ['alt', 'height', 'src', 'width'],
    ol: ['start', 'type'],
    span: [MATH_ATTRIBUTE],
    table: ['border'],
    td: ['colSpan', 'rowSpan'],
    th: ['colSpan', 'rowSpan'],
  },
  protocols: {
    href: ['http', 'https', 'mailto', 'tel'],
    src: ['attachment', 'data', 'http', 'https'],
  },
  ancestors: Object.fromEntries(
    'caption col colgroup tbody td tfoot th thead tr'.split(' ').map((tag) => [tag, ['table']]),
  ),
  clobber: [],
  // Their content is not text for readers.
  strip: [
    'iframe',
    'math',
    'noembed',
    'noframes',
    'noscript',
    'object',
    'script',
    'select',
    'style',
    'template',
    'textarea',
    'title',
    'xmp',
  ],
};

/** Data that is a picture; an SVG in an `img` element runs no script and loads nothing. */
const PICTURE_DATA = /^data:image\/(?:png|jpeg|gif|webp|avif|svg\+xml)[;,]/i;

/**
 * The tree without anything that could run, load from elsewhere or style the page: elements and attributes
 * outside a fixed list go, links lead only to pages and mail, inline styles keep colors, sizes and alignment.
 * An `svg` element becomes a picture of itself.
 */
export function sanitizeTree(tree: Root): Root {
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName === 'svg' && parent !== undefined && index !== undefined) {
      parent.children[index] = svgPicture(node);
      return SKIP;
    }
    prepare(node);
    return undefined;
  });
  const clean = sanitize(tree, SCHEMA) as Root;
  visit(clean, 'element', (node) => {
    const { src } = node.properties;
    if (typeof src === 'string' && /^\s*data:/i.test(src) && !PICTURE_DATA.test(src))
      delete node.properties.src;
  });
  return clean;
}

function prepare({ tagName, properties }: Element): void {
  if (typeof properties.style === 'string') {
    const style = safeStyle(properties.style);
    if (style === '') delete properties.style;
    else properties.style = style;
  }
  // An anchor of old.
  if (tagName === 'a' && typeof properties.name === 'string') properties.id ??= properties.name;
}

function svgPicture(svg: Element): Element {
  const { ariaLabel, width, height } = svg.properties;
  const title = svg.children.find((child) => child.type === 'element' && child.tagName === 'title');
  const alt = typeof ariaLabel === 'string' ? ariaLabel : title === undefined ? '' : toString(title);
  const root: Element = { ...svg, properties: { ...svg.properties, xmlns: 'http://www.w3.org/2000/svg' } };
  const text = toHtml(root, { space: 'svg', closeEmptyElements: true });
  const properties: Properties = { src: dataUrl('image/svg+xml', text), alt };
  if (width !== undefined) properties.width = width;
  if (height !== undefined) properties.height = height;
  return { type: 'element', tagName: 'img', properties, children: [] };
}
