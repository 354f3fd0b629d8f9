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
      `    at cell ${cell}:2:5`,
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

  it('says why a package with top-level await cannot be imported', async () => {
    const failed = await kernel().execute(`import { x } from 'slow';\nx`);
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
});
