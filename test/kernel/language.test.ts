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
      /^function aov\(total: number, orders: number\): number/,
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
