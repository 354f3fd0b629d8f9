import { describe, expect, it } from 'vitest';
import { errorOf, resultOf, sharedKernel } from './harness.js';

const kernel = sharedKernel();
const value = async (code: string): Promise<unknown> => {
  const execution = await kernel().execute(code);
  expect(errorOf(execution)).toBeUndefined();
  return (resultOf(execution) as Record<string, unknown> | undefined)?.['text/plain'];
};

/** One of each kind of type that is taken out, and of what is transformed, with the value it has without. */
const KINDS: readonly (readonly [code: string, shown: string])[] = [
  ['const n: number = 1, s = "a" as string, b = true satisfies boolean; [n, s, b]', "[ 1, 'a', true ]"],
  ['let sure!: number; sure = 2; sure!', '2'],
  ['function f<T extends object>(this: void, a: T, b?: number, ...c: T[]): T { return a; }\nf({})', '{}'],
  ['const g = <T,>(x: T): x is T => true; g<number>(1)', 'true'],
  ['const h = (a: number):\n  number => a + 1; h(1)', '2'],
  ['const later = async <T>(x: T): Promise<T> => x; await later<string>("x")', 'x'],
  [
    'function over(x: string): string;\nfunction over(x: number): number;\nfunction over(x: any) { return x; }\nover(3)',
    '3',
  ],
  ['interface A { a: number }\ntype B = A | null;\nconst c: B = { a: 1 };\nc', '{ a: 1 }'],
  [
    'class P<T> { readonly x: T; y?: number; static #z = 1; [key: string]: unknown;\n constructor(x: T) { this.x = x; } get z(): number { return P.#z; } }\nnew P<number>(4).z',
    '1',
  ],
  [
    'abstract class Q { abstract area(): number; declare hidden: string; protected side = 2 }\nclass R extends Q implements Iterable<number> { override area(): number { return this.side ** 2; } *[Symbol.iterator](): Iterator<number> { yield 1; } }\n[new R().area(), ...new R()]',
    '[ 4, 1 ]',
  ],
  [
    'class S { constructor(private readonly x: number, public y = 2) {} sum() { return this.x + this.y; } }\nnew S(1).sum()',
    '3',
  ],
  ['enum Color { Red, Green = 5 }\nColor[5]', 'Green'],
  ['const enum Size { Small = 1 }\nSize.Small', '1'],
  [
    'namespace Space { export const x = 1; export namespace Inner { export const y = 2; } }\nSpace.Inner.y',
    '2',
  ],
  ['import type { Stats } from "node:fs"; import { type ParsedPath, sep } from "node:path"; sep', '/'],
  [
    'function mark(target: Function) { (target as any).marked = true; }\n@mark class Marked {}\n(Marked as any).marked',
    'true',
  ],
  ['const x1 = [1, 2, 3] as const; const [first, ...rest] = x1; rest', '[ 2, 3 ]'],
  ['const tuple: [a: string, b?: number] = ["a"]; tuple', "[ 'a' ]"],
  ['let any1 = <any>{ a: 1 }; any1.a', '1'],
  [
    'const o = { m<T>(x: T): T { return x; }, get p(): number { return 1; }, async *g() { yield 1; } }; o.m<number>(2)',
    '2',
  ],
  [
    'try { throw 1 } catch (e: unknown) { e }\nlabel: for (const i of [1, 2] as number[]) { if (i > 1) break label; }\n"end"',
    'end',
  ],
  ['const tag = <T>(parts: TemplateStringsArray, x: T): T => x; tag<number>`a${1 as number}`', '1'],
  ['const v1 = 1 as number\n;[1].length', '1'],
  ['const v2 = 2 as unknown\n(v2 as any)', '2'],
  ['const { a: { b: [deep] = [3] } }: { a: { b: number[] } } = { a: { b: [9] } }; deep', '9'],
  ['declare const nothing: number;\ndeclare function gone(): void;\n7', '7'],
  ['console.log(), 2', '2'],
  ['{ const block = 1; }\n({ a: 1 }).a', '1'],
  [
    'using_();\nfunction using_() {}\n{ using res = { [Symbol.dispose]() { console.log("closed"); } }; }\n"after"',
    'after',
  ],
  ['(function () { return new.target; })() ?? "none"', 'none'],
  ['typeof import.meta.url', 'string'],
  ['async () => { await 1; }', '[AsyncFunction (anonymous)]'],
  ['for await (const x of [Promise.resolve(1)]) { x; }\nvar hoisted = 1; hoisted', '1'],
];

