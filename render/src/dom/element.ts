import { ClassList } from './class-list.js';
import { ELEMENT_NODE, Node, type TextFactory } from './node.js';
import { find, findAll, matches } from './selectors.js';
import { InlineStyle } from './style.js';

export const SVG_NAMESPACE = 'http://www.w3.org/2000/svg';
export const HTML_NAMESPACE = 'http://www.w3.org/1999/xhtml';

/** What elements ask of the document they belong to. */
export interface OwnerDocument extends TextFactory {
  createElementNS(namespace: string, name: string): Element;
  getElementById(id: string): Element | null;
}

/** An attribute's name without its prefix: `xlink:href` and `href` are one here. */
const localPart = (name: string): string => name.slice(name.indexOf(':') + 1);

/** An element with its attributes. `style` is kept as declarations, not as text. */
export class Element extends Node {
  readonly nodeType = ELEMENT_NODE;
  readonly #attributeValues = new Map<string, string>();
  #declarations: InlineStyle | undefined;

  constructor(
    readonly ownerDocument: OwnerDocument,
    readonly namespaceURI: string,
    readonly localName: string,
  ) {
    super();
  }

  get nodeName(): string {
    return this.tagName;
  }

  get tagName(): string {
    return this.namespaceURI === HTML_NAMESPACE ? this.localName.toUpperCase() : this.localName;
  }

  get parentElement(): Element | null {
    return this.parentNode instanceof Element ? this.parentNode : null;
  }

  /** The child elements as they are now. */
  get children(): Element[] {
    return this.childNodes.filter((child) => child instanceof Element);
  }

  get style(): InlineStyle {
    return (this.#declarations ??= new InlineStyle());
  }

  /** The value its style gives a property, undefined where it gives none. */
  declared(property: string): string | undefined {
    return this.#declarations?.get(property);
  }

  get classList(): ClassList {
    return new ClassList(this);
  }

  get id(): string {
    return this.getAttribute('id') ?? '';
  }

  set id(value: string) {
    this.setAttribute('id', value);
  }

  get className(): string {
    return this.getAttribute('class') ?? '';
  }

  set className(value: string) {
    this.setAttribute('class', value);
  }

  /** Names without prefix, and values, in the order in which they were first set; without `style`. */
  get attributes(): IterableIterator<[name: string, value: string]> {
    return this.#attributeValues.entries();
  }

  getAttribute(name: string): string | null {
    if (name === 'style') return this.#declarations?.cssText ?? null;
    return this.#attributeValues.get(name) ?? null;
  }

  hasAttribute(name: string): boolean {
    return this.getAttribute(name) !== null;
  }

  setAttribute(name: string, value: unknown): void {
    if (name === 'style') this.style.cssText = String(value);
    else this.#attributeValues.set(localPart(name), String(value));
  }

  removeAttribute(name: string): void {
    if (name === 'style') this.#declarations = undefined;
    else this.#attributeValues.delete(localPart(name));
  }

  getAttributeNS(_namespace: string | null, name: string): string | null {
    return this.getAttribute(localPart(name));
  }

  setAttributeNS(_namespace: string | null, name: string, value: unknown): void {
    this.setAttribute(name, value);
  }

  removeAttributeNS(_namespace: string | null, name: string): void {
    this.removeAttribute(name);
  }

  matches(selector: string): boolean {
    return matches(this, selector);
  }

  /** This element or its nearest ancestor that matches. */
  closest(selector: string): Element | null {
    return matches(this, selector) ? this : (this.parentElement?.closest(selector) ?? null);
  }

  querySelector(selector: string): Element | null {
    return find(this, selector, isElement);
  }

  querySelectorAll(selector: string): Element[] {
    return findAll(this, selector, isElement);
  }

  /** Figures are drawn for print: nothing ever happens to an element that a listener could hear. */
  addEventListener(): void {
    return;
  }

  removeEventListener(): void {
    return;
  }

  protected copy(): Element {
    const copy = this.ownerDocument.createElementNS(this.namespaceURI, this.localName);
    for (const [name, value] of this.#attributeValues) copy.setAttribute(name, value);
    if (this.#declarations !== undefined) copy.style.cssText = this.#declarations.cssText;
    return copy;
  }
}

/** Whether a node is an element, and so has attributes and style. */
export const isElement = (node: Node): node is Element => node.nodeType === ELEMENT_NODE;
