import type ts from 'typescript';
import type { BoundFile, TypeScript } from './typescript.js';

/** Texts that one program emits at most: its checker keeps all it has seen. */
const TEXTS_PER_PROGRAM = 200;

/**
 * `ts.transpileModule` for JavaScript with one set of options, with one program for many texts.
 *
 * The original makes a program and a type checker for each text, which costs more than the work itself.
 */
export function sharedTranspile(
  typescript: TypeScript,
): (text: string, options: ts.TranspileOptions) => { outputText: string } {
  let program: ts.Program | undefined;
  let texts = 0;
  return (text, { compilerOptions = {} }) => {
    const options: ts.CompilerOptions = {
      ...compilerOptions,
      isolatedModules: true,
      noLib: true,
      noResolve: true,
      types: [],
      allowJs: true,
      suppressOutputPathCheck: true,
      allowNonTsExtensions: true,
    };
    if (texts++ % TEXTS_PER_PROGRAM === 0) program = undefined;
    program ??= uncheckedProgram(typescript, options);
    const name = `custom${texts}.js`;
    const file = typescript.createSourceFile(
      name,
      text,
      options.target ?? typescript.ScriptTarget.ES2022,
    ) as BoundFile;
    file.path = file.resolvedPath = name as ts.Path;
    file.originalFileName = name;
    typescript.bindSourceFile(file, options);
    let outputText = '';
    program.emit(file, (_, output) => {
      outputText = output;
    });
    return { outputText };
  };
}

/** A program that takes types as right: its texts have been checked as TypeScript. */
function uncheckedProgram(typescript: TypeScript, options: ts.CompilerOptions): ts.Program {
  const program = typescript.createProgram([], options, emptyHost());
  // The type checker asks this for what it need not check; those who emit ask elsewhere.
  return Object.assign(program, { isSourceOfProjectReferenceRedirect: () => true });
}

/** A host without files. */
function emptyHost(): ts.CompilerHost {
  return {
    getSourceFile: () => undefined,
    getDefaultLibFileName: () => 'lib.d.ts',
    getCurrentDirectory: () => '',
    getCanonicalFileName: (fileName) => fileName,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    fileExists: () => false,
    readFile: () => undefined,
    writeFile: () => undefined,
  };
}
