import type ts from 'typescript';

/** What an import resolved to, by its specifier. */
export interface Resolutions {
  set(specifier: string, mode: undefined, resolution: ts.ResolvedModuleWithFailedLookupLocations): unknown;
}

/** A node with what the binder notes on it. */
export interface BoundNode extends ts.Node {
  symbol: BoundSymbol | undefined;
  locals: Map<string, BoundSymbol> | undefined;
}

/** A symbol as the binder leaves it. */
export interface BoundSymbol {
  parent: BoundSymbol | undefined;
  exports: Map<string, BoundSymbol> | undefined;
  declarations: readonly BoundNode[] | undefined;
  valueDeclaration: BoundNode | undefined;
}

/** A source file with the fields that TypeScript keeps to itself. */
export interface BoundFile extends ts.SourceFile {
  path: ts.Path;
  resolvedPath: ts.Path;
  originalFileName: string;
  symbol: BoundSymbol | undefined;
  readonly parseDiagnostics: readonly ts.Diagnostic[];
  imports: readonly ts.StringLiteralLike[];
  moduleAugmentations: readonly ts.Node[];
  ambientModuleNames: readonly string[];
  /** What is declared at the top level, by name; undefined before it is bound. */
  locals: ReadonlyMap<string, BoundSymbol> | undefined;
  resolvedModules: (Resolutions & { forEach(visit: Visit): void }) | undefined;
}

type Visit = (resolution: ts.ResolvedModuleWithFailedLookupLocations) => void;

/** tslab's own build of TypeScript 5.0.4, which exports more than the official one. */
export type TypeScript = typeof ts & {
  bindSourceFile(file: ts.SourceFile, options: ts.CompilerOptions): void;
  createModeAwareCache(): NonNullable<BoundFile['resolvedModules']>;
};

/** The file system as tslab's converter lays it out, with the modules written in cells. */
export interface CellSystem extends ts.System {
  /** The files whose JavaScript the converter has given out already. */
  readonly sideInputsConverted: Set<string>;
}
