import type ts from 'typescript';
import type { BoundFile, TypeScript } from './typescript.js';

/**
 * What earlier cells declared, by name: the symbols of their own trees. The checker finds them because the scope's
 * file is the parent of every cell's; nothing is printed as declarations and parsed again.
 */
export class Scope {
  readonly file: BoundFile;
  readonly #older: BoundFile;
  readonly #value: number;
  readonly #type: number;

  /**
   * @param file without statements, the parent of every cell
   * @param older another one, its parent, for types and values whose name now has a value or type of its own
   */
  constructor(typescript: TypeScript, file: BoundFile, older: BoundFile, options: ts.CompilerOptions) {
    const { Value, Type, Namespace, Alias } = typescript.SymbolFlags;
    this.file = file;
    this.#older = older;
    this.#value = Value | Alias;
    this.#type = Type | Namespace | Alias;
    typescript.bindSourceFile(file, options);
    typescript.bindSourceFile(older, options);
    Object.assign(file, { parent: older });
    file.locals = new Map();
    older.locals = new Map();
  }

  /** Whether an earlier cell declared a symbol. */
  has(symbol: ts.Symbol): boolean {
    const { name } = symbol;
    return this.file.locals?.get(name) === symbol || this.#older.locals?.get(name) === symbol;
  }

  /** Whether an earlier cell declared a name, as a value or a type. */
  knows(name: string): boolean {
    return this.file.locals?.has(name) === true;
  }

  /** Makes a cell see what earlier ones declared. */
  enclose(cell: BoundFile): void {
    Object.assign(cell, { parent: this.file });
  }

  /** The type of each value that earlier cells declared, by name. */
  types(checker: ts.TypeChecker): Map<string, string> {
    const types = new Map<string, string>();
    for (const { locals } of [this.#older, this.file]) {
      locals?.forEach((symbol, name) => {
        if ((symbol.flags & this.#value) === 0) return;
        types.set(name, checker.typeToString(checker.getTypeOfSymbol(symbol)));
      });
    }
    return types;
  }

  /** Takes what a cell declared. A type leaves the value of its name, and a value the type. */
  add(cell: BoundFile, isKept: (name: string) => boolean): void {
    cell.locals?.forEach((symbol, name) => {
      if ((symbol.flags & this.#value) !== 0 && !isKept(name)) return;
      const before = this.file.locals?.get(name);
      if (before && !this.#covers(symbol, before)) this.#older.locals?.set(name, before);
      else this.#older.locals?.delete(name);
      this.file.locals?.set(name, symbol);
    });
  }

  #covers({ flags }: ts.Symbol, before: ts.Symbol): boolean {
    return [this.#value, this.#type].every((kind) => (before.flags & kind) === 0 || (flags & kind) !== 0);
  }
}
