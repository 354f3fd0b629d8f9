import type ts from 'typescript';
import { isBuiltIn, type Resolver } from './resolver.js';
import type { SourceCache } from './source-cache.js';
import type { TypeScript } from './typescript.js';

/** More files than any library has: what imports more than that is read when a cell asks for it. */
const FILES = 2000;

/** What reading ahead works with. */
export interface Preloading {
  readonly typescript: TypeScript;
  readonly options: ts.CompilerOptions;
  readonly cache: SourceCache;
  readonly resolver: Resolver;
  /** The file that the imports would stand in. */
  readonly from: string;
}

/** The modules that a file of declarations imports at its top level. */
function importsOf(typescript: TypeScript, file: ts.SourceFile): string[] {
  return file.statements.flatMap((statement) => {
    const from =
      typescript.isImportDeclaration(statement) || typescript.isExportDeclaration(statement)
        ? statement.moduleSpecifier
        : undefined;
    return from && typescript.isStringLiteral(from) ? [from.text] : [];
  });
}

/**
 * Reads, parses and binds the declarations of modules and of all that they import, a file a step. Nothing of the
 * modules runs.
 *
 * @returns the files that the modules' own imports lead to
 */
export function* preload(specifiers: readonly string[], preloading: Preloading): Generator<void, string[]> {
  const { typescript, options, cache, resolver, from } = preloading;
  const resolve = (specifier: string, file: string): string[] => {
    const target = resolver.resolve(specifier, file).resolvedModule?.resolvedFileName;
    return target?.endsWith('.d.ts') === true ? [target] : [];
  };
  const roots: string[] = [];
  for (const specifier of specifiers) {
    if (isBuiltIn(specifier)) cache.fillModule(specifier);
    else roots.push(...resolve(specifier, from));
    yield;
  }
  const found = new Set(roots);
  for (const fileName of found) {
    const file = cache.getAhead(fileName);
    if (file) {
      typescript.bindSourceFile(file, options);
      for (const specifier of importsOf(typescript, file)) {
        for (const target of resolve(specifier, fileName)) if (found.size < FILES) found.add(target);
      }
    }
    yield;
  }
  return roots;
}
