import type { Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toString } from 'hast-util-to-string';
import { SKIP, visit } from 'unist-util-visit';
import { MATH_ATTRIBUTE, mathHtml } from '../math.js';

/** Renders the TeX placeholders in the tree. It runs after the sanitizer, which removes any MathML of the notebook. */
export function setMath(tree: Root): void {
  visit(tree, 'element', (node, index, parent) => {
    const mode = node.properties[MATH_ATTRIBUTE];
    if (mode === undefined || parent === undefined || index === undefined) return undefined;
    const math = fromHtml(mathHtml(toString(node), mode === 'display'), { fragment: true });
    parent.children.splice(index, 1, ...math.children.filter((child) => child.type !== 'doctype'));
    return SKIP;
  });
}
