import { SourceMap, type SourceMapPayload } from 'node:module';
import type ts from 'typescript';
import type { Place } from './lines.js';
import type { TypeScript } from './typescript.js';

/** JavaScript, and the place in the TypeScript that a place in it comes from. */
export interface Transformed {
  readonly text: string;
  readonly toInput: (place: Place) => Place | undefined;
}

function transpiled(
  typescript: TypeScript,
  text: string,
  fileName: string,
  options: ts.CompilerOptions,
): Transformed {
  const { outputText, sourceMapText = '{}' } = typescript.transpileModule(text, {
    fileName,
    compilerOptions: {
      ...options,
      target: typescript.ScriptTarget.ES2022,
      jsx: typescript.JsxEmit.React,
      experimentalDecorators: true,
      sourceMap: true,
    },
  });
  return {
    text: outputText.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '').replace(/^export \{\};$/m, ''),
    toInput: mapped(sourceMapText),
  };
}

/** The way back by a source map, which is decoded when the first frame needs it. */
function mapped(sourceMapText: string): Transformed['toInput'] {
  let map: SourceMap | undefined;
  return ({ line, column }) => {
    map ??= new SourceMap(JSON.parse(sourceMapText) as SourceMapPayload);
    const entry = map.findEntry(line - 1, column - 1);
    return 'originalLine' in entry
      ? { line: entry.originalLine + 1, column: entry.originalColumn + 1 }
      : undefined;
  };
}

/** What of a cell cannot be blanked goes through the compiler's own transformation. */
export function transform(typescript: TypeScript, text: string, hasJsx: boolean): Transformed {
  return transpiled(typescript, text, hasJsx ? 'cell.tsx' : 'cell.ts', {
    module: typescript.ModuleKind.ESNext,
    moduleDetection: typescript.ModuleDetectionKind.Force,
    verbatimModuleSyntax: true,
  });
}

/** A local file as CommonJS. */
export function transformFile(typescript: TypeScript, text: string, fileName: string): Transformed {
  return transpiled(typescript, text, fileName, {
    module: typescript.ModuleKind.CommonJS,
    esModuleInterop: true,
  });
}
