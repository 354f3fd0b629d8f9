import type { CellImages } from '../browser/canvas.js';
import { EMBEDDED_IMAGE } from '../check/images.js';
import type { Element } from '../dom/element.js';
import { isElement, isText } from '../dom/kinds.js';
import { elementFace } from '../geometry/element-face.js';
import { ownProperty } from '../geometry/inline-style.js';
import { layoutText, transformText } from '../geometry/text-layout.js';
import type { TextForm } from '../options.js';
import { writeAttributes } from './attributes.js';
import { cellGroup } from './cells.js';
import { escapeXml } from './escape.js';
import { familyAttribute } from './font-family.js';
import type { MissingGlyphs } from './glyphs.js';
import type { IdNames } from './ids.js';
import { textLabel } from './text-label.js';
import { outlineRun } from './text-outline.js';
import { ELEMENTS, TEXT_ONLY } from './vocabulary.js';

const SAFE_LINK = /^(?:https?|mailto):/i;

/** Layers that only serve the mouse. */
const isInteractive = (element: Element) =>
  /\b(?:draglayer|hoverlayer|zoomlayer)\b/.test(element.getAttribute('class') ?? '');

const linkOf = (element: Element): string => element.getAttribute('href') ?? '';

/** Writes the elements plotly drew as the text of a standalone, inert SVG. */
export class SvgWriter {
  constructor(
    private readonly ids: IdNames,
    private readonly cellImages: CellImages,
    private readonly glyphs: MissingGlyphs,
    private readonly textAs: TextForm,
  ) {}

  /** Everything inside `parent`, in order. */
  children(parent: Element): string {
    let written = '';
    for (let node = parent.firstChild; node !== null; node = node.nextSibling) {
      if (isElement(node)) written += this.element(node);
      else if (isText(node)) written += this.text(node.nodeValue, parent);
    }
    return written;
  }

  private element(element: Element): string {
    const { localName } = element;
    if (!ELEMENTS.has(localName) || isInteractive(element) || ownProperty(element, 'display') === 'none')
      return '';
    if (localName === 'image') return this.image(element);
    if (localName === 'a') return this.link(element, this.children(element));
    if (localName === 'text' && this.textAs === 'outlines') return this.outlines(element);
    const inside = this.children(element);
    if (inside === '' && localName === 'g') return '';
    return this.tag(element, familyAttribute(element), inside);
  }

  private tag(element: Element, extra: string, inside: string): string {
    const opening = `<${element.localName}${writeAttributes(element, this.ids)}${extra}`;
    return inside === '' ? `${opening}/>` : `${opening}>${inside}</${element.localName}>`;
  }

  private text(text: string, parent: Element): string {
    if (parent.closest('text') === null) return '';
    const shown = transformText(text, parent);
    const own = elementFace(parent);
    this.glyphs.check(shown, own);
    return own
      .runs(shown)
      .map(({ face, text: part }) =>
        face === own
          ? escapeXml(part)
          : `<tspan font-family="${escapeXml(face.stack)}">${escapeXml(part)}</tspan>`,
      )
      .join('');
  }

  /** A text as outlines: what screen readers and searches find is its label. */
  private outlines(text: Element): string {
    let hasLink = false;
    let inside = '';
    const runs = layoutText(text);
    for (const run of runs) {
      this.glyphs.check(run.text, run.face);
      const path = outlineRun(run, this.ids);
      const anchor = run.element.closest('a');
      if (path === '' || anchor === null || !text.contains(anchor)) {
        inside += path;
        continue;
      }
      hasLink = true;
      inside += this.link(anchor, path, ` aria-label="${escapeXml(run.text)}"`);
    }
    if (inside === '') return '';
    // What stands in an image cannot be reached on its own, and a link must be.
    const label = `role="${hasLink ? 'group' : 'img'}" aria-label="${escapeXml(textLabel(runs))}"`;
    return `<g${writeAttributes(text, this.ids, TEXT_ONLY)} ${label}>${inside}</g>`;
  }

  private image(image: Element): string {
    const address = linkOf(image);
    const cells = this.cellImages.get(address);
    if (cells !== undefined) return cellGroup(image, cells);
    if (!EMBEDDED_IMAGE.test(address)) return '';
    return this.tag(image, ` xlink:href="${escapeXml(address)}"`, '');
  }

  /** A link to a web or mail address; any other is dropped and what it holds is kept. */
  private link(anchor: Element, inside: string, extra = ''): string {
    const address = linkOf(anchor).trim();
    if (!SAFE_LINK.test(address)) return inside;
    return this.tag(anchor, ` xlink:href="${escapeXml(address)}"${extra}`, inside);
  }
}
