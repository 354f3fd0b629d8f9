import type ts from 'typescript';
import { outline } from './outline.js';
import type { BoundFile, BoundNode, BoundSymbol, TypeScript } from './typescript.js';

/** How a file is read. */
export interface Reading {
  readonly parse: (text: string) => BoundFile;
  readonly bind: ts.CompilerOptions;
}

/** Properties that are worked out all together when one of them is first read, and are plain ones then. */
function defer(target: object, names: readonly string[], fill: () => void): void {
  for (const name of names) {
    const settle = (value: unknown): void => {
      Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
    };
    Object.defineProperty(target, name, {
      get(): unknown {
        fill();
        return (target as Record<string, unknown>)[name];
      },
      set: settle,
      enumerable: true,
      configurable: true,
    });
  }
}

/** Gives a symbol of the outline what the same symbol of the whole file has. */
function adopt(symbol: BoundSymbol, whole: BoundSymbol): void {
  symbol.exports = whole.exports;
  whole.exports?.forEach((member) => {
    if (member.parent === whole) member.parent = symbol;
  });
}

/** Makes a module that the outline declares lead into the whole file. */
function adoptModule(symbol: BoundSymbol, short: readonly BoundNode[], whole: BoundSymbol | undefined): void {
  if (!whole) return;
  adopt(symbol, whole);
  symbol.declarations = whole.declarations;
  symbol.valueDeclaration = whole.valueDeclaration;
  whole.declarations?.forEach((declaration, i) => {
    declaration.symbol = symbol;
    const outer = short[i];
    if (outer) outer.locals = declaration.locals;
  });
}

/** What a file declares, as the binder leaves it. */
const localsOf = ({ locals }: BoundFile): ReadonlyMap<string, BoundSymbol> => locals ?? new Map();

/**
 * Not `valueDeclaration`, which the checker reads of all globals when it looks for a name like a misspelled one, and
 * only for its kind.
 */
const SYMBOL_PARTS = ['exports', 'declarations'];

/**
 * A file of declarations that is parsed and bound when the type checker first looks into one of its modules:
 * most programs use few of Node's.
 *
 * What stands for it until then is its outline. The modules in that have getters, so whatever the checker
 * does with them it finds what it would have found in the whole file.
 *
 * @returns undefined when the file has to be read whole
 */
export function lazyFile(
  typescript: TypeScript,
  text: string,
  { parse, bind }: Reading,
): BoundFile | undefined {
  const short = outline(text);
  if (short === undefined) return undefined;
  const file = parse(short);
  if (file.parseDiagnostics.length > 0) return undefined;
  typescript.bindSourceFile(file, bind);

  const modules = [...localsOf(file)].flatMap(([name, symbol]) =>
    name.startsWith('"') ? [{ name, symbol, declarations: symbol.declarations ?? [] }] : [],
  );
  let read = false;
  const fill = (): void => {
    if (read) return;
    read = true;
    const whole = parse(text);
    typescript.bindSourceFile(whole, bind);
    if (file.symbol && whole.symbol) {
      adopt(file.symbol, whole.symbol);
      whole.symbol = file.symbol;
    }
    for (const { name, symbol, declarations } of modules) {
      adoptModule(symbol, declarations, localsOf(whole).get(name));
    }
  };
  if (file.symbol) defer(file.symbol, ['exports'], fill);
  for (const { symbol, declarations } of modules) {
    defer(symbol, SYMBOL_PARTS, fill);
    for (const declaration of declarations) defer(declaration, ['locals'], fill);
  }
  return file;
}
