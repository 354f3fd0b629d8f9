import { HTML_NAMESPACE, isElement, type Element } from './element.js';
import { DOCUMENT_NODE, Node } from './node.js';
import { find, findAll } from './selectors.js';
import { Text } from './text.js';

/** Makes the elements of a document: those of SVG can be measured, a canvas can be painted on. */
export type ElementFactory = (document: Document, namespace: string, localName: string) => Element;

/** An empty page: `html` with a `head` and a `body`. */
export class Document extends Node {
  readonly nodeType = DOCUMENT_NODE;
  readonly nodeName = '#document';
  readonly ownerDocument = null;
  readonly readyState = 'complete';
  readonly documentElement: Element;
  readonly head: Element;
  readonly body: Element;
  /** What scripts reach the globals by; the page sets it. */
  defaultView: object | null = null;

  readonly #make: ElementFactory;

  constructor(make: ElementFactory) {
    super();
    this.#make = make;
    this.documentElement = this.appendChild(this.createElement('html'));
    this.head = this.documentElement.appendChild(this.createElement('head'));
    this.body = this.documentElement.appendChild(this.createElement('body'));
  }

  createElement(name: string): Element {
    return this.#make(this, HTML_NAMESPACE, name.toLowerCase());
  }

  createElementNS(namespace: string, name: string): Element {
    return this.#make(this, namespace, name);
  }

  createTextNode(text: unknown): Text {
    return new Text(this, String(text));
  }

  getElementById(id: string): Element | null {
    return this.querySelector(`[id=${JSON.stringify(id)}]`);
  }

  querySelector(selector: string): Element | null {
    return find(this, selector, isElement);
  }

  querySelectorAll(selector: string): Element[] {
    return findAll(this, selector, isElement);
  }

  addEventListener(): void {
    return;
  }

  removeEventListener(): void {
    return;
  }

  protected copy(): Node {
    throw new TypeError('a document is not copied');
  }
}
