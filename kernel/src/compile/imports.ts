import type ts from 'typescript';
import type { TypeScript } from './typescript.js';

/** One module that a cell imports, and the constants that it becomes. */
export interface Import {
  readonly specifier: string;
  /** `ns`, `{ "a": a, "default": b }`; none where only the module's effects are wanted. */
  readonly patterns: readonly string[];
}

/**
 * What an import statement needs at run time; undefined for one that is only about types.
 *
 * @param isValue whether an imported name is one, and not only a type
 */
export function importOf(
  typescript: TypeScript,
  node: ts.ImportDeclaration,
  isValue: (name: ts.Identifier) => boolean,
): Import | undefined {
  const specifier = (node.moduleSpecifier as ts.StringLiteral).text;
  const clause = node.importClause;
  if (!clause) return { specifier, patterns: [] };
  if (clause.phaseModifier === typescript.SyntaxKind.TypeKeyword) return undefined;
  const pairs: (readonly [from: string, to: string])[] = [];
  if (clause.name && isValue(clause.name)) pairs.push(['default', clause.name.text]);
  const bindings = clause.namedBindings;
  if (bindings && typescript.isNamespaceImport(bindings)) {
    return { specifier, patterns: [bindings.name.text, ...pairs.map(([, to]) => `{ default: ${to} }`)] };
  }
  for (const { isTypeOnly, name, propertyName } of bindings?.elements ?? []) {
    if (!isTypeOnly && isValue(name)) pairs.push([(propertyName ?? name).text, name.text]);
  }
  if (pairs.length === 0) return undefined;
  const pattern = pairs.map(([from, to]) => `${JSON.stringify(from)}: ${to}`).join(', ');
  return { specifier, patterns: [`{ ${pattern} }`] };
}
