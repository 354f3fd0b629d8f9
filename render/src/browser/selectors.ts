import type { DOMWindow } from 'jsdom';

/** A tag, classes or both (`path.point`): nearly all that plotly asks for, thousands of times a figure. */
const SIMPLE = /^([A-Za-z][\w-]*)?((?:\.[\w-]+)*)$/;

const ELEMENT_NODE = 1;

type Matcher = (element: Element) => boolean;

const matchers = new Map<string, Matcher | undefined>();

function compile(selector: string): Matcher | undefined {
  const parts = SIMPLE.exec(selector);
  if (parts === null || selector === '') return undefined;
  const [, tag, classes = ''] = parts;
  const names = classes.split('.').slice(1);
  return (element) => {
    if (tag !== undefined && element.localName !== tag) return false;
    if (names.length === 0) return true;
    const own = ` ${element.getAttribute('class') ?? ''} `;
    return names.every((name) => own.includes(` ${name} `));
  };
}

function matcherOf(selector: string): Matcher | undefined {
  if (!matchers.has(selector)) matchers.set(selector, compile(selector));
  return matchers.get(selector);
}

/** Visits the descendants of `parent` in document order until `visit` returns true. */
function search(parent: Element, visit: (element: Element) => boolean): boolean {
  for (let node: ChildNode | null = parent.firstChild; node !== null; node = node.nextSibling) {
    if (node.nodeType !== ELEMENT_NODE) continue;
    const element = node as Element;
    if (visit(element) || search(element, visit)) return true;
  }
  return false;
}

/**
 * Answers simple selectors by walking the tree. jsdom's selector engine is made for the whole of CSS, and
 * setting it up for every call takes a quarter of the time a figure needs; what is not simple still goes there.
 */
export function addSimpleSelectors(window: DOMWindow): void {
  const { prototype } = window.Element;
  const native = (name: string): unknown => Reflect.get(prototype, name);
  const first = native('querySelector') as (selector: string) => Element | null;
  const all = native('querySelectorAll') as (selector: string) => ArrayLike<Element>;
  const methods = {
    querySelector(this: Element, selector: string): Element | null {
      const matches = matcherOf(selector);
      if (matches === undefined) return Reflect.apply(first, this, [selector]);
      let found: Element | null = null;
      search(this, (element) => {
        if (matches(element)) found = element;
        return found !== null;
      });
      return found;
    },
    querySelectorAll(this: Element, selector: string): ArrayLike<Element> {
      const matches = matcherOf(selector);
      if (matches === undefined) return Reflect.apply(all, this, [selector]);
      const found: Element[] = [];
      search(this, (element) => {
        if (matches(element)) found.push(element);
        return false;
      });
      return found;
    },
  };
  for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(prototype, name, { value, configurable: true, writable: true });
  }
}
