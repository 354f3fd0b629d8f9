import type { Element, Properties } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { EXIT, SKIP, visit } from 'unist-util-visit';

const SHAPES =
  'circle ellipse g image line path polygon polyline rect svg switch symbol text textPath tspan use';
const PAINT = 'clipPath defs filter linearGradient marker mask pattern radialGradient stop style';
const FILTERS =
  'feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence';

/** Elements that only show, and links. Scripts, frames, other languages and animations are not among them. */
const ELEMENTS = new Set(`a desc title ${SHAPES} ${PAINT} ${FILTERS}`.split(' '));

/** Attributes with an address, as hast calls them. */
const ADDRESSES = ['href', 'xLinkHref'] as const;

/**
 * An SVG that looks like the given one but is inert, even when opened on its own: no scripts,
 * event handlers, animations, embedded HTML or external content. Text that is not SVG gives an empty one.
 *
 * @example
 * inertSvg('<svg><script>alert(1)</script><rect width="4"/></svg>')
 * // '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><rect width="4" /></svg>'
 */
export function inertSvg(text: string): string {
  const root: Element = svgOf(text) ?? { type: 'element', tagName: 'svg', properties: {}, children: [] };
  visit(root, (node, index, parent) => {
    const kept = node.type === 'text' || (node.type === 'element' && ELEMENTS.has(node.tagName));
    if (!kept && parent !== undefined && index !== undefined) {
      parent.children.splice(index, 1);
      return [SKIP, index];
    }
    if (node.type === 'text') node.value = printable(node.value);
    if (node.type === 'element') node.properties = safeProperties(node);
    if (node.type === 'element' && node.tagName === 'style') keepSafeStyle(node);
    return undefined;
  });
  const { properties } = root;
  root.properties = {
    xmlns: 'http://www.w3.org/2000/svg',
    xmlnsXLink: 'http://www.w3.org/1999/xlink',
    ...properties,
  };
  const svg = toHtml(root, { space: 'svg', closeEmptyElements: true });
  // XML does not allow the end of a CDATA section in text.
  return svg.replaceAll(']]>', ']]&#x3E;');
}

/** The first `svg` element, in the tree that browsers make of it. */
function svgOf(text: string): Element | undefined {
  let found: Element | undefined;
  visit(fromHtml(text, { fragment: true }), 'element', (node) => {
    if (node.tagName !== 'svg') return undefined;
    found = node;
    return EXIT;
  });
  return found;
}

function safeProperties({ tagName, properties }: Element): Properties {
  const safe = Object.entries(properties).filter(([name, value]) => {
    // What is named `on…` is a handler; a namespace of its own would make another element of it.
    if (/^on|^xml(?!Space$|Lang$)/i.test(name) || !/^[a-z][a-z\d-]*$/i.test(name)) return false;
    if (typeof value !== 'string') return true;
    return isAddress(name) ? isSafeAddress(tagName, value) : isSafeStyle(value);
  });
  return Object.fromEntries(
    safe.map(([name, value]) => [name, typeof value === 'string' ? printable(value) : value]),
  );
}

function isAddress(name: string): boolean {
  return ADDRESSES.some((address) => address.toLowerCase() === name.toLowerCase());
}

/** Parts of the picture itself, bitmaps in it, and for links pages. */
function isSafeAddress(tagName: string, address: string): boolean {
  if (address.startsWith('#')) return true;
  if (tagName === 'a') return /^https?:/i.test(address);
  return tagName === 'image' && /^data:image\/(?:png|jpe?g|gif|webp|avif);/i.test(address);
}

/** Whether nothing in a style, or in an attribute that may be one, names an address outside the picture. */
function isSafeStyle(style: string): boolean {
  if (/@import|image-set|javascript:|\b(?:expression|src)\s*\(/i.test(style)) return false;
  // An escape could spell what is looked for otherwise.
  if (style.includes('\\') && style.includes('(')) return false;
  return [...style.matchAll(/url\(\s*(["']?)\s*(.{0,30})/gis)].every(([, , address = '']) =>
    /^(?:#|data:(?:image\/(?:png|jpe?g|gif|webp)|font\/|application\/(?:x-)?font))/i.test(address),
  );
}

/** A style sheet is text that is written as it is: what could end it, or reach outside, takes it away as a whole. */
function keepSafeStyle(style: Element): void {
  const css = style.children.map((child) => (child.type === 'text' ? child.value : '')).join('');
  const safe = !/[<&\\]|\]\]>/.test(css) && isSafeStyle(css);
  style.children = safe ? [{ type: 'text', value: printable(css) }] : [];
}

/** Without characters that XML does not allow. */
function printable(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '');
}
