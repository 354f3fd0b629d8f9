import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { errorOf, resultOf, sharedKernel } from './harness.js';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'tally-kernel-project-')));

function file(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function library(name: string, code: string, types: string): void {
  file(
    `node_modules/${name}/package.json`,
    JSON.stringify({ name, type: 'module', main: 'dist/index.js', types: 'dist/index.d.ts' }),
  );
  file(`node_modules/${name}/dist/index.js`, code);
  file(`node_modules/${name}/dist/index.d.ts`, types);
}

file('package.json', '{ "workspaces": ["packages/*"] }');
file('packages/one/package.json', '{}');
file('packages/one/notebooks/data.csv', 'id\n');
const HELPER =
  'export function half(n: number): number {\n  if (n % 2) throw new Error(`odd: ${n}`);\n  return n / 2;\n}\n';
const METRICS =
  'export class Rate {\n  constructor(n) { this.n = n; }\n}\nexport const rate = (n) => {\n  if (n < 0) throw new RangeError("negative");\n  return new Rate(n);\n};\nexport default rate;\n';
const METRICS_TYPES =
  'export declare class Rate { n: number; constructor(n: number); }\nexport declare const rate: (n: number) => Rate;\nexport default rate;\n';
file('helper.ts', HELPER);
library('metrics', METRICS, METRICS_TYPES);
library('slow', 'export const x = await Promise.resolve(1);\n', 'export declare const x: number;\n');

file(
  'packages/one/notebooks/beside.ts',
  "import { late } from './late-one.js';\nexport const beside = late + 1;\n",
);
file('packages/one/notebooks/late-one.ts', 'export const late: number = await Promise.resolve(1);\n');
file(
  'round.ts',
  "import { other } from './trip';\nexport const name = 'round';\nexport default () => other();\n",
);
file(
  'trip.ts',
  "import { name } from './round.ts';\nexport * from './helper';\nexport const other = () => `${name} trip`;\n",
);
file('wrong.ts', 'export const wrong: number = "text";\n');
file('data.json', '{ "n": 5, "list": [1] }\n');
file('plain.js', 'export const plain = 3;\n');
file(
  'element.tsx',
  'const React = { createElement: (name: string) => name };\nexport const element = <b></b>;\n',
);
const exported = (name: string, target: string) =>
  file(
    `node_modules/${name}/package.json`,
    JSON.stringify({
      name,
      version: '1.0.0',
      exports: {
        '.': { types: './x.d.ts', import: target },
        './sub': { types: './sub.d.ts', default: './sub.mjs' },
      },
    }),
  );
exported('modern', './x.mjs');
file('node_modules/modern/x.mjs', 'export const modern = 1;\n');
file('node_modules/modern/x.d.ts', 'export declare const modern: number;\n');
file('node_modules/modern/sub.mjs', 'export default "sub";\n');
file('node_modules/modern/sub.d.ts', 'declare const sub: string;\nexport default sub;\n');
file('node_modules/old/package.json', '{ "name": "old", "main": "old.js" }');
file(
  'node_modules/old/old.js',
  'const all = () => 1; for (const name of ["a", "b"]) all[name] = name; module.exports = all;\n',
);
file('node_modules/old/extra.js', 'exports.extra = 1;\n');
file('node_modules/compiled/package.json', '{ "name": "compiled", "main": "x.js", "types": "x.d.ts" }');
file(
  'node_modules/compiled/x.js',
  'Object.defineProperty(exports, "__esModule", { value: true }); exports.default = () => "default"; exports.named = 1;\n',
);
file(
  'node_modules/compiled/x.d.ts',
  'export default function call(): string;\nexport declare const named: number;\n',
);

afterAll(() => {
  rmSync(root, { recursive: true });
});

describe('a notebook in a folder of a project with workspaces', () => {
  const kernel = sharedKernel({ cwd: join(root, 'packages', 'one', 'notebooks') });

  it('runs in the project root', async () => {
    expect(resultOf(await kernel().execute('process.cwd()'))).toEqual({ 'text/plain': root });
  });

  it('imports an ES module with its types and without a warning', async () => {
    const execution = await kernel().execute(
      `import rateOf, { rate } from 'metrics';\nimport type { Rate } from 'metrics';\nconst r: Rate = rate(2);\n[r.n, rateOf(3).n]`,
    );
    expect(errorOf(execution)).toBeUndefined();
    expect(execution.stderr).toBe('');
    expect(resultOf(execution)).toEqual({ 'text/plain': '[ 2, 3 ]' });
    const wrong = await kernel().execute(`rate('2')`);
    expect(errorOf(wrong)?.evalue).toMatch(/^TS2345/);
  });

  it('goes on when files change on disk between two cells, as in a rebuild of the library', async () => {
    await kernel().execute(`import { rate } from 'metrics';\nimport { half } from './helper';`);
    await kernel().execute(`import { late } from './late';`);
    for (const round of [1, 2, 3]) {
      file('helper.ts', `export function half(n: number): number {\n  return n / 2; // ${round}\n}\n`);
      library('metrics', METRICS, `${METRICS_TYPES}export declare const round: ${round};\n`);
      file('late.ts', `export const late = ${round};\n`);
      await new Promise((resolve) => setTimeout(resolve, 400));
    }
    const execution = await kernel().execute(`import { late } from './late';\n[half(4), late]`);
    expect(errorOf(execution)).toBeUndefined();
    expect(resultOf(execution)).toEqual({ 'text/plain': '[ 2, 3 ]' });
    file('helper.ts', HELPER);
  });

  it('shows frames of the library relative to the project', async () => {
    const failed = await kernel().execute(`import { rate } from 'metrics';\nrate(-1)`);
    const cell = Number(failed.reply['execution_count']);
    expect(errorOf(failed)?.traceback).toEqual([
      'RangeError: negative',
      '    at rate (node_modules/metrics/dist/index.js:5:20)',
      `    at cell ${cell}:2:1`,
    ]);
  });

  it('imports a local TypeScript file', async () => {
    const execution = await kernel().execute(`import { half } from './helper';\nhalf(42)`);
    expect(resultOf(execution)).toEqual({ 'text/plain': '21' });
    const failed = await kernel().execute('half(3)');
    expect(errorOf(failed)?.traceback).toEqual([
      'Error: odd: 3',
      '    at half (helper.ts:2:20)',
      `    at cell ${Number(failed.reply['execution_count'])}:1:1`,
    ]);
  });

  it('imports a module written in a cell', async () => {
    await kernel().execute(
      `/** @module shapes */\nexport function area(): number {\n  throw new Error('flat');\n}`,
    );
    const failed = await kernel().execute(`import { area } from './shapes';\narea()`);
    expect(errorOf(failed)?.traceback.slice(0, 2)).toEqual(['Error: flat', '    at area (shapes.ts:3:9)']);
  });

  it('imports a package with top-level await', async () => {
    expect(resultOf(await kernel().execute(`import { x } from 'slow';\nx`))).toEqual({ 'text/plain': '1' });
    expect(resultOf(await kernel().execute(`(await import('slow')).x + 1`))).toEqual({ 'text/plain': '2' });
  });

  it('says why such a package cannot be required', async () => {
    const failed = await kernel().execute(`require('slow')`);
    expect(errorOf(failed)).toMatchObject({
      ename: 'ImportError',
      evalue: expect.stringContaining('top-level await') as unknown,
    });
  });

  it('says which module is missing', async () => {
    const failed = await kernel().execute(`import { y } from 'not-there';\ny`);
    expect(errorOf(failed)?.evalue).toMatch(
      /^TS2307: Cannot find module 'not-there'.*\(line 1, column 19\)$/,
    );
  });

  it.each([
    ["import { half } from './helper.ts'; half(4)", '2'],
    ["import { beside } from './beside'; beside", '2'],
    ["import { beside } from './beside.ts'; beside", '2'],
    ["(await import('./helper')).half(6)", '3'],
    ["import call, { name } from './round'; [name, call()]", "[ 'round', 'round trip' ]"],
    ["import { half as halved, other } from './trip'; [halved(2), other()]", "[ 1, 'round trip' ]"],
    ["import data, { n } from './data.json'; [data.list, n + 1]", '[ [ 1 ], 6 ]'],
    ["import { plain } from './plain.js'; plain", '3'],
    ["import { element } from './element'; element", 'b'],
    ["import { modern } from 'modern'; modern", '1'],
    ["import sub from 'modern/sub'; sub", 'sub'],
    ["import old, { a } from 'old'; import * as all from 'old'; [old(), a, all.b]", "[ 1, 'a', 'b' ]"],
    ["import { extra } from 'old/extra'; extra", '1'],
    ["import call2, { named } from 'compiled'; [call2(), named]", "[ 'default', 1 ]"],
    ["import * as compiled from 'compiled'; compiled.default()", 'default'],
    ["import 'modern'; 'effects'", 'effects'],
  ])('%s', async (code, shown) => {
    const execution = await kernel().execute(code);
    expect(errorOf(execution)).toBeUndefined();
    expect(resultOf(execution)).toEqual({ 'text/plain': shown });
  });

  it.each([
    ["import { modern } from 'modern'; const s: string = modern;", /^TS2322/],
    ["import { wrong } from './wrong';", /^TS2322: .*\(wrong\.ts line 1, column 14\)$/],
    ["import sub from 'modern/hidden';", /^TS2307/],
    ["import data from './data.json'; data.missing", /^TS2339/],
  ])('refuses %s', async (code, complaint) => {
    expect(errorOf(await kernel().execute(code))?.evalue).toMatch(complaint);
  });

  it('loads local files anew that have changed, and those that import them', async () => {
    file('packages/one/notebooks/late-one.ts', 'export const late: number = 10;\n');
    file('plain.js', 'export const plain = 30;\n');
    await new Promise((done) => setTimeout(done, 20));
    const execution = await kernel().execute(
      "import { beside } from './beside'; import { plain } from './plain.js'; [beside, plain]",
    );
    expect(resultOf(execution)).toEqual({ 'text/plain': '[ 11, 30 ]' });
  });
});
