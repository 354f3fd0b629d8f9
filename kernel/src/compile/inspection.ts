import type ts from 'typescript';
import type { QuickInfo } from './quick-info.js';
import type { BoundFile, TypeScript } from './typescript.js';

/** The node whose meaning is asked for: of `new Map()` the class. */
function asked(typescript: TypeScript, node: ts.Node): ts.Node {
  const { parent } = node as { parent?: ts.Node };
  if (parent && typescript.isNewExpression(parent) && node.pos === parent.pos) return parent.expression;
  return node;
}

/** The symbol of a node; of an option's name that of the option, with its documentation. */
function symbolAt(typescript: TypeScript, checker: ts.TypeChecker, node: ts.Node): ts.Symbol | undefined {
  const element = typescript.getContainingObjectLiteralElement(node);
  if (element && typescript.isObjectLiteralExpression(element.parent)) {
    const contextual = checker.getContextualType(element.parent);
    const options =
      contextual && typescript.getPropertySymbolsFromContextualType(element, checker, contextual, false);
    if (options?.length === 1) return options[0];
  }
  return checker.getSymbolAtLocation(node);
}

/** The type and documentation of what is at a position of a cell, undefined for nothing. */
export function infoAt(
  typescript: TypeScript,
  checker: ts.TypeChecker,
  file: BoundFile,
  position: number,
): QuickInfo | undefined {
  const touched = typescript.getTouchingPropertyName(file, position);
  if (touched === file) return undefined;
  const node = asked(typescript, touched);
  const symbol = symbolAt(typescript, checker, node);
  if (symbol && symbol.name !== 'unknown') {
    return typescript.SymbolDisplay.getSymbolDisplayPartsDocumentationAndSymbolKind(
      checker,
      symbol,
      file,
      typescript.getContainerNode(node),
      node,
    );
  }
  if (!typescript.isIdentifier(node) && node.kind !== typescript.SyntaxKind.ThisKeyword) return undefined;
  const type = checker.getTypeAtLocation(node);
  return {
    displayParts: [{ text: checker.typeToString(type, node) }],
    documentation: type.getSymbol()?.getDocumentationComment(checker) ?? [],
  };
}
