import type ts from 'typescript';
import { Edits } from './edits.js';
import { IMPORT } from './emit.js';
import type { Place } from './lines.js';
import { transformFile } from './transform.js';
import type { BoundFile, TypeScript } from './typescript.js';
import { wayBack } from './way-back.js';

/** The parameters of the function that a local file becomes, in order. */
export const FILE_PARAMETERS = [
  'exports',
  'require',
  'module',
  '__filename',
  '__dirname',
  IMPORT,
  '__tally_meta',
];

/** The JavaScript of a local TypeScript file. */
export interface CompiledFile {
  /** An expression: the file as a function of {@link FILE_PARAMETERS}. */
  readonly code: string;
  readonly isAsync: boolean;
  /** The modules that have to be there before it runs. */
  readonly specifiers: readonly string[];
  readonly toSource: (place: Place) => Place | undefined;
}

/** Compiles a file to CommonJS, so that files may import each other in circles. */
export function compileFile(typescript: TypeScript, file: BoundFile): CompiledFile {
  const { SyntaxKind } = typescript;
  const edits = new Edits(file.text);
  const has = { await: false };
  const visit = (node: ts.Node, inFunction: boolean): void => {
    if (node.kind === SyntaxKind.ImportKeyword && typescript.isCallExpression(node.parent)) {
      edits.replace(node.getStart(file), node.end, IMPORT);
    } else if (typescript.isMetaProperty(node) && node.keywordToken === SyntaxKind.ImportKeyword) {
      edits.replace(node.getStart(file), node.end, '__tally_meta');
      return;
    }
    const isAwait =
      typescript.isAwaitExpression(node) ||
      (typescript.isForOfStatement(node) && node.awaitModifier !== undefined);
    if (!inFunction && isAwait) has.await = true;
    const inside = inFunction || typescript.isFunctionLike(node) || typescript.isPropertyDeclaration(node);
    typescript.forEachChild(node, (child) => {
      visit(child, inside);
    });
  };
  visit(file, false);
  const edited = edits.apply();
  const body = transformFile(typescript, edited.text, file.fileName);
  const opening = `(${has.await ? 'async ' : ''}function(${FILE_PARAMETERS.join(', ')}) { `;
  const specifiers = staticSpecifiers(typescript, file).filter((name) =>
    body.text.includes(`require(${JSON.stringify(name)})`),
  );
  return {
    code: `${opening}${body.text}\n})`,
    isAsync: has.await,
    specifiers,
    toSource: wayBack({ source: file.text, edited, body, opening }),
  };
}

function staticSpecifiers(typescript: TypeScript, { statements }: BoundFile): string[] {
  const found = statements.flatMap((node) => {
    if (typescript.isImportEqualsDeclaration(node)) {
      const { moduleReference: from } = node;
      return typescript.isExternalModuleReference(from) ? [from.expression] : [];
    }
    const isLink = typescript.isImportDeclaration(node) || typescript.isExportDeclaration(node);
    return isLink && node.moduleSpecifier ? [node.moduleSpecifier] : [];
  });
  return [...new Set(found.flatMap((node) => (typescript.isStringLiteralLike(node) ? [node.text] : [])))];
}
