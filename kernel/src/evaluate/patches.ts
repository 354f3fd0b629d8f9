import { PatchError } from '../errors.js';

/** One replacement in a source text of tslab. */
export interface Patch {
  readonly why: string;
  readonly find: string;
  readonly replace: string;
}

/** What is mended in tslab 1.0.22's dist/converter.js. */
export const CONVERTER_PATCHES: readonly Patch[] = [
  {
    why: '`{ a }` for a variable of an earlier cell must read it from the shared exports',
    find: `if (!ts.isIdentifier(node)) {
                return ts.visitEachChild(node, wrapPrevIdentifier`,
    replace: `if (ts.isShorthandPropertyAssignment(node)) {
                const value = checker.getShorthandAssignmentValueSymbol(ts.getOriginalNode(node));
                if (value && (value.declarations || []).some((d) => d.getSourceFile() === declsFile)) {
                    return ts.factory.createPropertyAssignment(node.name, ts.factory.createPropertyAccessExpression(ts.factory.createIdentifier("exports"), ts.factory.createIdentifier(node.name.text)));
                }
            }
            if (!ts.isIdentifier(node)) {
                return ts.visitEachChild(node, wrapPrevIdentifier`,
  },
  {
    why: '`await (x)` and `for await` at the top level raise no diagnostic, so tslab does not see them',
    find: 'hasToplevelAwait: diag.hasToplevelAwait,',
    replace: 'hasToplevelAwait: diag.hasToplevelAwait || /\\bawait\\b/.test(src),',
  },
  {
    why: 'a file that changes on disk between two cells asks for a rebuild too: both rebuilds are due, none is an error',
    find: 'throw new Error("Unexpected pending rebuildTimer");',
    replace: 'const due = rebuildTimer.callback, next = callback; callback = () => { due(); next(); };',
  },
  {
    why: 'the rebuild that is called off may have been joined to a later one already',
    find: 'throw new Error("clearing unexpected tiemr");',
    replace: 'return;',
  },
  {
    why: "a project's @types packages are not globals of a notebook, and reading them all costs a second",
    find: 'typeRoots: getTypeRoots(),',
    replace: 'typeRoots: getTypeRoots(), types: ["node"],',
  },
  {
    why: 'stack frames are mapped to the TypeScript of the cell (first step: TypeScript to JavaScript)',
    find: 'declaration: true,\n',
    replace: 'declaration: true, inlineSourceMap: true,\n',
  },
  {
    why: 'stack frames are mapped to the TypeScript of the cell (second step: modules to CommonJS)',
    find: `let out = ts.transpileModule(js, {
        fileName: "custom.js",
        compilerOptions: {`,
    replace: `const cut = js.lastIndexOf("\\n//# sourceMappingURL=");
    let out = ts.transpileModule(js.slice(0, cut), {
        fileName: "custom.js",
        compilerOptions: {
            inlineSourceMap: true,`,
  },
  {
    why: 'both source maps stay with the output, the second step first',
    find: '}).outputText;\n    return out;',
    replace: '}).outputText;\n    return out + js.slice(cut);',
  },
];

/**
 * Applies every patch.
 *
 * @throws PatchError when a text to replace is not there exactly once: this is another tslab than expected
 */
export function applyPatches(file: string, source: string, patches: readonly Patch[]): string {
  return patches.reduce((text, { why, find, replace }) => {
    const found = text.split(find).length - 1;
    if (found !== 1) {
      throw new PatchError(
        `tslab's ${file} has ${found} places instead of 1 for the patch "${why}": install tslab 1.0.22`,
      );
    }
    return text.replace(find, () => replace);
  }, source);
}
