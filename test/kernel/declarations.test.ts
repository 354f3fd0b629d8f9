import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules, createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { Compiler } from '../../kernel/src/compile/compiler.js';
import { loadTypeScript } from '../../kernel/src/compile/load-typescript.js';
import { compilerOptions } from '../../kernel/src/compile/options.js';
import { outline } from '../../kernel/src/compile/outline.js';
import { quickInfoText } from '../../kernel/src/compile/quick-info.js';
import { typeRoots } from '../../kernel/src/compile/resolver.js';

const require = createRequire(new URL('../../kernel/package.json', import.meta.url));
const { typescript } = loadTypeScript();
const root = process.cwd();
const folders = { root, notebook: root };
let ours = new Compiler(typescript, folders);

/** TypeScript's own language service, which reads all declarations, with one cell. */
const cellPath = `${root}/__whole__.ts`;
let cellText = '';
let version = 0;
const options = compilerOptions(typescript, typeRoots(root));
const snapshot = (text: string | undefined) =>
  text === undefined ? undefined : typescript.ScriptSnapshot.fromString(text);
const service = typescript.createLanguageService({
  getCompilationSettings: () => options,
  getScriptFileNames: () => [cellPath],
  getScriptVersion: (path) => (path === cellPath ? String(version) : '0'),
  getScriptSnapshot: (path) => snapshot(path === cellPath ? cellText : typescript.sys.readFile(path)),
  getCurrentDirectory: () => root,
  getDefaultLibFileName: () => typescript.getDefaultLibFilePath(options),
  fileExists: (path) => path === cellPath || typescript.sys.fileExists(path),
  readFile: (path) => typescript.sys.readFile(path),
  directoryExists: (path) => typescript.sys.directoryExists(path),
  getDirectories: (path) => typescript.sys.getDirectories(path),
});

function whole(cell: string): ts.LanguageService {
  cellText = cell;
  version++;
  return service;
}

function theirComplaints(cell: string): unknown {
  const asked = whole(cell);
  const found = [...asked.getSyntacticDiagnostics(cellPath), ...asked.getSemanticDiagnostics(cellPath)];
  return found.map(({ code, start }) => [code, start]);
}

function ourComplaints(cell: string): unknown {
  const compiled = ours.compile(cell, () => undefined);
  if (compiled.kind !== 'refused') return [];
  const first = compiled.diagnostics.filter(
    ({ start }, i, all) => start.offset !== all[i - 1]?.start.offset, // the others explain it
  );
  return first.map(({ code, start }) => [code, start.offset]);
}

/** Where a cell's variables are declared. */
function names(cell: string): number[] {
  const file = typescript.createSourceFile('cell.ts', cell, typescript.ScriptTarget.ESNext, true);
  return file.statements.flatMap((node) =>
    typescript.isVariableStatement(node)
      ? node.declarationList.declarations.map(({ name }) => name.getStart(file))
      : [],
  );
}

const theirTypes = (cell: string): unknown =>
  names(cell).map((at) => {
    const info = whole(cell).getQuickInfoAtPosition(cellPath, at);
    return info && quickInfoText(info);
  });
const ourTypes = (cell: string): unknown => names(cell).map((at) => ours.inspect(cell, at)?.text);

function theirCandidates(code: string): readonly string[] {
  const found = whole(code).getCompletionsAtPosition(cellPath, code.length, {})?.entries ?? [];
  return found.map(({ name }) => name).sort();
}

const ourCandidates = (code: string): readonly string[] =>
  ours.complete(code, code.length).candidates.toSorted();

/** Cells that need what Node declares outside of modules, in `global` and in modules. */
const CELLS = [
  'const reply = await fetch("https://example.org"); const json = await reply.json();',
  'const sent = new Request("x", { method: "POST", headers: { a: "b" } }); const form = new FormData();',
  'fetch(1)',
  'fetch("x", { method: 1 })',
  'const url = new URL("https://example.org/?a=1"); const a = url.searchParams.get("a");',
  'new URL(3)',
  'const buffer = Buffer.from("x"), blob = new Blob(["x"]), text = buffer.toString("hex");',
  'Buffer.from({ nonsense: true })',
  'const out = process.stdout, code = process.exitCode, memory = process.memoryUsage();',
  'process.stdout.nonsense',
  'const timer = setTimeout(() => undefined, 10); clearTimeout(timer); const tick = setImmediate(() => 1);',
  'setTimeout("text")',
  'const copy = structuredClone(new Map([[1, { a: [1] }]]));',
  'const stop = new AbortController(), signal = stop.signal, timeout = AbortSignal.timeout(5);',
  'stop.abort(1, 2, 3)',
  'const read = new ReadableStream<number>(), written = new TextEncoder().encode("x");',
  'const digest = await crypto.subtle.digest("SHA-256", new Uint8Array(3)); const id = crypto.randomUUID();',
  'const since = performance.now(), mark = performance.mark("x");',
  'const channel = new MessageChannel(), events = new EventTarget(), event = new Event("x");',
  'let error: NodeJS.ErrnoException, streams: NodeJS.ReadableStream, type: BufferEncoding = "utf8";',
  'const type: BufferEncoding = "nonsense";',
  'const path = require("path"); const here = __dirname, resolved = require.resolve("x");',
  'import fs from "fs"; const lines = fs.readFileSync("x", "utf8").split("\\n"); const stat = fs.statSync("x");',
  'import fs from "fs"; fs.readFileSync("x").nonsense',
  'import { nonsense } from "fs";',
  'import nonsense from "node:nonsense";',
  'import { readFile } from "node:fs/promises"; const bytes = await readFile("x");',
  'import EventEmitter, { once } from "events"; class Bus extends EventEmitter {} const bus = new Bus();',
  'import { Readable, pipeline } from "stream"; const chunks = await Readable.from([1]).toArray();',
  'import assert from "node:assert/strict"; const x: unknown = 1; assert(typeof x === "number"); x.toFixed();',
  'import http from "http"; const server = http.createServer((request, response) => response.end(request.url));',
  'import { promisify, inspect } from "util"; const sleep = promisify(setTimeout); const shown = inspect({});',
  'import { Worker, workerData } from "node:worker_threads"; const worker = new Worker("x");',
  'import { spawnSync } from "child_process"; const child = spawnSync("x"), status = child.status;',
  'import zlib = require("zlib"); const packed = zlib.gzipSync("x");',
  'type Options = import("http2").ServerOptions; let options: Options = { maxSettings: "x" };',
  'console.table([1]); console.nonsense()',
  'declare module "os" { export const invented: number; }\nimport { invented, EOL } from "os"; const both = [invented, EOL];',
  'declare global { interface Buffer { shout(): string } }\nconst shouted = Buffer.from("x").shout();',
  'declare global { namespace NodeJS { interface ProcessEnv { KEY: string } } }\nconst key = process.env.KEY;',
];

