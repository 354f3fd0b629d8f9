import { PatchError } from '../errors.js';

/** One replacement in a source text of tslab. */
export interface Patch {
  readonly why: string;
  readonly find: string;
  readonly replace: string;
}

/** What is mended in tslab 1.0.22's dist/executor.js; `console` in it is an {@link ExecutorConsole}. */
export const EXECUTOR_PATCHES: readonly Patch[] = [
  {
    why: 'what cells have changed of the language is in force when the code of a cell starts, not before',
    find: 'const ret = vm_1.default.runInThisContext(wrapped, {',
    replace: 'console.starting();\n            const ret = vm_1.default.runInThisContext(wrapped, {',
  },
  {
    why: 'a cell that replaces Promise is waited for all the same',
    find: 'await Promise.race([promise, interruptPromise]);',
    replace: 'await console.first(promise, interruptPromise);',
  },
  {
    why: 'a cell that replaces Promise can be interrupted all the same',
    find: `interruptPromise = new Promise((_, reject) => {
            rejectInterruptPromise = reject;
        });
        // Suppress "UnhandledPromiseRejectionWarning".
        interruptPromise.catch(() => { });`,
    replace: '({ promise: interruptPromise, reject: rejectInterruptPromise } = console.rejectable());',
  },
];

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
    why: 'in `{ a: b }` a is the name of a property, whichever cell declared it, and no variable',
    find: `function wrapPrevIdentifier(node) {
            var _a, _b;`,
    replace: `function wrapPropertyName(name) {
            return ts.isComputedPropertyName(name) ? ts.visitNode(name, wrapPrevIdentifier) : name;
        }
        function wrapPrevIdentifier(node) {
            var _a, _b;
            if (ts.isBindingElement(node) && node.propertyName) {
                return ts.factory.updateBindingElement(node, node.dotDotDotToken, wrapPropertyName(node.propertyName), ts.visitNode(node.name, wrapPrevIdentifier), node.initializer && ts.visitNode(node.initializer, wrapPrevIdentifier));
            }
            if (ts.isPropertyAssignment(node)) {
                return ts.factory.updatePropertyAssignment(node, wrapPropertyName(node.name), ts.visitNode(node.initializer, wrapPrevIdentifier));
            }`,
  },
  {
    why: 'Node.js 20 and later have what ES2023 added: toSorted, with, findLast',
    find: 'function getTranspileTargets() {',
    replace: `function getTranspileTargets() {
    if (semver_1.default.major(process.version) >= 20) {
        return { target: ts.ScriptTarget.ES2022, lib: ["es2023"] };
    }`,
  },
  {
    why: '`await (x)` and `for await` at the top level raise no diagnostic, so tslab does not see them',
    find: 'hasToplevelAwait: diag.hasToplevelAwait,',
    replace: 'hasToplevelAwait: diag.hasToplevelAwait || /\\bawait\\b/.test(src),',
  },
  {
    why: 'an assignment that ends a cell is a statement to its author, and shows nothing',
    find: `if (!ts.isExpressionStatement(stmt)) {
                        break;`,
    replace: `if (!ts.isExpressionStatement(stmt) || isAssignment(stmt.expression)) {
                        break;`,
  },
  {
    why: '`({ a } = b)` counts as an assignment too: without its parentheses it would be a block',
    find: 'function getModuleFilePath(name, meta) {',
    replace: `function isAssignment(node) {
        return ts.isParenthesizedExpression(node)
            ? ts.isDestructuringAssignment(node.expression)
            : ts.isAssignmentExpression(node);
    }
    function getModuleFilePath(name, meta) {`,
  },
  {
    why: 'the compiler that is put in the place of a watching one says which of its files have changed',
    find: '}, sys, null, function (d) {',
    replace: '}, Object.assign(sys, { sideInputsConverted }), null, function (d) {',
  },
  {
    why: 'each cell has a file name of its own (see CellProgram)',
    find: 'const srcFilename = ',
    replace: 'let srcFilename = ',
  },
  {
    why: 'the JavaScript of each cell has a file name of its own',
    find: 'const dstFilename = ',
    replace: 'let dstFilename = ',
  },
  {
    why: 'the declarations of each cell have a file name of their own',
    find: 'const dstDeclFilename = ',
    replace: 'let dstDeclFilename = ',
  },
  {
    why: 'a cell is given to the program at once, not by way of watched files and timers',
    find: `const changed = declContent != decls || srcContent != src;
        const oldBuilder = builder;
        declContent = decls;
        srcContent = src;
        notifyUpdateSrc(srcFilename, ts.FileWatcherEventKind.Changed);
        notifyUpdateDecls(declFilename, ts.FileWatcherEventKind.Changed);
        if (!rebuildTimer) {
            throw new Error("rebuildTimer is not set properly");
        }
        rebuildTimer.callback();
        if (builder === oldBuilder && changed) {
            // TypeScript 3.9 checkes if files are updated internally and recreate
            // builder only when files are updated. TypeScript 3.6 did not.
            console.warn("builder is not recreated though contents are changed.");
        }`,
    replace: `watch.update(srcPrefix + decls, srcPrefix + src);
        srcFilename = watch.sourceName;
        dstFilename = watch.outputName(".js");
        dstDeclFilename = watch.outputName(".d.ts");`,
  },
  {
    why: 'a module written in a cell is given to the program at once',
    find: `watch.updateRootFileNames(Array.from(rootFiles));
        if (!rebuildTimer) {
            throw new Error("rebuildTimer is not set properly");
        }
        // Note: builder is updated iff content is changed.
        rebuildTimer.callback();`,
    replace: 'watch.addModule(path);',
  },
  {
    why: 'documentation is not read before somebody asks for it',
    find: 'function inspect(prevDecl, src, position) {\n',
    replace: 'function inspect(prevDecl, src, position) {\n        watch.keepDocumentation();\n',
  },
  {
    why: 'what a cell leaves declared is put together when the next one needs it, not while its author waits',
    find: 'declOutput += remainingDecls(builder.getProgram().getTypeChecker(), srcFile, declsFile);',
    replace: `const checker = builder.getProgram().getTypeChecker();
        let declared;`,
  },
  {
    why: 'the declarations of a cell are a getter, computed when needed; earlier ones it does not replace stay as they are',
    find: `            declOutput,
            diagnostics: diag.diagnostics,
            hasToplevelAwait`,
    replace: `            get declOutput() {
                return (declared ??= declOutput + (watch.untouched(srcFile, declsFile)?.slice(srcPrefix.length) ?? remainingDecls(checker, srcFile, declsFile)));
            },
            diagnostics: diag.diagnostics,
            hasToplevelAwait`,
  },
  {
    why: 'the program can be told in a pause what comes next and what cells will import',
    find: `        addModule,
    };
    function close() {`,
    replace: `        addModule,
        expect: (decls) => watch.expect(srcPrefix + decls),
        preload: (specifiers) => watch.preload(specifiers),
        imports: () => watch.imports,
    };
    function close() {`,
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
