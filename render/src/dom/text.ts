import { Node, TEXT_NODE, type TextFactory } from './node.js';

/** A stretch of text. */
export class Text extends Node {
  readonly nodeType = TEXT_NODE;
  readonly nodeName = '#text';

  override nodeValue: string;

  constructor(
    readonly ownerDocument: TextFactory,
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

/** Whether a node is a stretch of text. */
export const isText = (node: Node): node is Text => node.nodeType === TEXT_NODE;
