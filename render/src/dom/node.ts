export const ELEMENT_NODE = 1;
export const TEXT_NODE = 3;
export const DOCUMENT_NODE = 9;

/** What nodes ask of the document they belong to. */
export interface TextFactory {
  createTextNode(text: unknown): Node;
}

/** A node of the tree plotly draws into: siblings are linked, so that any change is one step. */
export abstract class Node {
  abstract readonly nodeType: number;
  abstract readonly nodeName: string;
  parentNode: Node | null = null;
  firstChild: Node | null = null;
  lastChild: Node | null = null;
  nextSibling: Node | null = null;
  previousSibling: Node | null = null;

  /** The document this node was made by, null of a document itself. */
  abstract readonly ownerDocument: TextFactory | null;

  /** The text of a text node, null of any other. */
  readonly nodeValue: string | null = null;

  /** All text below this node. */
  get textContent(): string {
    let text = '';
    for (let child = this.firstChild; child !== null; child = child.nextSibling) text += child.textContent;
    return text;
  }

  set textContent(text: string | null) {
    while (this.firstChild !== null) this.firstChild.remove();
    if (text !== null && text !== '') this.append(text);
  }

  /** The children as they are now. */
  get childNodes(): Node[] {
    const nodes: Node[] = [];
    for (let child = this.firstChild; child !== null; child = child.nextSibling) nodes.push(child);
    return nodes;
  }

  hasChildNodes(): boolean {
    return this.firstChild !== null;
  }

  /** Whether `other` is this node or stands somewhere below it. */
  contains(other: Node | null): boolean {
    for (let node = other; node !== null; node = node.parentNode) if (node === this) return true;
    return false;
  }

  appendChild<T extends Node>(child: T): T {
    return this.insertBefore(child, null);
  }

  /** Puts nodes last, text as a node of its own. */
  append(...children: (Node | string)[]): void {
    for (const child of children) {
      if (typeof child !== 'string') this.appendChild(child);
      else if (this.ownerDocument !== null) this.appendChild(this.ownerDocument.createTextNode(child));
    }
  }

  /** Puts `child` before `next`, or last where that is null; it leaves the place where it stood. */
  insertBefore<T extends Node>(child: T, next: Node | null | undefined): T {
    const after = next ?? null;
    if (child === after) return child;
    if (after !== null && after.parentNode !== this) throw new TypeError('the next node stands elsewhere');
    if (child.contains(this)) throw new TypeError('a node cannot stand below itself');
    child.remove();
    const before = after === null ? this.lastChild : after.previousSibling;
    child.parentNode = this;
    child.previousSibling = before;
    child.nextSibling = after;
    if (before === null) this.firstChild = child;
    else before.nextSibling = child;
    if (after === null) this.lastChild = child;
    else after.previousSibling = child;
    return child;
  }

  replaceChild<T extends Node>(child: Node, old: T): T {
    this.insertBefore(child, old);
    return this.removeChild(old);
  }

  removeChild<T extends Node>(child: T): T {
    if (child.parentNode !== this) throw new TypeError('the node to remove stands elsewhere');
    child.remove();
    return child;
  }

  /** Takes this node out of the tree. */
  remove(): void {
    const { parentNode: parent, previousSibling: before, nextSibling: after } = this;
    if (parent === null) return;
    if (before === null) parent.firstChild = after;
    else before.nextSibling = after;
    if (after === null) parent.lastChild = before;
    else after.previousSibling = before;
    this.parentNode = null;
    this.previousSibling = null;
    this.nextSibling = null;
  }

  /** A copy that stands nowhere; its children are copied too where `deep`. */
  cloneNode(deep = false): Node {
    const copy = this.copy();
    if (deep) {
      for (let child = this.firstChild; child !== null; child = child.nextSibling) {
        copy.appendChild(child.cloneNode(true));
      }
    }
    return copy;
  }

  /** A copy of this node alone. */
  protected abstract copy(): Node;
}
