import type ts from 'typescript';
import { blank } from './edits.js';
import type { TypeScript } from './typescript.js';

/** A part of a text to be replaced. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const MAY_EXPORT = /\bexport\b/;

/** `export { a } from 'm'` imports `a`; what a cell imports is there for the next one. */
function fromModule(typescript: TypeScript, node: ts.ExportDeclaration, start: number, src: string): Edit {
  const clause = node.exportClause;
  const star = clause ? undefined : src.indexOf('*', start);
  const from = node.moduleSpecifier?.getStart() ?? node.end;
  if (star !== undefined && star >= 0) {
    return { start, end: from, text: `import${blank(src.slice(start + 'import'.length, from))}` };
  }
  return { start, end: start + 'export'.length, text: 'import' };
}

function editsOf(typescript: TypeScript, node: ts.Statement, src: string): Edit[] {
  const start = node.getStart();
  if (typescript.isExportDeclaration(node)) {
    if (node.moduleSpecifier) return [fromModule(typescript, node, start, src)];
    return [{ start, end: node.end, text: blank(src.slice(start, node.end)) }];
  }
  if (typescript.isExportAssignment(node)) {
    const { expression } = node;
    const from = expression.getStart();
    return [
      { start, end: from, text: `${blank(src.slice(start, from - 2))};(` },
      { start: expression.end, end: expression.end, text: ')' },
    ];
  }
  const modifiers = typescript.canHaveModifiers(node) ? (typescript.getModifiers(node) ?? []) : [];
  const { ExportKeyword, DefaultKeyword } = typescript.SyntaxKind;
  const exporting = modifiers.filter(({ kind }) => kind === ExportKeyword || kind === DefaultKeyword);
  const [first] = exporting;
  const last = exporting.at(-1);
  if (!first || !last) return [];
  const [from, to] = [first.getStart(), last.end];
  const isDeclared = !('name' in node) || node.name !== undefined;
  if (isDeclared) return [{ start: from, end: to, text: blank(src.slice(from, to)) }];
  // `export default function () {}`: without a name it is a value.
  return [
    { start: from, end: to, text: `${blank(src.slice(from, to - 2))};(` },
    { start: node.end, end: node.end, text: ')' },
  ];
}

/**
 * A cell without the word `export`, which says nothing in a notebook: every declaration is there for later cells.
 *
 * @returns the text with all other code in its place
 *
 * @example
 *
 *     withoutExports(typescript, 'export const rate = 0.5;') // '       const rate = 0.5;'
 */
export function withoutExports(typescript: TypeScript, src: string): string {
  if (!MAY_EXPORT.test(src)) return src;
  const file = typescript.createSourceFile('cell.ts', src, typescript.ScriptTarget.ES2022, true);
  const edits = file.statements.flatMap((node) => editsOf(typescript, node, src));
  return edits.reduceRight(
    (text, { start, end, text: instead }) => text.slice(0, start) + instead + text.slice(end),
    src,
  );
}
