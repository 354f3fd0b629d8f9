import { describe, expect, it } from 'vitest';
import { errorOf, resultOf, sharedKernel } from './harness.js';

const kernel = sharedKernel();
const value = async (code: string): Promise<unknown> => {
  const execution = await kernel().execute(code);
  expect(errorOf(execution)).toBeUndefined();
  return (resultOf(execution) as Record<string, unknown> | undefined)?.['text/plain'];
};

describe('variables of earlier cells', () => {
  it('can be used in object shorthand', async () => {
    await value('const alpha = 1, beta = { gamma: 2 };');
    expect(await value('({ alpha, nested: { beta } })')).toBe('{ alpha: 1, nested: { beta: { gamma: 2 } } }');
    expect(await value('[3].map((alpha) => ({ alpha }))')).toBe('[ { alpha: 3 } ]');
  });

  it('are not mixed up with the names of properties that an earlier cell declared', async () => {
    await value(
      'interface Counts { users: number; rows: number; }\nlet counts: Counts = { users: 1, rows: 2 };',
    );
    await value('const key = "rows", users = 7, k = 8, n = 9;');
    expect(await value('[counts].map(({ users: k, rows: n }) => k + n)[0]')).toBe('3');
    expect(await value('let most: number; ({ users: most } = counts); most')).toBe('1');
    expect(await value('const { [key]: chosen = users } = counts; chosen')).toBe('2');
    expect(await value('const given: Counts = { users: k, rows: users }; given')).toBe(
      '{ users: 8, rows: 7 }',
    );
    expect(await value('({ [key]: n })')).toBe('{ rows: 9 }');
  });

  it('can be assigned, with their type checked', async () => {
    await value('let users: string = "users.csv"; let asOf = new Date(0);');
    await value('users = "other.csv"');
    expect(await value('users')).toBe('other.csv');
    const wrong = await kernel().execute('users = 3');
    expect(errorOf(wrong)).toMatchObject({
      ename: 'TypeScriptError',
      evalue: "TS2322: Type 'number' is not assignable to type 'string'. (line 1, column 1)",
    });
    expect(await value('users')).toBe('other.csv');
  });

  it.each([
    'users = "a.csv"',
    'users += ".gz"',
    'const text = ["b"]; [users] = text',
    '({ users } = { users: "c" })',
  ])('show nothing when assigned by %s', async (code) => {
    await value('let users = "users.csv";');
    expect(await value(code)).toBeUndefined();
    expect(await value('users')).not.toBe('users.csv');
    expect(await value('(users = "shown")')).toBe('shown');
  });

  it('can be declared again with another type', async () => {
    await value('const again = 1;');
    expect(await value('const again = "text"; again.length')).toBe('4');
  });
});

describe('await at the top level', () => {
  it.each([
    ['await (Promise.resolve(5))', '5'],
    ['const n: number = await Promise.resolve(6); n', '6'],
    ['let sum = 0; for await (const x of [1, Promise.resolve(2)]) sum += x;\nsum', '3'],
    ['if (true) { await (Promise.resolve(1)); }\n"after"', 'after'],
  ])('%s', async (code, expected) => {
    expect(await value(code)).toBe(expected);
  });
});

describe('imports', () => {
  it('load built-in modules and types', async () => {
    expect(await value(`import * as fs from 'node:fs'; fs.existsSync('package.json')`)).toBe('true');
    expect(await value(`import type { Stats } from 'node:fs'; const s: Stats | null = null; 1`)).toBe('1');
    expect(await value(`import { join } from 'node:path'; join('a', 'b')`)).toBe('a/b');
  });
});

