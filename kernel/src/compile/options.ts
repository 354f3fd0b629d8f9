import type ts from 'typescript';
import type { TypeScript } from './typescript.js';

/** Files of the compiler's library about what is newer than ES2023, each by whether this Node.js has it. */
const LATER: readonly (readonly [present: boolean, file: string])[] = [
  ['isWellFormed' in String.prototype, 'es2024.string'],
  ['unicodeSets' in RegExp.prototype, 'es2024.regexp'],
  ['transfer' in ArrayBuffer.prototype, 'es2024.arraybuffer'],
  ['groupBy' in Object, 'es2024.object'],
  ['groupBy' in Map, 'es2024.collection'],
  ['withResolvers' in Promise, 'es2024.promise'],
  ['waitAsync' in Atomics, 'es2024.sharedmemory'],
  ['fromAsync' in Array, 'esnext.array'],
  ['union' in Set.prototype, 'esnext.collection'],
  ['Iterator' in globalThis, 'esnext.iterator'],
  ['try' in Promise, 'esnext.promise'],
  ['Float16Array' in globalThis, 'esnext.float16'],
  ['isError' in Error, 'esnext.error'],
  ['dispose' in Symbol, 'esnext.disposable'],
];

/** The files of the compiler's library that describe the language of this Node.js. */
export function libraryFiles(): string[] {
  const names = ['es2023', ...LATER.flatMap(([present, file]) => (present ? [file] : []))];
  return names.map((name) => `lib.${name}.d.ts`);
}

/** How cells and local files are checked. */
export function compilerOptions(typescript: TypeScript, typeRoots: readonly string[]): ts.CompilerOptions {
  const { ModuleKind, ModuleResolutionKind, ScriptTarget, ModuleDetectionKind, JsxEmit } = typescript;
  return {
    target: ScriptTarget.ESNext,
    module: ModuleKind.ESNext,
    moduleResolution: ModuleResolutionKind.Bundler,
    moduleDetection: ModuleDetectionKind.Force,
    customConditions: ['node'],
    lib: libraryFiles(),
    typeRoots: [...typeRoots],
    // A project's other @types packages are no globals of a notebook, and reading them all costs a second.
    types: ['node'],
    esModuleInterop: true,
    experimentalDecorators: true,
    jsx: JsxEmit.React,
    allowJs: true,
    allowImportingTsExtensions: true,
    resolveJsonModule: true,
    skipLibCheck: true,
    noEmit: true,
  };
}
