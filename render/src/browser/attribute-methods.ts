import type { DOMWindow } from 'jsdom';
import { innerAttribute, setInnerAttribute, type DomInternals } from './dom-internals.js';

/** Far more names than SVG has. */
const MAX_REMEMBERED = 1000;

/** Attributes jsdom keeps books about, event handlers and odd names: its own way is taken for them. */
const WATCHED = /^(?:id|class|name|slot|is|on.*|xmlns)$|[^\w-]|^[^A-Za-z]/;

const watched = new Map<string, boolean>();

function isWatched(name: string): boolean {
  let known = watched.get(name);
  if (known === undefined) {
    known = WATCHED.test(name);
    if (watched.size < MAX_REMEMBERED) watched.set(name, known);
  }
  return known;
}

/**
 * Short ways to read and change the attributes of SVG elements. jsdom tells every ancestor of each change, twice,
 * in case a collection or an observer wants to know; plotly changes tens of thousands a figure.
 */
export function addAttributeMethods(window: DOMWindow, internals: DomInternals): void {
  const { prototype } = window.SVGElement;
  const native = Reflect.get(prototype, 'setAttribute') as (name: string, value: unknown) => void;
  const methods = {
    getAttribute(this: Element, name: string): string | null {
      return innerAttribute(internals.inner(this), name);
    },
    setAttribute(this: Element, name: string, value: unknown): void {
      if (isWatched(name)) Reflect.apply(native, this, [name, value]);
      else setInnerAttribute(internals.inner(this), name, String(value));
    },
  };
  for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(prototype, name, { value, configurable: true, writable: true });
  }
}