describe('TypeScript', () => {
  it.each(KINDS)('%s', async (code, shown) => {
    expect(await value(code)).toBe(shown);
  });

  it('keeps lines and columns', async () => {
    await value('enum E1 { A }\nconst boom = (x: number): never => { throw new Error("boom"); }');
    const failed = await kernel().execute(
      'interface Row { a: number }\n\nfunction rows<T extends Row>(all: readonly T[]): T[] { return boom(all.length as number); }\nenum E2 { A }\nrows([{ a: 1 }])',
    );
    const cell = Number(failed.reply['execution_count']);
    expect(errorOf(failed)?.traceback).toEqual([
      'Error: boom',
      `    at boom (cell ${cell - 1}:2:44)`,
      `    at rows (cell ${cell}:3:63)`,
      `    at cell ${cell}:5:1`,
    ]);
  });
});

describe('a variable that a later cell changes', () => {
  it('is seen changed by functions of its own cell', async () => {
    await value('let count = 1; const read = () => count; const add = () => { count++; };');
    await value('count = 10; add();');
    expect(await value('[count, read()]')).toBe('[ 11, 11 ]');
    await value('({ count } = { count: 3 }); [count] = [count + 1]; for (count of [5, 6]);');
    expect(await value('read()')).toBe('6');
  });

  it('is not the one of a later cell with the same name', async () => {
    await value('let same = 1; const readSame = () => same;');
    await value('let same = "text";');
    expect(await value('[same, readSame()]')).toBe("[ 'text', 1 ]");
  });
});

