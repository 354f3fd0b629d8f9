import type ts from 'typescript';

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
  externalModuleIndicator?: ts.Node | true;
  symbol: BoundSymbol | undefined;
  readonly parseDiagnostics: readonly ts.DiagnosticWithLocation[];
  imports?: readonly ts.StringLiteralLike[];
  moduleAugmentations?: readonly ts.Node[];
  ambientModuleNames?: readonly string[];
  /** What is declared at the top level, by name; undefined before it is bound. */
  locals: Map<string, ts.Symbol> | undefined;
}

/** The methods of a program by which its checker finds modules. */
export interface OpenProgram extends ts.Program {
  getResolvedModule(
    file: ts.SourceFile,
    specifier: string,
    mode: ts.ResolutionMode,
  ): ts.ResolvedModuleWithFailedLookupLocations | undefined;
}

/** A symbol as it is described to readers. */
export interface SymbolDescription {
  readonly displayParts: readonly ts.SymbolDisplayPart[];
  readonly documentation: readonly ts.SymbolDisplayPart[];
  readonly tags?: readonly ts.JSDocTagInfo[];
}

/**
 * What TypeScript 5.9 exports at run time and leaves out of its declarations: the whole list of internals used here.
 * `test/kernel/internals.test.ts` looks for each.
 */
export interface Internals {
  bindSourceFile(file: ts.SourceFile, options: ts.CompilerOptions): void;
  skipTrivia(text: string, position: number): number;
  isAssignmentExpression(node: ts.Node): boolean;
  isDestructuringAssignment(node: ts.Node): boolean;
  findPrecedingToken(position: number, file: ts.SourceFile): ts.Node | undefined;
  findNextToken(node: ts.Node, parent: ts.Node, file: ts.SourceFile): ts.Node | undefined;
  getTouchingPropertyName(file: ts.SourceFile, position: number): ts.Node;
  getContainingObjectLiteralElement(node: ts.Node): ts.ObjectLiteralElement | undefined;
  getPropertySymbolsFromContextualType(
    node: ts.ObjectLiteralElement,
    checker: ts.TypeChecker,
    contextual: ts.Type,
    unionsToo: boolean,
  ): readonly ts.Symbol[];
  getContainerNode(node: ts.Node): ts.Node | undefined;
  readonly Completions: {
    getCompletionsAtPosition(
      host: object,
      program: ts.Program,
      log: (text: string) => void,
      file: ts.SourceFile,
      position: number,
      preferences: ts.UserPreferences,
      trigger: undefined,
      kind: ts.CompletionTriggerKind,
      cancellation: ts.CancellationToken,
      format: undefined,
      includeSymbol: boolean,
    ): ts.CompletionInfo | undefined;
  };
  readonly SymbolDisplay: {
    getSymbolDisplayPartsDocumentationAndSymbolKind(
      checker: ts.TypeChecker,
      symbol: ts.Symbol,
      file: ts.SourceFile,
      enclosing: ts.Node | undefined,
      location: ts.Node,
    ): SymbolDescription;
  };
}

export type TypeScript = typeof ts & Internals;
