import type { Document, ElementFactory } from '../dom/document.js';
import { Element, SVG_NAMESPACE } from '../dom/element.js';
import { rect, type Rect } from '../geometry/box.js';
import { elementBox, pageRect } from '../geometry/element-box.js';
import { parseTransform, type Matrix } from '../geometry/matrix.js';
import { pathLength, pointAtLength } from '../geometry/path-length.js';
import { textLength } from '../geometry/text-layout.js';
import { CellContext, type CellImages } from './canvas.js';

/** What `transform.baseVal` gives, as far as tables and parallel categories read it. */
interface TransformList {
  readonly baseVal: { consolidate(): { matrix: Matrix } | null };
}

/** An SVG element, measured from real font metrics. */
export class SVGElement extends Element {
  getBoundingClientRect(): Rect {
    return this.localName === 'svg' ? styledRect(this) : pageRect(this);
  }

  getBBox(): Rect {
    return elementBox(this).toRect();
  }

  getComputedTextLength(): number {
    return textLength(this);
  }

  getTotalLength(): number {
    return pathLength(this.getAttribute('d'));
  }

  getPointAtLength(distance: number): { x: number; y: number } {
    return pointAtLength(this.getAttribute('d'), distance);
  }

  get transform(): TransformList {
    const attribute = this.getAttribute('transform');
    return {
      baseVal: { consolidate: () => (attribute === null ? null : { matrix: parseTransform(attribute) }) },
    };
  }
}

/** The size an element's own style gives it: plotly only ever asks for the div it draws into. */
function styledRect({ style }: Element): Rect {
  const size = (name: string) => Number.parseFloat(style.getPropertyValue(name)) || 0;
  return rect(0, 0, size('width'), size('height'));
}

export class HTMLElement extends Element {
  /** Plotly's style sheet is for the mouse; nothing in it is kept. */
  readonly sheet = { insertRule: () => 0 };

  getBoundingClientRect(): Rect {
    return styledRect(this);
  }

  get href(): string {
    return this.getAttribute('href') ?? '';
  }

  set href(address: string) {
    this.setAttribute('href', address);
  }

  /** The scheme of `href`, by which plotly tells safe links; `:` where the address names none. */
  get protocol(): string {
    return URL.canParse(this.href) ? new URL(this.href).protocol : ':';
  }
}

/** A canvas, on which plotly paints heatmaps and nothing else. */
export class HTMLCanvasElement extends HTMLElement {
  width = 300;
  height = 150;
  #context: CellContext | undefined;
  readonly #images: CellImages;

  constructor(document: Document, namespace: string, images: CellImages) {
    super(document, namespace, 'canvas');
    this.#images = images;
  }

  getContext(kind: string): CellContext | null {
    return kind === '2d' ? (this.#context ??= new CellContext(this)) : null;
  }

  toDataURL(): string {
    return (this.#context ??= new CellContext(this)).toUrl(this.#images);
  }
}

/** Makes elements whose canvases record heatmap cells into `images`. */
export function elementFactory(images: CellImages): ElementFactory {
  return (document, namespace, localName) => {
    if (namespace === SVG_NAMESPACE) return new SVGElement(document, namespace, localName);
    if (localName === 'canvas') return new HTMLCanvasElement(document, namespace, images);
    return new HTMLElement(document, namespace, localName);
  };
}
