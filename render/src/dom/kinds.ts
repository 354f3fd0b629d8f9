import type { Element } from './element.js';
import { ELEMENT_NODE, TEXT_NODE, type Node } from './node.js';
import type { Text } from './text.js';

/** Whether a node is an element, and so has attributes and style. */
export const isElement = (node: Node): node is Element => node.nodeType === ELEMENT_NODE;

/** Whether a node is a stretch of text. */
export const isText = (node: Node): node is Text => node.nodeType === TEXT_NODE;
