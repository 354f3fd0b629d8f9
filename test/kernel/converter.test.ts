import { createRequire } from 'node:module';
import { afterAll, describe, expect, it } from 'vitest';
import { Compiler } from '../../kernel/src/compile/compiler.js';
import type { Diagnostic } from '../../kernel/src/compile/diagnostics.js';
import { loadTypeScript } from '../../kernel/src/compile/load-typescript.js';

/** The parts of tslab's converter that are compared with. */
interface Stock {
  convert(declared: string, cell: string): { declOutput?: string; diagnostics: readonly Diagnostic[] };
  close(): void;
}

const require = createRequire(new URL('../../kernel/package.json', import.meta.url));
const { createConverter } = require('tslab/dist/converter.js') as {
  createConverter: (options: { isJS: boolean; isBrowser: boolean }) => Stock;
};
const stock = createConverter({ isJS: false, isBrowser: false });
const root = process.cwd();
const ours = new Compiler(loadTypeScript().typescript, { root, notebook: root });

afterAll(() => {
  stock.close();
});

/** Cells of one session, with what is hard for a compiler that does not start anew: state between cells. */
const SESSION = [
  'const a = 1, b = { c: "two" };',
  'a + b.c.length',
  'let n: number = a; n = n + 1; n',
  'const a = "shadowed"; a.length',
  'a.toUpperCase()',
  'interface Row { id: number; tags?: string[] }',
  'class Shop<T extends Row> { constructor(readonly rows: T[]) {} first(): T | undefined { return this.rows[0]; } }',
  'const shop = new Shop<Row>([{ id: 1 }]); shop.first()?.id',
  'function pick<K extends keyof Row>(row: Row, key: K) { return row[key]; }',
  'const picked = pick({ id: 3 }, "id");',
  'pick({ id: 3 }, "nothing")',
  'missing',
  'missing',
  'const s: string = 3;',
  'const s: string = 3;',
  'n = "text"',
  '// @ts-expect-error\nn = "text"; n',
  '// @ts-ignore\nn = "text"; n',
  'enum Color { Red, Green = 5 }\nColor.Green',
  'type Pair<T> = [T, T]; const pair: Pair<Color> = [Color.Red, Color.Green];',
  'interface Row { other: boolean }',
  'const row: Row = { other: true };',
  'shop.first()?.id',
  'import * as fs from "node:fs";\nimport { join } from "path";',
  'fs.existsSync(join("a", "b"))',
  'import type { Stats } from "fs"; let stats: Stats | undefined;',
  'stats?.isFile()',
  'import nothing from "./nothing";',
  'import { z } from "zod"; z.string().parse("x")',
  'const schema = z.object({ n: z.number() }); type Parsed = z.infer<typeof schema>;',
  'const parsed: Parsed = { n: "x" };',
  'declare global { interface Array<T> { second(): T | undefined } }',
  '[1].second()',
  '[1].second()',
  '[1].second()',
  'declare module "path" { export const invented: number; }',
  'import { invented } from "path";',
  'namespace Space { export const x = 1; }\nSpace.x',
  'const { x: renamed, ...others } = { x: 1, y: 2, z: 3 }; others.z',
  'async function later() { return await Promise.resolve([a]); }',
  'await later()',
  'const results = await Promise.all([later(), later()]); results.length',
  'for (const i of [1, 2]) { console.log(i); }',
  'abstract class Base { abstract area(): number } class Square extends Base { area() { return 4; } }',
  'const shapes: Base[] = [new Square()]; shapes[0].area()',
  'const generator = function* () { yield 1; }; [...generator()]',
  'export const exported = 1;',
  'const tuple = [1, "x"] as const; const [first] = tuple; first',
  'let any1: any = 1, unknown1: unknown = 2; unknown1.x',
  'const big = 10n ** 20n; big',
  'const syntax = ;',
  'label: for (;;) { break label; }',
  '/** Documented. */ const documented = () => undefined; documented()',
  'import data from "./package.json"; data.name',
  'data.version.length',
  'const lazy = await import("node:os"); lazy.EOL',
  'process.versions.node; Buffer.from("x").length',
  'new Intl.NumberFormat("en").format(1)',
  'document.title',
  'const a = 1 as number | string; if (typeof a === "number") { a.toFixed(); } else { a.length; }',
  'var hoisted = 1; var hoisted = 2;',
  'let twice = 1; let twice = 2;',
  'import { join as glue } from "path"; glue("a")',
  'const join = 3; join',
  'function over(x: string): string; function over(x: number): number; function over(x: any) { return x; }',
  'over(1).toFixed()',
  '@sealed class Decorated {} function sealed(c: Function) {}',
  'const jsonish = { "a-b": 1, get c() { return 1; }, set c(v) {} }; jsonish["a-b"]',
  '',
  '// nothing but a comment',
];

type Complaint = readonly [code: number, line: number, column: number];

/**
 * Cells of which tslab says something else, and what is said of them here.
 *
 * A class keeps the type it was declared with, also when a later cell declares that type's name again. What a cell
 * declares globally stays; tslab, which exports all of a cell's names, does not compile such cells.
 */
const DIFFERENT: Readonly<Record<string, readonly Complaint[]>> = {
  'shop.first()?.id': [],
  'declare global { interface Array<T> { second(): T | undefined } }': [],
  '[1].second()': [],
  'declare module "path" { export const invented: number; }': [[2649, 0, 15]],
  'export const exported = 1;': [],
};

const complaints = (diagnostics: readonly Diagnostic[]): Complaint[] =>
  diagnostics.map(({ code, start }) => [code, start.line, start.character]);

/** A session of tslab's, with the declarations of the cells it has compiled, as its executor keeps them. */
function theirSession(): (cell: string) => Complaint[] {
  let declared = '';
  return (cell) => {
    const { diagnostics, declOutput } = stock.convert(declared, cell);
    if (diagnostics.length === 0) declared = declOutput ?? '';
    return complaints(diagnostics);
  };
}

function ourSession(): (cell: string) => Complaint[] {
  return (cell) => {
    const compiled = ours.compile(cell, () => undefined);
    if (compiled.kind === 'refused') return complaints(compiled.diagnostics);
    ours.commit(() => true);
    return [];
  };
}

describe('cells that see the symbols of earlier ones are judged as tslab judges them', () => {
  const theirs = theirSession();
  const own = ourSession();
  it.each(SESSION.map((cell, i) => ({ cell, i })))('$i: $cell', ({ cell }) => {
    const [expected, found] = [theirs(cell), own(cell)];
    expect(found).toEqual(DIFFERENT[cell] ?? expected);
  });
});
