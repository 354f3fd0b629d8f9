import type ts from 'typescript';
import type { TypeScript } from '../compile/typescript.js';

/** The innermost node at a position. */
function nodeAt(typescript: TypeScript, file: ts.SourceFile, position: number): ts.Node {
  const within = (node: ts.Node): ts.Node =>
    typescript.forEachChild(node, (child) =>
      child.getStart(file) <= position && position < child.end ? within(child) : undefined,
    ) ?? node;
  return within(file);
}

/** Whether a suggestion says that a name at the top level of a cell is not used: a later cell may use it. */
export function isUnusedInCell(typescript: TypeScript, diagnostic: ts.DiagnosticWithLocation): boolean {
  if (diagnostic.reportsUnnecessary === undefined) return false;
  const isInside = (node: ts.Node): boolean =>
    typescript.isFunctionLike(node) || typescript.isClassLike(node) || typescript.isBlock(node);
  const node = nodeAt(typescript, diagnostic.file, diagnostic.start);
  const parent = node.parent as ts.Node | undefined;
  const isItsName = parent !== undefined && isInside(parent) && (parent as ts.NamedDeclaration).name === node;
  return typescript.findAncestor(isItsName ? parent.parent : parent, isInside) === undefined;
}