describe('after an error', () => {
  it('what the cell had declared and imported before is kept', async () => {
    const failed = await kernel().execute(
      `import { join } from 'node:path';
       interface Kept { a: number }
       const before: Kept = { a: 1 };
       function hoisted() { return before.a; }
       throw new RangeError('in the middle');
       const after = 2;`,
    );
    expect(errorOf(failed)?.ename).toBe('RangeError');
    expect(await value('const more: Kept = before; [join("a", "b"), more, hoisted()]')).toBe(
      "[ 'a/b', { a: 1 }, 1 ]",
    );
    expect(errorOf(await kernel().execute('after'))?.evalue).toMatch(/Cannot find name 'after'/);
  });

  it('a name that had a value keeps it, if the error came before its new one', async () => {
    await value('const total = 1; const readTotal = () => total;');
    const failed = await kernel().execute('const total = ((): string => { throw new Error("no"); })();');
    expect(errorOf(failed)?.evalue).toBe('no');
    expect(await value('[total + 1, readTotal()]')).toBe('[ 2, 1 ]');
  });

  it.each([
    [
      'const { a1, b: [b1, ...c1], ...d1 } = { a1: 1, b: [2, 3], e: 4 }; throw 0;',
      '[a1, b1, c1, d1]',
      '[ 1, 2, [ 3 ], { e: 4 } ]',
    ],
    ['let a2 = 0, b2 = 1; [a2, b2] = [5, (() => { throw 0; })()];', '[a2, b2]', '[ 0, 1 ]'],
    [
      'class A3 { n() { return 3; } } enum E3 { X, Y } namespace N3 { export const v = 3; } throw 0;',
      '[new A3().n(), E3.Y, N3.v]',
      '[ 3, 1, 3 ]',
    ],
    [
      'throw 0; function f4() { return 4; } interface T4 { n: number }',
      'const t4: T4 = { n: f4() }; t4.n',
      '4',
    ],
    [
      'const zero5 = 0, empty5 = "", no5 = false, null5 = null; throw 0;',
      '[zero5, empty5, no5, null5]',
      "[ 0, '', false, null ]",
    ],
    [
      'let u6: number | undefined; const v6 = undefined; const w6 = console.log(); throw 0;',
      '[u6, v6, w6]',
      '[ undefined, undefined, undefined ]',
    ],
    ['for (var i7 = 0; i7 < 3; i7++) if (i7 === 1) throw 0;', 'i7', '1'],
    [
      'const os8 = await import("node:os"); await import("no-such" + "-package");',
      'typeof os8.cpus',
      'function',
    ],
    ['using d9 = { [Symbol.dispose]() {} }; const a9 = 9; throw 0;', '[typeof d9, a9]', "[ 'object', 9 ]"],
    ['export const a10 = 10; export default 5; throw 0;', 'a10', '10'],
    ['let n11 = 0; const inc11 = () => ++n11; inc11(); throw 0;', '[inc11(), n11]', '[ 2, 2 ]'],
    ['const a12 = 12; setTimeout(() => { throw 0; }, 1);', 'a12', '12'],
    ['const a13 = 13; process.exit(1);', 'a13', '13'],
    ['const a14 = 14; ({ [Symbol.for("Jupyter.display")]() { throw 0; } })', 'a14', '14'],
  ])('of %s', async (code, kept, shown) => {
    expect((await kernel().execute(code)).reply['status']).toBe('error');
    expect(await value(kept)).toBe(shown);
  });

  it.each([
    'throw 0; let u21: number | undefined;',
    'throw 0; var u21: number | undefined;',
    'throw 0; class u21 {}',
    'using d21 = { [Symbol.dispose]() {} }; throw 0; let u21: number | undefined;',
    'const u21 = 1; const = 2;',
    'const u21 = 1; import { x } from "./no-such-file";',
  ])('but not what had no value yet: %s', async (code) => {
    expect((await kernel().execute(code)).reply['status']).toBe('error');
    expect(errorOf(await kernel().execute('u21'))?.evalue).toMatch(/Cannot find name 'u21'/);
  });

  it('after an interrupt, too', async () => {
    const { id, done } = kernel().start(
      'const a22 = 22; console.log("in"); await new Promise(() => {}); const b22 = 1;',
    );
    await kernel().waitFor(({ header, parent }) => header.msg_type === 'stream' && parent.msg_id === id);
    await kernel().request('interrupt_request', {}, 'control');
    expect(errorOf(await done)?.ename).toBe('InterruptedError');
    expect(await value('a22')).toBe('22');
    expect(errorOf(await kernel().execute('b22'))?.evalue).toMatch(/Cannot find name 'b22'/);
  });

  it('in an awaited part, too', async () => {
    await kernel().execute(
      'const early = 1; await null; const middle = 2; await Promise.reject(new Error("x")); const late = 3;',
    );
    expect(await value('early + middle')).toBe('3');
    expect(errorOf(await kernel().execute('late'))?.evalue).toMatch(/Cannot find name 'late'/);
  });

  it('of the compiler, nothing is', async () => {
    await kernel().execute('const unborn = 1; missing();');
    expect(errorOf(await kernel().execute('unborn'))?.evalue).toMatch(/Cannot find name 'unborn'/);
  });
});

describe('import()', () => {
  it('of the library gives it', async () => {
    expect(await value('typeof (await import("tally")).loadOrders')).toBe('function');
  });

  it('has its types', async () => {
    const wrong = await kernel().execute('const { join } = await import("node:path"); join(1)');
    expect(errorOf(wrong)?.evalue).toMatch(/^TS2345/);
  });
});

it('tells that a decorator of the standard does not fit, as an error of types', async () => {
  const code = 'function dec(value: Function, ctx: ClassDecoratorContext) { void ctx; }\n@dec class K {}';
  expect(errorOf(await kernel().execute(code))).toMatchObject({
    ename: 'TypeScriptError',
    evalue: expect.stringMatching(/^TS1238/) as unknown,
  });
});
