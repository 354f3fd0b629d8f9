import type ts from 'typescript';
import type { BoundFile, TypeScript } from './typescript.js';

const MAY_IMPORT = /\b(?:import|from|require)\b/;

/** The modules that a text imports, also by `import()` and in types. */
function specifiersOf(typescript: TypeScript, text: string): string[] {
  if (!MAY_IMPORT.test(text)) return [];
  return typescript.preProcessFile(text, true, false).importedFiles.map(({ fileName }) => fileName);
}

/** Whether a file changes what others see: `declare global`, `declare module 'x'`, `/// <reference>`. */
export function reachesOut(typescript: TypeScript, file: ts.SourceFile): boolean {
  const { referencedFiles, typeReferenceDirectives, libReferenceDirectives, statements } = file;
  return (
    referencedFiles.length + typeReferenceDirectives.length + libReferenceDirectives.length > 0 ||
    statements.some(
      (statement) =>
        typescript.isModuleDeclaration(statement) &&
        (typescript.isStringLiteral(statement.name) ||
          (statement.flags & typescript.NodeFlags.GlobalAugmentation) !== 0),
    )
  );
}

/** One text of a cell, or the declarations of the cells before it. */
export interface CellFile {
  readonly file: BoundFile;
  readonly specifiers: readonly string[];
  /** It has to be part of a program, because it changes what other files see. */
  readonly reachesOut: boolean;
}

/** Parses and binds a text under a name. */
export function cellFile(
  typescript: TypeScript,
  name: string,
  text: string,
  options: ts.CompilerOptions,
): CellFile {
  const target = options.target ?? typescript.ScriptTarget.ES2022;
  const file = typescript.createSourceFile(name, text, target) as BoundFile;
  file.path = file.resolvedPath = name as ts.Path;
  file.originalFileName = name;
  typescript.bindSourceFile(file, options);
  return { file, specifiers: specifiersOf(typescript, text), reachesOut: reachesOut(typescript, file) };
}

/**
 * Whether a cell declares no name that earlier declarations have, and these hold nothing but what is kept from
 * one cell to the next.
 */
export function leavesAll(typescript: TypeScript, cell: BoundFile, earlier: BoundFile): boolean {
  const kept = earlier.statements.every(
    (statement, i) =>
      typescript.isVariableStatement(statement) ||
      typescript.isFunctionDeclaration(statement) ||
      typescript.isClassDeclaration(statement) ||
      typescript.isInterfaceDeclaration(statement) ||
      typescript.isTypeAliasDeclaration(statement) ||
      typescript.isEnumDeclaration(statement) ||
      (typescript.isImportDeclaration(statement) && statement.importClause !== undefined) ||
      (i === 0 && typescript.isExportDeclaration(statement)), // the line that makes it a module
  );
  if (!kept) return false;
  for (const name of cell.locals?.keys() ?? []) if (earlier.locals?.has(name)) return false;
  return true;
}
