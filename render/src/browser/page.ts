import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { Document } from '../dom/document.js';
import { Element } from '../dom/element.js';
import { Node } from '../dom/node.js';
import type { LocaleConfig } from '../locale.js';
import { useFonts, type FontSet } from '../text/font-set.js';
import type { CellImages } from './canvas.js';
import { computedStyle } from './computed-style.js';
import { elementFactory, HTMLCanvasElement, HTMLElement, SVGElement } from './elements.js';
import { HeardPromise, quietTimers } from './late-errors.js';
import { loadPlotly, type Plotly } from './plotly.js';
import { scrolledParts } from './scrolled.js';
import { seededMath } from './seeded-math.js';

/** A drawn figure: the SVG elements plotly made, bottom layer first. */
export interface Drawing {
  readonly layers: readonly Element[];
  /** The color of the paper, `paper_bgcolor` with template and defaults applied. */
  readonly background: string;
  /** Heatmaps kept as cells, by the address their image element carries. */
  readonly cellImages: CellImages;
}

/** A figure ready for plotly: a private copy, with its size settled. */
export interface DrawnFigure {
  readonly data: readonly object[];
  readonly layout: object & { readonly width: number; readonly height: number };
  /** Month names and number separators other than plotly's own English ones. */
  readonly locale?: LocaleConfig;
}

const nothing = (): void => undefined;

/** Media and image loading never happen: data URLs go straight into the SVG, the rest is not fetched. */
class UnloadedImage {
  onerror: (() => void) | undefined;
  set src(_address: string) {
    setImmediate(() => this.onerror?.());
  }
  setAttribute = nothing;
}

/** Made when plotly loads, for icons that are never drawn. */
class NoParser {
  readonly parseFromString = nothing;
}

class IdleObserver {
  observe = nothing;
  unobserve = nothing;
  disconnect = nothing;
}

/** What plotly reaches for as a global variable or on `window`. */
function browserGlobals(document: Document, math: Math, warn: (message: string) => void) {
  const hear = (...parts: unknown[]) => {
    warn(parts.map(String).join(' '));
  };
  const media = { matches: false, addListener: nothing, removeListener: nothing };
  return {
    document,
    navigator: { userAgent: '', language: 'en' },
    location: { href: 'about:blank', protocol: 'about:', search: '', hash: '' },
    Math: math,
    Node,
    Element,
    HTMLElement,
    HTMLCanvasElement,
    SVGElement,
    Image: UnloadedImage,
    DOMParser: NoParser,
    ResizeObserver: IdleObserver,
    getComputedStyle: computedStyle,
    matchMedia: () => ({ ...media, addEventListener: nothing, removeEventListener: nothing }),
    ...quietTimers(hear),
    Promise: HeardPromise,
    cancelAnimationFrame: clearImmediate,
    addEventListener: nothing,
    removeEventListener: nothing,
    scrollTo: nothing,
    console: { log: nothing, info: nothing, warn: hear, error: hear, trace: nothing },
  };
}

/** Globals of Node that plotly must not find: it would take itself for a module, or reach the network. */
const HIDDEN = {
  process: undefined,
  global: undefined,
  define: undefined,
  require: undefined,
  fetch: undefined,
};

/** A document with plotly in it, reused from figure to figure. */
export class Page {
  readonly #document: Document;
  readonly #plotly: Plotly;
  readonly #resetRandom: () => void;
  readonly #cellImages: CellImages = new Map();
  /** Hears plotly's own console while a figure is being drawn. */
  #warn: (message: string) => void = nothing;

  constructor(fonts: FontSet) {
    this.#document = new Document(elementFactory(this.#cellImages));
    useFonts(this.#document, fonts);
    const { math, reset } = seededMath();
    this.#resetRandom = reset;
    const globals = browserGlobals(this.#document, math, (message) => {
      this.#warn(message);
    });
    this.#document.defaultView = globals;
    this.#plotly = loadPlotly({ ...globals, window: globals, self: globals, globalThis: globals, ...HIDDEN });
  }

  /** Plotly's own opinion of a figure. */
  validate({ data, layout }: DrawnFigure): ReturnType<Plotly['validate']> {
    this.#resetRandom();
    return this.#plotly.validate(data, layout);
  }

  /** Draws the figure, hands the drawing to `read`, and clears it away. */
  async draw<T>(
    figure: DrawnFigure,
    warn: (message: string) => void,
    read: (drawing: Drawing) => T,
  ): Promise<T> {
    // Native memory of earlier pictures is only given back when the event loop turns.
    await turnOfTheLoop();
    const document = this.#document;
    const { width, height } = figure.layout;
    const div = document.createElement('div');
    div.setAttribute('style', `width:${width}px;height:${height}px`);
    document.body.append(div);
    this.#resetRandom();
    this.#warn = warn;
    let background = '';
    const config = {
      staticPlot: true,
      responsive: false,
      displayModeBar: false,
      ...figure.locale,
      setBackground: (_: unknown, color: string) => {
        background = color;
      },
    };
    try {
      await this.#plotly.newPlot(div, figure.data, figure.layout, config);
      for (const part of scrolledParts(div)) warn(part);
      const layers = [...div.querySelectorAll('svg.main-svg')];
      return read({ layers, background, cellImages: this.#cellImages });
    } finally {
      this.#plotly.purge(div);
      div.remove();
      this.#cellImages.clear();
      this.#warn = nothing;
    }
  }
}
