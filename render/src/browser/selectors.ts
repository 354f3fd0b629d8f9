import type { DOMWindow } from 'jsdom';
import { innerAttribute, type DomInternals, type InnerElement } from './dom-internals.js';

/** A tag, classes or both (`path.point`): nearly all that plotly asks for, thousands of times a figure. */
const SIMPLE = /^([A-Za-z][\w-]*)?((?:\.[\w-]+)*)$/;

const ELEMENT_NODE = 1;

type Matcher = (element: InnerElement) => boolean;

/** Figures bring their own class names into selectors; this many are kept. */
const MAX_REMEMBERED = 2000;
const matchers = new Map<string, Matcher | undefined>();

function compile(selector: string): Matcher | undefined {
  const parts = SIMPLE.exec(selector);
  if (parts === null || selector === '') return undefined;
  const [, tag, classes = ''] = parts;
  const names = classes
    .split('.')
    .slice(1)
    .map((name) => ` ${name} `);
  return (element) => {
    if (tag !== undefined && element._localName !== tag) return false;
    if (names.length === 0) return true;
    const written = innerAttribute(element, 'class');
    if (written === null) return false;
    const own = ` ${written} `;
    return names.every((name) => own.includes(name));
  };
}

function matcherOf(selector: string): Matcher | undefined {
  let matcher = matchers.get(selector);
  if (matcher === undefined && !matchers.has(selector)) {
    matcher = compile(selector);
    if (matchers.size >= MAX_REMEMBERED) matchers.clear();
    matchers.set(selector, matcher);
  }
  return matcher;
}

/** Puts the descendants of `parent` that match into `found`, in document order, up to `limit` of them. */
function search(parent: InnerElement, matches: Matcher, found: InnerElement[], limit: number): void {
  for (let node = parent.firstChild; node !== null && found.length < limit; node = node.nextSibling) {
    if (node.nodeType !== ELEMENT_NODE) continue;
    if (matches(node)) found.push(node);
    if (found.length < limit) search(node, matches, found, limit);
  }
}

/**
 * Answers simple selectors by walking the tree. jsdom's selector engine is made for the whole of CSS, and
 * setting it up for every call takes a quarter of the time a figure needs; what is not simple still goes there.
 */
export function addSimpleSelectors(window: DOMWindow, { inner, outer }: DomInternals): void {
  const { prototype } = window.Element;
  const native = (name: string): unknown => Reflect.get(prototype, name);
  const first = native('querySelector') as (selector: string) => Element | null;
  const all = native('querySelectorAll') as (selector: string) => ArrayLike<Element>;
  const find = (element: Element, matches: Matcher, limit: number): Element[] => {
    const found: InnerElement[] = [];
    search(inner(element), matches, found, limit);
    return found.map(outer);
  };
  const methods = {
    querySelector(this: Element, selector: string): Element | null {
      const matches = matcherOf(selector);
      if (matches === undefined) return Reflect.apply(first, this, [selector]);
      return find(this, matches, 1)[0] ?? null;
    },
    querySelectorAll(this: Element, selector: string): ArrayLike<Element> {
      const matches = matcherOf(selector);
      if (matches === undefined) return Reflect.apply(all, this, [selector]);
      return find(this, matches, Infinity);
    },
  };
  for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(prototype, name, { value, configurable: true, writable: true });
  }
}
