import type ts from 'typescript';
import { ERASED, TRANSFORM, TypeBlanker } from './blank.js';
import { blank, Edits } from './edits.js';
import { type Import, importOf } from './imports.js';
import { importedNames, isValueName, MODULES, OUT, SHOW, shownNames } from './cell-names.js';
import { shownExpression } from './shown-expression.js';
import { transform } from './transform.js';
import { wayBack } from './way-back.js';
import type { Place } from './lines.js';
import type { BoundFile, TypeScript } from './typescript.js';

/** What the code of a cell reaches beside its own names; no author calls a variable so. */
export const NAMES = '__tally_names';
export const IMPORT = '__tally_import';
const META = '__tally_meta';

/** The parameters of the function that a cell becomes, in order. */
export const PARAMETERS = [NAMES, MODULES, IMPORT, OUT, SHOW, META, 'require'] as const;

export interface EmitContext {
  readonly ts: TypeScript;
  readonly checker: ts.TypeChecker;
  /** Whether an earlier cell declared this very name. */
  readonly isEarlier: (node: ts.Identifier) => boolean;
  /** Whether an earlier cell declared a name. */
  readonly knows: (name: string) => boolean;
}

/** The JavaScript of a cell. */
export interface Emitted {
  /** An expression: the cell as a function of {@link PARAMETERS}. */
  readonly code: string;
  readonly isAsync: boolean;
  /** What it imports, to be loaded before it runs. */
  readonly imports: readonly Import[];
  /** The place in the TypeScript that a place in the code comes from; undefined for what was put around it. */
  readonly toSource: (place: Place) => Place | undefined;
}

const JSX = new Set(['JsxElement', 'JsxSelfClosingElement', 'JsxFragment']);

/** Whether this Node.js knows `using`. */
const HAS_USING = Number(process.versions.node.split('.')[0]) >= 24;

/** JavaScript of a checked cell: types blanked out, names of earlier cells read from the store of names. */
export function emit(file: BoundFile, { ts: typescript, checker, isEarlier, knows }: EmitContext): Emitted {
  const source = file.text;
  /** What is done in any case, and that with the types taken out. */
  const edits = new Edits(source);
  const all = new Edits(source);
  const blanker = new TypeBlanker(typescript, file, all, HAS_USING);
  const imports: Import[] = [];
  const calls = new Map<number, number>();
  const { SyntaxKind } = typescript;
  const has = { await: false, jsx: false, transformed: false };

  const insert = (at: number, text: string): void => {
    replace(at, at, text);
  };
  const replace = (start: number, end: number, text: string): void => {
    edits.replace(start, end, text);
    all.replace(start, end, text);
  };
  const isValue = (name: ts.Identifier): boolean => isValueName(typescript, checker, name);

  const rename = (node: ts.Identifier): void => {
    const { parent } = node;
    const start = node.getStart(file);
    if (typescript.isShorthandPropertyAssignment(parent) && parent.name === node) {
      insert(node.end, `: ${NAMES}.${node.text}`);
    } else if (
      (typescript.isCallExpression(parent) && parent.expression === node) ||
      (typescript.isTaggedTemplateExpression(parent) && parent.tag === node)
    ) {
      insert(start, `(0, ${NAMES}.`);
      insert(node.end, ')');
      calls.set(node.end, start);
    } else insert(start, `${NAMES}.`);
  };

  const visit = (node: ts.Node, inFunction: boolean): void => {
    const { kind } = node;
    if (kind === SyntaxKind.Identifier) {
      if (isEarlier(node as ts.Identifier)) rename(node as ts.Identifier);
      return;
    }
    if (kind === SyntaxKind.ImportDeclaration) {
      const found = importOf(typescript, node as ts.ImportDeclaration, isValue);
      if (found) imports.push(found);
      replace(node.getStart(file), node.end, `;${blank(source.slice(node.getStart(file) + 1, node.end))}`);
      return;
    }
    if (kind === SyntaxKind.ImportKeyword) {
      replace(node.getStart(file), node.end, IMPORT);
      return;
    }
    if (
      kind === SyntaxKind.MetaProperty &&
      (node as ts.MetaProperty).keywordToken === SyntaxKind.ImportKeyword
    ) {
      replace(node.getStart(file), node.end, META);
      return;
    }
    if (!inFunction && isAwaiting(typescript, node)) has.await = true;
    const result = blanker.node(node);
    if (result === ERASED) return;
    if (result === TRANSFORM) {
      has.transformed = true;
      has.jsx ||= JSX.has(SyntaxKind[kind]);
    }
    const inside = inFunction || typescript.isFunctionLike(node) || typescript.isPropertyDeclaration(node);
    typescript.forEachChild(node, (child) => {
      visit(child, inside);
    });
  };

  const shown = shownExpression(typescript, file);
  if (shown) insert(shown.getStart(file), `${OUT}((`);
  visit(file, false);
  if (shown) insert(shown.end, '))');
  const jsxNames = has.jsx && knows('React') ? `const React = ${NAMES}.React; ` : '';
  const opening =
    `(${has.await ? 'async ' : ''}function(${PARAMETERS.join(', ')}) { ` +
    jsxNames +
    importedNames(imports) +
    shownNames(typescript, file, isValue, !has.transformed); // TypeScript makes a `var` of a name beside `using`
  const edited = (has.transformed ? edits : all).apply();
  const body = has.transformed
    ? transform(typescript, edited.text, has.jsx)
    : { text: edited.text, toInput: same };
  return {
    code: `${opening}${body.text}\n})`,
    isAsync: has.await,
    imports,
    toSource: wayBack({ source, edited, body, opening, calls }),
  };
}

/** Out here, where it holds nothing of the compiler's; see {@link wayBack}. */
const same = (place: Place): Place => place;

function isAwaiting(typescript: TypeScript, node: ts.Node): boolean {
  if (typescript.isForOfStatement(node)) return node.awaitModifier !== undefined;
  if (typescript.isVariableDeclarationList(node)) {
    const { AwaitUsing } = typescript.NodeFlags;
    return (node.flags & AwaitUsing) === (AwaitUsing as number);
  }
  return typescript.isAwaitExpression(node);
}
