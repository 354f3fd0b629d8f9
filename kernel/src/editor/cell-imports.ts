import { dirname, join } from 'node:path/posix';
import type ts from 'typescript';
import { moduleName } from '../compile/module-cell.js';
import { type Folders, isPath, Resolver } from '../compile/resolver.js';
import type { TypeScript } from '../compile/typescript.js';
import { findProjectRoot } from '../environment/project-root.js';
import type { CellFile } from './cell-file.js';

/** The folders of a notebook, as the kernel that runs it has them. */
export function foldersOf(notebook: string): Folders {
  const folder = dirname(notebook);
  return { root: findProjectRoot(folder).replaceAll('\\', '/'), notebook: folder };
}

/** Finds what the cells of a notebook import: where the kernel finds it. */
export class CellImports {
  readonly #ts: TypeScript;
  readonly #folders: Folders;

  constructor(typescript: TypeScript, notebook: string) {
    this.#ts = typescript;
    this.#folders = foldersOf(notebook);
  }

  /**
   * @param cells the open cells of the notebook
   * @param textOf the text of a cell as it is in the editor
   */
  resolve(
    specifiers: readonly string[],
    options: ts.CompilerOptions,
    cells: readonly CellFile[],
    textOf: (fileName: string) => string,
  ): ts.ResolvedModuleWithFailedLookupLocations[] {
    const { root } = this.#folders;
    const resolver = new Resolver(this.#ts, options, this.#ts.sys, this.#folders);
    return specifiers.map((specifier) => {
      const path = isPath(specifier) ? join(root, specifier) : undefined;
      const module = cells.find(({ fileName }) => {
        const name = path === undefined ? undefined : moduleName(this.#ts, textOf(fileName));
        return name !== undefined && [path, `${path}.ts`, `${path}.tsx`].includes(join(root, name));
      });
      if (!module) return resolver.resolve(specifier, `${root}/__cell__.ts`);
      return { resolvedModule: { resolvedFileName: module.fileName, extension: this.#ts.Extension.Ts } };
    });
  }
}
