import {
  AttributeAction,
  parse,
  SelectorType,
  type AttributeSelector,
  type PseudoSelector,
  type Selector,
} from 'css-what';
import { ELEMENT_NODE, type Node } from './node.js';

/** What a selector asks of an element. */
export interface Selectable extends Node {
  readonly localName: string;
  readonly parentElement: Selectable | null;
  getAttribute(name: string): string | null;
}

type Matcher = (element: Selectable) => boolean;
type ElementTest<E extends Selectable> = (node: Node) => node is E;

/** Figures bring their own class names into selectors; this many are kept. */
const MAX_REMEMBERED = 2000;
const remembered = new Map<string, Matcher>();

/** Whether an attribute's own value is as the selector wants it. */
const ATTRIBUTE_TESTS: Partial<Record<AttributeAction, (own: string, wanted: string) => boolean>> = {
  [AttributeAction.Exists]: () => true,
  [AttributeAction.Equals]: (own, wanted) => own === wanted,
  [AttributeAction.Element]: (own, wanted) => own === wanted || ` ${own} `.includes(` ${wanted} `),
  [AttributeAction.Any]: (own, wanted) => own.includes(wanted),
  [AttributeAction.Start]: (own, wanted) => own.startsWith(wanted),
  [AttributeAction.End]: (own, wanted) => own.endsWith(wanted),
};

function attributeMatcher({ name, action, value }: AttributeSelector): Matcher {
  const test = ATTRIBUTE_TESTS[action];
  if (test === undefined)
    throw new TypeError(`attribute selectors of the kind "${action}" are not known here`);
  return (element) => {
    const own = element.getAttribute(name);
    return own !== null && test(own, value);
  };
}

function isFirstChild(element: Selectable): boolean {
  for (let node = element.previousSibling; node !== null; node = node.previousSibling) {
    if (node.nodeType === ELEMENT_NODE) return false;
  }
  return true;
}

function pseudoMatcher({ name, data }: PseudoSelector): Matcher {
  if (name === 'first-child') return isFirstChild;
  // Nothing is ever under a mouse.
  if (name === 'hover') return () => false;
  if (name !== 'not' || !Array.isArray(data))
    throw new TypeError(`the selector ":${name}" is not known here`);
  const inner = listMatcher(data);
  return (element) => !inner(element);
}

/** One condition on an element: its tag, an attribute, a class, an id, `:not(…)`. */
function simpleMatcher(token: Selector): Matcher {
  if (token.type === SelectorType.Universal) return () => true;
  if (token.type === SelectorType.Tag) return ({ localName }) => localName === token.name;
  if (token.type === SelectorType.Attribute) return attributeMatcher(token);
  if (token.type === SelectorType.Pseudo) return pseudoMatcher(token);
  throw new TypeError(`selectors of the kind "${token.type}" are not known here`);
}

/** `outer` somewhere above the element, or right above it. */
function aboveMatcher(outer: Matcher, onlyParent: boolean): Matcher {
  return (element) => {
    for (let node = element.parentElement; node !== null; node = node.parentElement) {
      if (outer(node)) return true;
      if (onlyParent) return false;
    }
    return false;
  };
}

function chainMatcher(tokens: readonly Selector[]): Matcher {
  let matcher: Matcher = () => true;
  for (const token of tokens) {
    const before = matcher;
    if (token.type === SelectorType.Descendant || token.type === SelectorType.Child) {
      matcher = aboveMatcher(before, token.type === SelectorType.Child);
    } else {
      const simple = simpleMatcher(token);
      matcher = (element) => simple(element) && before(element);
    }
  }
  return matcher;
}

function listMatcher(chains: readonly (readonly Selector[])[]): Matcher {
  const matchers = chains.map(chainMatcher);
  const [only] = matchers;
  if (matchers.length === 1 && only !== undefined) return only;
  return (element) => matchers.some((matcher) => matcher(element));
}

function matcherOf(selector: string): Matcher {
  let matcher = remembered.get(selector);
  if (matcher === undefined) {
    matcher = listMatcher(parse(selector));
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    remembered.set(selector, matcher);
  }
  return matcher;
}

/** The node after `node` in document order that still stands below `root`. */
function following(node: Node, root: Node): Node | null {
  if (node.firstChild !== null) return node.firstChild;
  for (let at: Node | null = node; at !== null && at !== root; at = at.parentNode) {
    if (at.nextSibling !== null) return at.nextSibling;
  }
  return null;
}

/** Whether `element` matches a CSS selector of tags, classes, ids, attributes, `:not`, descendants and children. */
export function matches(element: Selectable, selector: string): boolean {
  return matcherOf(selector)(element);
}

/** The first element below `root` that matches, in document order. */
export function find<E extends Selectable>(
  root: Node,
  selector: string,
  isElement: ElementTest<E>,
): E | null {
  const matcher = matcherOf(selector);
  for (let node = following(root, root); node !== null; node = following(node, root)) {
    if (isElement(node) && matcher(node)) return node;
  }
  return null;
}

/** All elements below `root` that match, in document order. */
export function findAll<E extends Selectable>(root: Node, selector: string, isElement: ElementTest<E>): E[] {
  const matcher = matcherOf(selector);
  const found: E[] = [];
  for (let node = following(root, root); node !== null; node = following(node, root)) {
    if (isElement(node) && matcher(node)) found.push(node);
  }
  return found;
}
