import type ts from 'typescript';
import type { BoundFile, TypeScript } from './typescript.js';

/** Whether a file declares things outside of itself: globals, or more of another module. */
export function declaresOutside(typescript: TypeScript, file: BoundFile): boolean {
  const isModule = file.externalModuleIndicator !== undefined || !/\.d\.[cm]?ts$/.test(file.fileName);
  return (
    !isModule ||
    file.libReferenceDirectives.length > 0 ||
    file.statements.some(
      (node) =>
        typescript.isModuleDeclaration(node) &&
        (typescript.isStringLiteral(node.name) ||
          (node.flags & typescript.NodeFlags.GlobalAugmentation) !== 0),
    )
  );
}

/** What is imported, also by `import("x")` in a type. One too many costs a look for a file, nothing else. */
const IN_TYPES = /\bimport\s*\(\s*(["'])([^"'\n]+)\1/g;

/** The modules that a parsed file imports, also by `import()`. */
export function specifiersOf(typescript: TypeScript, file: BoundFile): string[] {
  const found = new Set<string>();
  for (const statement of file.statements) {
    const from =
      typescript.isImportDeclaration(statement) || typescript.isExportDeclaration(statement)
        ? statement.moduleSpecifier
        : typescript.isImportEqualsDeclaration(statement) &&
            typescript.isExternalModuleReference(statement.moduleReference)
          ? statement.moduleReference.expression
          : undefined;
    if (from && typescript.isStringLiteralLike(from)) found.add(from.text);
  }
  for (const [, , specifier = ''] of file.text.matchAll(IN_TYPES)) found.add(specifier);
  return [...found];
}

/** The files and packages of types that a file refers to in comments at its head. */
export function referencesOf({ referencedFiles, typeReferenceDirectives }: ts.SourceFile): {
  readonly files: readonly string[];
  readonly types: readonly string[];
} {
  const names = (all: readonly ts.FileReference[]): string[] => all.map(({ fileName }) => fileName);
  return { files: names(referencedFiles), types: names(typeReferenceDirectives) };
}
