/** The parts of tslab 1.0.22 this kernel uses; its own declarations pull in the whole compiler's types. */

export interface Position {
  readonly offset: number;
  /** Counted from 0. */
  readonly line: number;
  /** Counted from 0. */
  readonly character: number;
}

export interface Diagnostic {
  readonly start: Position;
  readonly end: Position;
  readonly messageText: string;
  readonly code: number;
  /** Set when the complaint is about another file than the cell. */
  readonly fileName?: string;
}

/** A local .ts file a cell imports, compiled. */
export interface SideOutput {
  readonly path: string;
  readonly data: string;
}

export interface ConvertResult {
  /** The cell as CommonJS, followed by its two source map comments (see patches.ts). */
  readonly output?: string;
  /** Declarations of everything defined so far: the next cell's `prevDecl`. Put together when first read. */
  readonly declOutput?: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly lastExpressionVar?: string;
  readonly hasToplevelAwait?: boolean;
  readonly sideOutputs?: readonly SideOutput[];
}

export interface SymbolText {
  readonly text: string;
}

export interface QuickInfo {
  readonly displayParts?: readonly SymbolText[];
  readonly documentation?: readonly SymbolText[];
  readonly tags?: readonly { readonly name: string; readonly text?: readonly SymbolText[] }[];
}

export interface Completion {
  readonly start: number;
  readonly end: number;
  readonly candidates: readonly string[];
}

export interface Converter {
  convert(prevDecl: string, src: string): ConvertResult;
  inspect(prevDecl: string, src: string, position: number): QuickInfo | undefined;
  complete(prevDecl: string, src: string, position: number): Completion;
  addModule(name: string, content: string, meta?: object): readonly Diagnostic[];
  /** Takes the `prevDecl` of the next cell ahead of it. */
  expect(prevDecl: string): void;
  /** Gets ready for cells that import these modules, in small steps. */
  preload(specifiers: readonly string[]): Generator<void>;
  /** The packages and modules of Node.js that the last cell imports. */
  imports(): readonly string[];
  close(): void;
}

export interface ConverterSet {
  readonly node: Converter;
  readonly browser: Converter;
  close(): void;
}

export interface Executor {
  /** Resolves to false when the cell had an error, which was given to the console. */
  execute(src: string): Promise<boolean>;
  inspect(src: string, position: number): QuickInfo | undefined;
  complete(src: string, position: number): Completion;
  /** Stops waiting for a cell that awaits; `execute` then resolves to false. */
  interrupt(): void;
  close(): void;
}

/** The console an executor reports to: `log` the last expression, `error` what was thrown or diagnosed. */
export interface ExecutorConsole {
  log(value: unknown): void;
  error(...values: unknown[]): void;
  /** The code of a cell is about to run. */
  starting(): void;
  /** Settles as the first of two promises does. */
  first(a: Promise<unknown>, b: Promise<unknown>): Promise<unknown>;
  /** A promise that can be rejected, and never counts as unhandled. */
  rejectable(): { readonly promise: Promise<never>; readonly reject: (error: unknown) => void };
}

/** What `tslab.display` writes. */
export interface TslabDisplay {
  readonly data: Record<string, unknown>;
  readonly metadata: Record<string, unknown>;
  readonly transient: { readonly display_id?: string };
}

export interface TslabModules {
  /** See {@link withoutExports}. */
  readonly withoutExports: (src: string) => string;
  readonly createConverter: (options: { isJS: boolean; isBrowser: boolean }) => Converter;
  readonly isCompleteCode: (code: string) => { completed: boolean; indent?: string };
  readonly createExecutor: (root: string, converters: ConverterSet, console: ExecutorConsole) => Executor;
  /** tslab's public module reads this property each time something is displayed. */
  readonly jupyter: { lastWriteDisplayData: ((data: TslabDisplay, update?: boolean) => void) | null };
}