describe('the editor', () => {
  it('completes names and members', async () => {
    await value('const revenue = { total: 1, today: 2 };');
    const reply = await kernel().request('complete_request', { code: 'revenue.to', cursor_pos: 10 });
    expect(reply).toMatchObject({
      status: 'ok',
      cursor_start: 8,
      cursor_end: 10,
      matches: expect.arrayContaining(['total', 'today']) as unknown,
    });
  });

  it('tells what the names are that it completes', async () => {
    await value('const kinds = { total: 1, sum() {} }; class Kind {}');
    const types = async (code: string) => {
      const reply = await kernel().request('complete_request', { code, cursor_pos: code.length });
      const { _jupyter_types_experimental: all } = reply['metadata'] as Record<string, unknown>;
      return all;
    };
    const [start, end] = [6, 8];
    const sum = { start, end, text: 'sum', type: 'method', signature: '(): void' };
    expect(await types('kinds.su')).toContainEqual(sum);
    const total = { start, end, text: 'total', type: 'property', signature: '' };
    expect(await types('kinds.to')).toContainEqual(total);
    const kind = { start: 0, end: 3, text: 'Kind', type: 'class', signature: '' };
    expect(await types('Kin')).toContainEqual(kind);
  });

  it('tells how what it completes is called', async () => {
    await value(
      "import { join } from 'node:path';\n/** Twice. */\nconst twice = (n: number, label?: string) => n * 2;",
    );
    const signatures = async (code: string) => {
      const reply = await kernel().request('complete_request', { code, cursor_pos: code.length });
      const { _jupyter_types_experimental: all } = reply['metadata'] as Record<string, unknown>;
      return Object.fromEntries(
        (all as { text: string; signature: string }[]).map(({ text, signature }) => [text, signature]),
      );
    };
    expect((await signatures('twic'))['twice']).toBe('(n: number, label?: string): number');
    expect((await signatures('joi'))['join']).toBe('(...paths: string[]): string');
    expect((await signatures('[1].toSp'))['toSpliced']).toMatch(/^\(start: number/);
    const all = Object.values(await signatures(''));
    expect(all.every((signature) => signature === '')).toBe(true);
    expect(all.length).toBeGreaterThan(100);
  });

  it('counts the cursor in code points', async () => {
    const reply = await kernel().request('complete_request', { code: '"😀"; revenue.to', cursor_pos: 15 });
    expect(reply).toMatchObject({ cursor_start: 13, cursor_end: 15 });
  });

  it('inspects types and documentation', async () => {
    await value(
      '/** Average order value. */\nfunction aov(total: number, orders: number): number { return total / orders; }',
    );
    const reply = await kernel().request('inspect_request', { code: 'aov(1, 2)', cursor_pos: 1 });
    expect(reply).toMatchObject({ found: true });
    expect((reply['data'] as Record<string, string>)['text/plain']).toMatch(
      /^Average order value\.\n\nfunction aov\(total: number, orders: number\): number$/,
    );
    const nothing = await kernel().request('inspect_request', { code: '   ', cursor_pos: 1 });
    expect(nothing).toMatchObject({ status: 'ok', found: false });
  });

  it.each([
    ['1 + 1', { status: 'complete' }],
    ['function f() {', { status: 'incomplete', indent: '  ' }],
  ])('says whether %s is complete', async (code, expected) => {
    expect(await kernel().request('is_complete_request', { code })).toEqual(expected);
  });
});

describe('export in a cell', () => {
  it.each([
    ['export const rate = 0.5;', 'rate', '0.5'],
    ['export let a1 = 1, a2 = 2;', 'a1 + a2', '3'],
    ['export function twice(n: number) { return 2 * n; }', 'twice(3)', '6'],
    ['export async function later() { return 4; }', 'await later()', '4'],
    ['export class Shop { name = "x" }', 'new Shop().name', 'x'],
    ['export abstract class Base { static n = 7 }', 'Base.n', '7'],
    ['export enum Level { Low, High }', 'Level.High', '1'],
    ['export interface Row { id: number }', '(({ id: 1 }) satisfies Row).id', '1'],
    ['export type Id = number | string;', '("i" as Id)', 'i'],
    ['export default function named() { return 8; }', 'named()', '8'],
    ['const b1 = 1, b2 = 2;\nexport { b1, b2 };', 'b1 + b2', '3'],
    ['const b3 = 1;\nexport { b3 as other };', 'b3', '1'],
    ["export { basename } from 'node:path';", 'basename("a/b")', 'b'],
    ["export * as paths from 'node:path';", 'paths.basename("a/c")', 'c'],
    ["export * from 'node:path';\nconst after = 9;", 'after', '9'],
    ["export type { Stats } from 'node:fs';", '(undefined as Stats | undefined) === undefined', 'true'],
    ['export namespace Space { export const inner = 5; }', 'Space.inner', '5'],
    ['export const { x: px, y: py } = { x: 1, y: 2 };', 'px + py', '3'],
    ['/* export */ const text = "export const z = 1";', 'text', 'export const z = 1'],
  ])('declares as without it: %s', async (cell, expression, shown) => {
    await value(cell);
    expect(await value(expression)).toBe(shown);
    await value(cell); // and again
  });

  it.each([
    ['export default 1 + 1', '2'],
    ['const z0 = 1\nexport default { z0 };', '{ z0: 1 }'],
    ['export default class {}', '[class (anonymous)]'],
    ['export default () => 1', '[Function (anonymous)]'],
  ])('of a default shows the value: %s', async (cell, shown) => {
    expect(await value(cell)).toBe(shown);
  });

  it('leaves complaints in their place', async () => {
    const wrong = await kernel().execute('export const rate: string = 0.5;');
    expect(errorOf(wrong)?.evalue).toMatch(/^TS2322: .*\(line 1, column 14\)$/);
  });
});

describe('what Node.js 20 has of ES2023', () => {
  it.each([
    ['[1, 2, 3].findLast((v) => v < 3)', '2'],
    ['[1, 2, 3].findLastIndex((v) => v < 3)', '1'],
    ['[3, 1, 2].toSorted()', '[ 1, 2, 3 ]'],
    ['[3, 1, 2].toReversed()', '[ 2, 1, 3 ]'],
    ['[1, 2, 3].with(0, 9)', '[ 9, 2, 3 ]'],
    ['[1, 2, 3].toSpliced(0, 1)', '[ 2, 3 ]'],
    ['new Uint8Array([2, 1]).toSorted().at(0)', '1'],
    ['(["b", "a"] as readonly string[]).toSorted()[0]', 'a'],
  ])('is known to the compiler: %s', async (code, shown) => {
    expect(await value(code)).toBe(shown);
  });
});
