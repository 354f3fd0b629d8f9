import type ts from 'typescript';
import { CellProgram, type CellProgramHost } from './cell-program.js';
import { sharedTranspile } from './transpile.js';
import type { CellSystem, TypeScript } from './typescript.js';

type AfterCreate = (program: CellProgram) => void;

/**
 * TypeScript as tslab's converter sees it: where it asks for a watching compiler it gets a
 * {@link CellProgram}, and its second step runs in one program.
 */
export function withCellProgram(typescript: TypeScript): object {
  const transpile = sharedTranspile(typescript);
  return {
    ...typescript,
    __esModule: true, // spares the converter a getter for each of 2,000 names
    createWatchCompilerHost: (
      _roots: readonly string[],
      options: ts.CompilerOptions,
      system: CellSystem,
    ): CellProgramHost => ({ options, system }),
    createWatchProgram(host: CellProgramHost & { afterProgramCreate?: AfterCreate }): CellProgram {
      const program = new CellProgram(typescript, host);
      host.afterProgramCreate?.(program);
      return program;
    },
    transpileModule: transpile,
  };
}
