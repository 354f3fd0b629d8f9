import type { Document } from './document.js';
import { Node, TEXT_NODE } from './node.js';

/** A stretch of text. */
export class Text extends Node {
  readonly nodeType = TEXT_NODE;
  readonly nodeName = '#text';

  override nodeValue: string;

  constructor(
    readonly ownerDocument: Document,
    text: string,
  ) {
    super();
    this.nodeValue = text;
  }

  override get textContent(): string {
    return this.nodeValue;
  }

  override set textContent(text: string | null) {
    this.nodeValue = text ?? '';
  }

  protected copy(): Text {
    return new Text(this.ownerDocument, this.nodeValue);
  }
}
