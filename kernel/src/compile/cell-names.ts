import type ts from 'typescript';
import type { Import } from './imports.js';
import type { BoundFile, TypeScript } from './typescript.js';

/** The parameters of a cell's function by which it gets modules, gives its value and shows its names. */
export const MODULES = '__tally_modules';
export const OUT = '__tally_out';
export const SHOW = '__tally_show';

/** Whether an imported name is more than a type; of a module without types all are. */
export function isValueName(
  { SymbolFlags }: TypeScript,
  checker: ts.TypeChecker,
  name: ts.Identifier,
): boolean {
  const symbol = checker.getSymbolAtLocation(name);
  if (!symbol) return true;
  const target = symbol.flags & SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return target.name === 'unknown' || (target.flags & SymbolFlags.Value) !== 0;
}

/** The constants that the imports of a cell become. */
export function importedNames(imports: readonly Import[]): string {
  const constants = imports.flatMap(({ patterns }, i) =>
    patterns.map((pattern) => `${pattern} = ${MODULES}[${i}]`),
  );
  return constants.length === 0 ? '' : `const ${constants.join(', ')}; `;
}

/**
 * Shows the names of a cell to later ones, by accessors: functions that keep them see what others assign.
 *
 * @param keepsBlocks whether a `let` or `const` is one in the code that runs, where reading it too early is an error
 */
export function shownNames(
  typescript: TypeScript,
  file: BoundFile,
  isValue: (name: ts.Identifier) => boolean,
  keepsBlocks: boolean,
): string {
  const { SymbolFlags, NodeFlags, ModifierFlags } = typescript;
  const accessors: string[] = [];
  const done: string[] = [];
  file.locals?.forEach((symbol, name) => {
    const declaration = symbol.valueDeclaration ?? symbol.declarations?.[0];
    if (!declaration || (symbol.flags & (SymbolFlags.Value | SymbolFlags.Alias)) === 0) return;
    const isAmbient = typescript.getCombinedModifierFlags(declaration) & ModifierFlags.Ambient;
    if (isAmbient) return;
    const named = (declaration as ts.NamedDeclaration).name as ts.Identifier | undefined;
    if (symbol.flags & SymbolFlags.Alias && named && !isValue(named)) return;
    const isConstant = (typescript.getCombinedNodeFlags(declaration) & NodeFlags.Constant) !== 0;
    accessors.push(`get ${name}() { return ${name}; }`);
    if (keepsBlocks && symbol.flags & SymbolFlags.BlockScopedVariable) done.push(name);
    if ((symbol.flags & SymbolFlags.Variable) !== 0 && !isConstant) {
      accessors.push(`set ${name}(${OUT}) { ${name} = ${OUT}; }`);
    }
  });
  return accessors.length === 0 ? '' : `${SHOW}({ ${accessors.join(', ')} }, ${JSON.stringify(done)}); `;
}
