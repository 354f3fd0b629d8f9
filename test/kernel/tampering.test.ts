import { describe, expect, it } from 'vitest';
import { errorOf, resultOf, sharedKernel } from './harness.js';

const kernel = sharedKernel();

/** Whether the kernel still compiles, runs, prints, shows, completes and answers. */
async function expectWell(): Promise<void> {
  const execution = await kernel().execute(`console.log('line'); await null; [{ a: 1 }]`);
  expect(errorOf(execution)).toBeUndefined();
  expect(execution.stdout).toBe('line\n');
  expect(resultOf(execution)).toMatchObject({ 'text/plain': '[ { a: 1 } ]' });
  expect((await kernel().execute('const n: number = "x";')).reply['ename']).toBe('TypeScriptError');
  expect(
    (await kernel().request('complete_request', { code: '[1].fla', cursor_pos: 7 }))['matches'],
  ).toContain('flat');
}

const BROKEN = `() => { throw new Error('broken by a cell'); }`;
const PLACES = [
  ...[
    'JSON.stringify',
    'JSON.parse',
    'Object.keys',
    'Object.assign',
    'Object.defineProperty',
    'Object.entries',
  ],
  ...['Array.from', 'Array.isArray', 'Array.prototype.map', 'Array.prototype.push', 'Array.prototype.join'],
  ...['Array.prototype.filter', 'Array.prototype.slice', 'Array.prototype.shift'],
  ...['Promise', 'Promise.race', 'Promise.all', 'Promise.resolve'],
  ...['Promise.prototype.then', 'Date', 'Date.now', 'Date.prototype.toISOString', 'Buffer', 'Buffer.from'],
  ...['Buffer.prototype.toString', 'Buffer.prototype.equals', 'Buffer.concat', 'setTimeout', 'setImmediate'],
  ...['clearTimeout', 'queueMicrotask', 'console', 'process.emitWarning', 'Map', 'Map.prototype.get', 'Set'],
  ...['Map.prototype.set', 'Set.prototype.has', 'Set.prototype.add', 'WeakMap.prototype.get', 'String'],
  ...[
    'String.prototype.replace',
    'String.prototype.split',
    'String.prototype.slice',
    'RegExp.prototype.exec',
  ],
  ...['RegExp.prototype.test', 'Math.max', 'Math.random', 'Number', 'Number.isInteger', 'Symbol', 'Error'],
  ...['Function.prototype.call', 'Function.prototype.bind', 'Reflect.get', 'Reflect.apply'],
  ...[
    'AbortController',
    'performance',
    'Uint8Array',
    'structuredClone',
    'parseInt',
    'Proxy',
    'Intl.Segmenter',
  ],
];

describe('a cell that replaces what the kernel needs', () => {
  it.each(PLACES)('of %s breaks itself at most', async (place) => {
    const code = `{ const was = ${place}; (globalThis as any).undo = () => { (${place} as any) = was; };
      (${place} as any) = ${BROKEN}; }`;
    expect((await kernel().execute(code)).reply['status']).toBe('ok');
    const next = await kernel().execute('1 + 1');
    expect(resultOf(next)).toEqual({ 'text/plain': '2' });
    const held = await kernel().execute(`String(${place}).includes('broken by a cell')`);
    expect(held.reply['status']).toMatch(/ok|error/); // it has what it has made of it
    await kernel().execute('(globalThis as any).undo()');
    await expectWell();
  });

  it.each([
    ['Object.prototype.toJSON', `'x'`],
    ['Array.prototype.toJSON', `'x'`],
    ['String.prototype.toJSON', `'x'`],
    ['Object.prototype.then', 'undefined'],
    ['Object.prototype.extra', '1'],
    ['Array.prototype.extra', '1'],
  ])('or adds %s is answered', async (place, value) => {
    await kernel().execute(
      `(${place.replace(/\.(\w+)$/, ' as any).$1')} = () => ${value}; console.log('x'); 0`,
    );
    const next = await kernel().execute(`console.log('still'); [1]`);
    expect(next.stdout).toBe('still\n');
    expect(resultOf(next)).toEqual({ 'text/plain': '[ 1 ]' });
    await kernel().execute(`delete (${place.replace(/\.(\w+)$/, ' as any).$1')}`);
    await expectWell();
  });

  it.each(['JSON.stringify', 'Array.prototype.map', 'globalThis.Map'])(
    'of %s by what throws when it is read is answered',
    async (place) => {
      const [, target = '', name = ''] = /^(.*)\.(\w+)$/.exec(place) ?? [];
      await kernel().execute(
        `const was = Object.getOwnPropertyDescriptor(${target}, '${name}')!, { defineProperty } = Object;
         defineProperty(${target}, '${name}', { get: ${BROKEN}, configurable: true });`,
      );
      expect(resultOf(await kernel().execute('1 + 1'))).toEqual({ 'text/plain': '2' });
      expect((await kernel().execute(`${place}; 0`)).reply['evalue']).toBe('broken by a cell');
      await kernel().execute(`defineProperty(${target}, '${name}', was);`);
      await expectWell();
    },
  );

  it('keeps what it has changed for later cells', async () => {
    await kernel().execute(`const random = Math.random; Math.random = () => 0.5;`);
    expect(resultOf(await kernel().execute('Math.random()'))).toEqual({ 'text/plain': '0.5' });
    await kernel().execute(
      'Math.random = random; (Array.prototype as any).second = function () { return this[1]; };',
    );
    expect(resultOf(await kernel().execute('([1, 2] as any).second()'))).toEqual({ 'text/plain': '2' });
    await kernel().execute('delete (Array.prototype as any).second');
  });

  it('is interrupted while it awaits', async () => {
    const { id, done } = kernel().start(
      `const P = Promise; console.log('in'); (globalThis as any).Promise = ${BROKEN};
       P.prototype.then = ${BROKEN}; await new P(() => {});`,
    );
    await kernel().waitFor(({ header, parent }) => header.msg_type === 'stream' && parent.msg_id === id);
    await kernel().request('interrupt_request', {}, 'control');
    expect(errorOf(await done)).toMatchObject({ ename: 'InterruptedError' });
    expect(resultOf(await kernel().execute('3'))).toEqual({ 'text/plain': '3' });
  });
});
