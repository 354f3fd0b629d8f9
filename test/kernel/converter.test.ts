import { createRequire } from 'node:module';
import { afterAll, describe, expect, it } from 'vitest';
import { loadTslab } from '../../kernel/src/evaluate/load-tslab.js';
import type { Converter, ConvertResult, TslabModules } from '../../kernel/src/evaluate/tslab.js';

const require = createRequire(new URL('../../kernel/package.json', import.meta.url));
// The converter as tslab ships it, loaded before ours takes its place in the cache of modules.
const stock = require('tslab/dist/converter.js') as Pick<TslabModules, 'createConverter'>;
const options = { isJS: false, isBrowser: false };
const converters = { theirs: stock.createConverter(options), ours: loadTslab().createConverter(options) };

afterAll(() => {
  converters.theirs.close();
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

/**
 * Names of cells' files differ by intention, and with them source maps; so does hasToplevelAwait, which is true
 * for any cell that says "await" (see patches.ts). Earlier declarations may be laid out differently: tslab
 * prints them again for each cell.
 */
function comparable(result: ConvertResult): unknown {
  const text = (value: string | undefined): string | undefined =>
    value?.replaceAll(/\n\/\/# sourceMappingURL=.*/g, '').replaceAll(/__tslab__\d+/g, '__tslab__');
  const packed = (value: string | undefined): string | undefined => text(value)?.replaceAll(/\s/g, '');
  const { output, declOutput, diagnostics, lastExpressionVar, sideOutputs } = result;
  return {
    ...{ output: text(output)?.trimEnd(), declOutput: packed(declOutput), diagnostics, lastExpressionVar },
    sideOutputs: sideOutputs?.map(({ path, data }) => [path, text(data)?.trimEnd()]),
  };
}

/** A converter with the declarations of the cells it has compiled, as tslab's executor keeps them. */
function session(converter: Converter): (cell: string) => ConvertResult {
  let declared = '';
  return (cell) => {
    const result = converter.convert(declared, cell);
    if (result.diagnostics.length === 0) declared = result.declOutput ?? '';
    return result;
  };
}

describe('a program shared by all cells compiles them as programs of their own do', () => {
  const theirs = session(converters.theirs);
  const ours = session(converters.ours);
  it.each(SESSION.map((cell, i) => ({ cell, i })))('$i: $cell', ({ cell }) => {
    expect(comparable(ours(cell))).toEqual(comparable(theirs(cell)));
  });

  it.each([
    ['fs.exi', 6],
    ['parsed', 3],
    ['shop.rows[0]?.', 14],
    ['(/x/).', 6],
  ])('and complete %s', (code, position) => {
    const declared = `import * as fs from 'fs';\ndeclare const parsed: { n: number };\ndeclare const shop: { rows: Date[] };\n`;
    const candidates = (converter: Converter) => converter.complete(declared, code, position);
    expect(candidates(converters.ours).candidates.length).toBeGreaterThan(0);
    expect({ ...candidates(converters.ours), original: 0 }).toEqual({
      ...candidates(converters.theirs),
      original: 0,
    });
  });

  it.each([
    ['Math.max(1)', 6],
    ['fs.existsSync("x")', 5],
    ['parsed.n', 7],
  ])('and inspect %s with its documentation', (code, position) => {
    const declared = `import * as fs from 'fs';\ndeclare const parsed: {\n /** How many. */\n n: number };\n`;
    const info = (converter: Converter) => {
      const { displayParts, documentation, tags } = converter.inspect(declared, code, position) ?? {};
      return { displayParts, documentation, tags };
    };
    expect(info(converters.ours).documentation).not.toHaveLength(0);
    expect(info(converters.ours)).toEqual(info(converters.theirs));
  });
});