describe('declarations that are read when they are needed', () => {
  it.each(CELLS)('find in "%s" what the whole ones do', (cell) => {
    expect(ourComplaints(cell)).toEqual(theirComplaints(cell));
  });

  it('are read anew by another compiler', () => {
    ours = new Compiler(typescript, folders); // cells above have added to modules and globals
    expect(ourCandidates('new URL("x").')).toContain('searchParams');
  });

  it.each(builtinModules.filter((name) => !name.startsWith('_')))('have all that %s exports', (name) => {
    const code = `import * as module from '${name}'; module.`;
    expect(ourCandidates(code)).toEqual(theirCandidates(code));
  });

  it('complete the globals of Node', () => {
    const globals = (candidates: readonly string[]) => candidates.filter((name) => name in globalThis);
    expect(globals(ourCandidates(''))).toEqual(globals(theirCandidates('')));
    expect(globals(ourCandidates(''))).toEqual(
      expect.arrayContaining(['fetch', 'Buffer', 'structuredClone', 'URL']),
    );
    expect(ourCandidates('process.')).toEqual(theirCandidates('process.'));
  });

  it.each(CELLS)('give the names of "%s" the same types', (cell) => {
    expect(ourTypes(cell)).toEqual(theirTypes(cell));
  });

  it('show the documentation of Node', () => {
    const code = 'import fs from "fs"; fs.readFileSync';
    const info = whole(code).getQuickInfoAtPosition(cellPath, code.length - 1);
    expect(info?.documentation).not.toHaveLength(0);
    expect(ours.inspect(code, code.length - 1)?.text).toEqual(info && quickInfoText(info));
  });
});

describe('the outline of a file of declarations', () => {
  it('leaves out what modules declare, but for globals', () => {
    const text = `/// <reference lib="es2020" />
type Outside = import("path").Inside;
declare module "path" {
    import { y } from "node:fs";
    interface Inside {
    }
    global {
        var seen: Inside;
    }
}
declare module "node:path" {
    export * from "path";
}
`;
    expect(outline(text)).toBe(`/// <reference lib="es2020" />
type Outside = import("path").Inside;
declare module "path" {
    global {
        var seen: Inside;
    }
}
declare module "node:path" {

}
`);
  });

  it('keeps what a module imports, also in types', () => {
    const text =
      'import { a } from "./a";\nexport * from \'b\';\nexport type C = import("c").C;\n/** from "d" */\n';
    expect(outline(text)).toBe('import "./a";\nimport "b";\nimport "c";\nexport {};');
  });

  it.each([
    ['adds to another module', 'declare module "x" {\n    module "y" {\n    }\n}'],
    ['imports a file', 'declare module "x" {\n    export * from "./file";\n}'],
    ['is a module with globals', 'export {};\ndeclare global {\n    var a: 1;\n}'],
    ['is a module that adds to another', 'export {};\ndeclare module "x" {\n    const a: 1;\n}'],
    ['is laid out otherwise', 'declare module "x" {\n  global\n  {\n    var a: 1;\n  }\n}'],
    ['declares no module', 'declare var a: 1;'],
  ])('is not made where a file %s', (_, text) => {
    expect(outline(text)).toBeUndefined();
  });

  it('is a fraction of @types/node', () => {
    const folder = dirname(require.resolve('@types/node/package.json'));
    const texts = readdirSync(folder)
      .filter((name) => name.endsWith('.d.ts'))
      .map((name) => readFileSync(join(folder, name), 'utf8'));
    const sum = (all: readonly string[]) => all.reduce((total, text) => total + text.length, 0);
    expect(sum(texts.map((text) => outline(text) ?? text)) / sum(texts)).toBeLessThan(0.25);
  });
});
