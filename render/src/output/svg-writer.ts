import type { CellImages } from '../browser/canvas.js';
import { EMBEDDED_IMAGE } from '../check/images.js';
import { shownNames } from '../check/names.js';
import { isElement, type Element } from '../dom/element.js';
import { isText } from '../dom/text.js';
import { elementFace } from '../geometry/element-face.js';
import { ownProperty } from '../geometry/inline-style.js';
import { layoutText, transformText } from '../geometry/text-layout.js';
import type { TextForm } from '../options.js';
import { writeAttributes } from './attributes.js';
import { cellGroup } from './cells.js';
import { escapeXml, roundNumbers } from './escape.js';
import { familyAttribute } from './font-family.js';
import type { MissingGlyphs } from './glyphs.js';
import type { IdNames } from './ids.js';
import { tilingOf, type Tiling } from './pattern-fill.js';
import { textLabel } from './text-label.js';
import { outlineRun } from './text-outline.js';
import type { UnplacedParts } from './unplaced.js';
import { ELEMENTS, TEXT_ONLY } from './vocabulary.js';

/** What the copy of a shape that cuts its tiles must not say again, and what its outline does without. */
const PLACED = new Set(['id', 'clip-path', 'fill']);
const FILL = new Set(['fill', 'fill-opacity']);

const decimals = (value: number): string => roundNumbers(String(value), 4);

const SAFE_LINK = /^(?:https?|mailto):/i;

/** Layers that only serve the mouse. */
const isInteractive = (element: Element) =>
  /\b(?:draglayer|hoverlayer|zoomlayer)\b/.test(element.getAttribute('class') ?? '');

const linkOf = (element: Element): string => element.getAttribute('href') ?? '';

/** Writes the elements plotly drew as the text of a standalone, inert SVG. */
export class SvgWriter {
  /** Shapes filled with tiles so far; each gets ids of its own. */
  #tilings = 0;
  readonly #ids: IdNames;
  readonly #cellImages: CellImages;
  readonly #glyphs: MissingGlyphs;
  readonly #unplaced: UnplacedParts;
  readonly #textAs: TextForm;

  constructor(
    ids: IdNames,
    cellImages: CellImages,
    glyphs: MissingGlyphs,
    unplaced: UnplacedParts,
    textAs: TextForm,
  ) {
    this.#ids = ids;
    this.#cellImages = cellImages;
    this.#glyphs = glyphs;
    this.#unplaced = unplaced;
    this.#textAs = textAs;
  }

  /** Everything inside `parent`, in order. */
  children(parent: Element): string {
    let written = '';
    for (let node = parent.firstChild; node !== null; node = node.nextSibling) {
      if (isElement(node)) written += this.#element(node);
      else if (isText(node)) written += this.#text(node.nodeValue, parent);
    }
    return written;
  }

  #element(element: Element): string {
    const { localName } = element;
    if (!ELEMENTS.has(localName) || isInteractive(element) || ownProperty(element, 'display') === 'none')
      return '';
    if (this.#unplaced.has(element)) return '';
    if (localName === 'image') return this.#image(element);
    if (localName === 'a') return this.#link(element, this.children(element));
    if (localName === 'text' && this.#textAs === 'outlines') return this.#outlines(element);
    const tiling = this.#textAs === 'outlines' ? tilingOf(element) : undefined;
    if (tiling !== undefined) return this.#tiled(element, tiling);
    const inside = this.children(element);
    if (inside === '' && localName === 'g') return '';
    return this.#tag(element, familyAttribute(element), inside);
  }

  #tag(element: Element, extra: string, inside: string): string {
    const opening = `<${element.localName}${writeAttributes(element, this.#ids)}${extra}`;
    return inside === '' ? `${opening}/>` : `${opening}>${inside}</${element.localName}>`;
  }

  /** A shape filled with a pattern as the tiles under it, cut to the shape, and its outline above them. */
  #tiled(shape: Element, { pattern, transform, corners }: Tiling): string {
    const name = `${pattern.id} ${++this.#tilings}`;
    const [tile, clip] = [this.#ids.name(`${name} tile`), this.#ids.name(`${name} clip`)];
    const cut = `<${shape.localName}${writeAttributes(shape, this.#ids, PLACED)}/>`;
    const defs = `<defs><g id="${tile}">${this.children(pattern)}</g><clipPath id="${clip}">${cut}</clipPath></defs>`;
    const uses = corners.map(
      ({ x, y }) => `<use xlink:href="#${tile}" x="${decimals(x)}" y="${decimals(y)}"/>`,
    );
    const place = transform === '' ? '' : ` transform="${escapeXml(transform)}"`;
    const opacity = ownProperty(shape, 'fill-opacity');
    const fade = opacity === '' ? '' : ` opacity="${escapeXml(opacity)}"`;
    const filled = `<g clip-path="url(#${clip})"${fade}><g${place}>${uses.join('')}</g></g>`;
    return `${defs}${filled}<${shape.localName}${writeAttributes(shape, this.#ids, FILL)} fill="none"/>`;
  }

  #text(text: string, parent: Element): string {
    if (parent.closest('text') === null) return '';
    const shown = transformText(shownNames(text), parent);
    const own = elementFace(parent);
    this.#glyphs.check(shown, own);
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
  #outlines(text: Element): string {
    let hasLink = false;
    let inside = '';
    const runs = layoutText(text);
    for (const run of runs) {
      this.#glyphs.check(run.text, run.face);
      const path = outlineRun(run, this.#ids);
      const anchor = run.element.closest('a');
      if (path === '' || anchor === null || !text.contains(anchor)) {
        inside += path;
        continue;
      }
      hasLink = true;
      inside += this.#link(anchor, path, ` aria-label="${escapeXml(run.text)}"`);
    }
    if (inside === '') return '';
    // What is in an image cannot be reached on its own, and a link must be.
    const label = `role="${hasLink ? 'group' : 'img'}" aria-label="${escapeXml(textLabel(runs))}"`;
    return `<g${writeAttributes(text, this.#ids, TEXT_ONLY)} ${label}>${inside}</g>`;
  }

  #image(image: Element): string {
    const address = linkOf(image);
    const cells = this.#cellImages.get(address);
    if (cells !== undefined) return cellGroup(image, cells);
    if (!EMBEDDED_IMAGE.test(address)) return '';
    return this.#tag(image, ` xlink:href="${escapeXml(address)}"`, '');
  }

  /** A link to a web or mail address; any other is dropped and what it holds is kept. */
  #link(anchor: Element, inside: string, extra = ''): string {
    const address = linkOf(anchor).trim();
    if (!SAFE_LINK.test(address)) return inside;
    return this.#tag(anchor, ` xlink:href="${escapeXml(address)}"${extra}`, inside);
  }
}
