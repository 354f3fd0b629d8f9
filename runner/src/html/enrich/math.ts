import type { Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toString } from 'hast-util-to-string';
import { SKIP, visit } from 'unist-util-visit';
import { MATH_ATTRIBUTE, mathHtml } from '../math.js';

/** Sets the TeX that waits in the tree. It comes after the sanitiser, which lets no MathML of others pass. */
export function setMath(tree: Root): void {
  visit(tree, 'element', (node, index, parent) => {
    const mode = node.properties[MATH_ATTRIBUTE];
    if (mode === undefined || parent === undefined || index === undefined) return undefined;
    const math = fromHtml(mathHtml(toString(node), mode === 'display'), { fragment: true });
    parent.children.splice(index, 1, ...math.children.filter((child) => child.type !== 'doctype'));
    return SKIP;
  });
}
