import type ts from 'typescript';
import { moduleName } from '../compile/module-cell.js';
import { Scope } from '../compile/scope.js';
import type { BoundFile, TypeScript } from '../compile/typescript.js';
import type { Order } from './cell-order.js';

/** A module without statements that only holds names. */
function emptyFile(typescript: TypeScript, name: string): BoundFile {
  return typescript.createSourceFile(name, '', {
    languageVersion: typescript.ScriptTarget.ESNext,
    setExternalModuleIndicator: (file) => {
      (file as BoundFile).externalModuleIndicator = true;
    },
  }) as BoundFile;
}

/** What a cell declares, also with `export`: then the local name only points to the real one. */
function declared(cell: BoundFile): BoundFile {
  const locals = new Map<string, ts.Symbol>();
  cell.locals?.forEach((symbol, name) => {
    locals.set(name, (symbol as { exportSymbol?: ts.Symbol }).exportSymbol ?? symbol);
  });
  return { ...cell, locals };
}

/**
 * Makes each cell of a program see what the cells before it declare, as in the kernel; see {@link Scope}. A cell whose
 * place is not known sees all others, and all others see it where no other declares the name.
 */
export function encloseCells(typescript: TypeScript, program: ts.Program, { placed, loose }: Order): void {
  const options = program.getCompilerOptions();
  const fileOf = (name: string): BoundFile[] => {
    const file = program.getSourceFile(name) as BoundFile | undefined;
    if (!file || moduleName(typescript, file.text) !== undefined) return [];
    typescript.bindSourceFile(file, options);
    return [file];
  };
  const [top, anywhere] = [placed.flatMap(fileOf), loose.flatMap(fileOf)];
  const enclose = (cell: BoundFile, earlier: readonly BoundFile[]): void => {
    const [own, older] = [emptyFile(typescript, '__scope__.ts'), emptyFile(typescript, '__older__.ts')];
    const scope = new Scope(typescript, own, older, options);
    for (const each of earlier) scope.add(declared(each), () => true);
    scope.enclose(cell);
  };
  for (const [i, cell] of top.entries()) enclose(cell, [...anywhere, ...top.slice(0, i)]);
  for (const cell of anywhere) enclose(cell, [...anywhere.filter((other) => other !== cell), ...top]);
}
