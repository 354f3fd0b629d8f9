import type { Element } from '../dom/element.js';
import { elementFace } from '../geometry/element-face.js';
import { ownProperty } from '../geometry/inline-style.js';
import { FONT_STACK } from '../text/font-files.js';
import { escapeXml } from './escape.js';

/** The `font-family` of a text, a space before it; empty where the one at the root of the document holds. */
export function familyAttribute(element: Element): string {
  const { localName } = element;
  const decides =
    localName === 'text' || (localName === 'tspan' && ownProperty(element, 'font-family') !== '');
  if (!decides) return '';
  const { stack } = elementFace(element);
  const outer = localName === 'tspan' && element.parentElement !== null ? element.parentElement : undefined;
  const inherited = outer === undefined ? FONT_STACK : elementFace(outer).stack;
  return stack === inherited ? '' : ` font-family="${escapeXml(stack)}"`;
}
