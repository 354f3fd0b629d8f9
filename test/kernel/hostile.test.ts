import { describe, expect, it } from 'vitest';
import { errorOf, resultOf, sharedKernel, typesOf } from './harness.js';

const kernel = sharedKernel();
const TRAP = `throw new Error('trap');`;
const TRAPS = [
  ...['get', 'set', 'has', 'deleteProperty', 'ownKeys', 'getOwnPropertyDescriptor', 'defineProperty'],
  ...['getPrototypeOf', 'setPrototypeOf', 'isExtensible', 'preventExtensions', 'apply', 'construct'],
];
const PROXY = `new Proxy(function () {} as any, { ${TRAPS.map((trap) => `${trap}() { ${TRAP} }`).join(', ')} })`;
const REVOKED = `(() => { const { proxy, revoke } = Proxy.revocable({} as any, {}); revoke(); return proxy; })()`;
const CUSTOM = `{ [Symbol.for('nodejs.util.inspect.custom')]() { ${TRAP} } }`;
const SAID = '[a value that cannot be shown: trap]';

/** An error of which one property is something else. */
const odd = (name: string, to: string): string =>
  `throw Object.defineProperty(new Error('m'), '${name}', { ${to} })`;
const thrower = `get() { ${TRAP} }`;

async function expectAlive(): Promise<void> {
  const { stdout, messages } = await kernel().execute(`console.log('alive'); 1 + 1`);
  expect(stdout).toBe('alive\n');
  expect(messages.at(-1)?.content['data']).toEqual({ 'text/plain': '2' });
}

describe('an error that throws when it is looked at, or says no text, fails its cell', () => {
  it.each([
    ['a proxy', `throw ${PROXY}`, 'Uncaught', '[Function (anonymous)]'],
    ['a revoked proxy', `throw ${REVOKED}`, 'Uncaught', '<Revoked Proxy>'],
    ['one that is rejected', `await Promise.reject(${REVOKED})`, 'Uncaught', '<Revoked Proxy>'],
    ['one that nobody awaits', `Promise.reject(${REVOKED}); 1`, 'Uncaught', '<Revoked Proxy>'],
    ['one of a timer', `setTimeout(() => { throw ${REVOKED}; }, 1); 1`, 'Uncaught', '<Revoked Proxy>'],
    ['an object with a text of its own', `throw ${CUSTOM}`, 'Uncaught', SAID],
    ['a name', odd('name', thrower), 'Error', 'm'],
    ['a message', odd('message', thrower), 'Error', ''],
    ['a stack', odd('stack', thrower), 'Error', 'm'],
    ['a code', odd('code', thrower), 'Error', 'm'],
    ['a cause', `throw new Error('m', { cause: ${CUSTOM} })`, 'Error', 'm'],
    ['a name that is a number', odd('name', 'value: 5'), '5', 'm'],
    ['a name that is a symbol', odd('name', `value: Symbol('n')`), 'Symbol(n)', 'm'],
    ['a message that is an object', odd('message', 'value: { a: 1 }'), 'Error', '{ a: 1 }'],
    ['a stack that is a number', odd('stack', 'value: 7'), 'Error', 'm'],
    ['a code of every object', odd('code', `value: 'constructor'`), 'Error', 'm'],
    ['a symbol', `throw Symbol('s')`, 'Uncaught', 'Symbol(s)'],
    ['undefined', 'throw undefined', 'Uncaught', 'undefined'],
    ['null', 'throw null', 'Uncaught', 'null'],
    ['nothing but a prototype', 'throw Object.create(Error.prototype)', 'Error', ''],
  ])('%s', async (_, code, ename, evalue) => {
    const execution = await kernel().execute(code);
    const error = errorOf(execution);
    expect(error).toMatchObject({ ename, evalue });
    expect(error?.traceback.every((line) => typeof line === 'string')).toBe(true);
    expect(execution.reply).toMatchObject({ status: 'error', ename, evalue });
    await expectAlive();
  });

  it('after its end is printed', async () => {
    const printed = kernel().waitFor(({ header }) => header.msg_type === 'stream');
    await kernel().execute(`const late = setTimeout(() => { throw ${REVOKED}; }, 150); late.unref(); 1`);
    expect((await printed).content).toEqual({
      name: 'stderr',
      text: 'Uncaught error after the end of its cell: <Revoked Proxy>\n',
    });
    await expectAlive();
  });

  it('also where a cell has removed all listeners of the process', async () => {
    for (const removal of ['', `'uncaughtException'`, `'unhandledRejection'`, `'removeListener'`]) {
      await kernel().execute(`process.removeAllListeners(${removal});`);
      const rejected = await kernel().execute(`Promise.reject(new Error('rejected')); 1`);
      expect(errorOf(rejected)).toMatchObject({ evalue: 'rejected' });
      const thrown = await kernel().execute(`setTimeout(() => { throw new Error('thrown'); }, 1); 1`);
      expect(errorOf(thrown)).toMatchObject({ evalue: 'thrown' });
    }
  });
});

describe('a value that throws when it is looked at is shown', () => {
  it.each([
    ['a proxy', PROXY],
    ['a revoked proxy', REVOKED],
    ['rows with one', `[{ a: ${PROXY} }, { a: ${REVOKED} }]`],
    ['a Map with one', `new Map<any, any>([[${PROXY}, ${REVOKED}]])`],
    ['a text of its own', `(${CUSTOM})`],
    ['a text of its own that throws a proxy', `(${CUSTOM.replace(TRAP, `throw ${PROXY};`)})`],
    ['a tag', `({ get [Symbol.toStringTag](): string { ${TRAP} } })`],
    ['a then', `({ get then(): unknown { ${TRAP} } })`],
    ['a constructor', `({ get constructor(): any { ${TRAP} } })`],
    ['conversions', `({ [Symbol.toPrimitive]() { ${TRAP} }, toString() { ${TRAP} }, toJSON() { ${TRAP} } })`],
    ['a link', `Object.defineProperty(new URL('http://x'), 'href', { ${thrower} })`],
    ['bytes', `Object.defineProperty(new Uint8Array(4), 'buffer', { ${thrower} })`],
    ['rows of a getter', `[{ get a(): number { ${TRAP} } }]`],
    ['no prototype', 'Object.create(null)'],
    ['100,000 objects deep', 'let deep: any = {}; for (let i = 0; i < 100_000; i++) deep = { deep }; deep'],
    ['a row that deep', '[{ deep }]'],
    ['itself inside', 'const own: any = { a: 1 }; own.own = own; [own]'],
    ['four billion holes', 'new Array(4294967295)'],
    ['four billion holes in a figure', '({ data: new Array(4294967295), layout: {} })'],
    ['100 million bytes', 'new Uint8Array(1e8)'],
    ['a million rows', 'Array.from({ length: 1e6 }, (_, i) => ({ i }))'],
    ['100,000 columns', '[Object.fromEntries(Array.from({ length: 1e5 }, (_, i) => [`c${i}`, i]))]'],
  ])('of %s', async (_, code) => {
    const execution = await kernel().execute(code);
    expect(typesOf(execution)).toEqual(['execute_result']);
    const text = (resultOf(execution) as Record<string, unknown>)['text/plain'];
    expect(String(text).length).toBeLessThan(5_000_000);
    expect(typeof text).toBe('string');
    await expectAlive();
  });
});

describe('what cannot be sent fails its cell', () => {
  const display = (shown: string): string => `({ [Symbol.for('Jupyter.display')]() { ${shown} } })`;
  const call = (name: string, given: string): string =>
    `(globalThis as any)[Symbol.for('Jupyter.${name}')](${given})`;

  it.each([
    ['a display that throws a proxy', display(`throw ${REVOKED};`), '<Revoked Proxy>'],
    ['a display that is an array', display('return [1];'), /must return a MIME bundle, not an array$/],
    ['a display that is nothing', display('return null;'), /not null$/],
    ['a display with a BigInt', display(`return { 'text/html': 1n };`), /BigInt/],
    ['a display in a circle', display('const a: any = {}; a.a = a; return a;'), /circular/],
    ['a display that is too deep', display(`return { 'application/json': deep };`), /call stack/],
    ['a text of half a billion', `'x'.repeat(2 ** 29 - 24)`, 'Invalid string length'],
    ['a message without a type', call('broadcast', 'undefined, {}'), /must be a text/],
    ['a message whose type is a symbol', call('broadcast', `Symbol('s'), {}`), /must be a text/],
    ['a message without content', call('broadcast', `'x'`), /must be an object/],
    ['a published display without data', call('publish', '{ data: 5 }'), /must be an object/],
    ['nothing published', call('publish', ''), /undefined/],
  ])('%s', async (_, code, evalue) => {
    await kernel().execute('var deep: any = {}; for (let i = 0; i < 100_000; i++) deep = { deep };');
    const execution = await kernel().execute(code);
    const said = errorOf(execution)?.evalue;
    if (typeof evalue === 'string') expect(said).toBe(evalue);
    else expect(said).toMatch(evalue);
    await expectAlive();
  });

  it('but a bundle whose text is none gets one', async () => {
    const execution = await kernel().execute(display(`return { 'text/plain': () => 1, 'text/html': 'x' };`));
    expect(resultOf(execution)).toEqual({ 'text/plain': expect.any(String) as string, 'text/html': 'x' });
  });
});

describe('a child process', () => {
  it('that holds the output of the kernel and outlives its cell holds up nothing', async () => {
    const { reply } = await kernel().execute(
      `import { spawn } from 'node:child_process';
       const child = spawn('sleep', ['60'], { stdio: 'inherit', detached: true }); child.unref();`,
    );
    expect(reply['status']).toBe('ok');
    await expectAlive();
    const ended = await kernel().execute('process.kill(child.pid!); child.signalCode ?? child.exitCode');
    expect(ended.reply['status']).toBe('ok');
  });

  it('that writes without end is ended by an interrupt, and its output is of its cell', async () => {
    const { id, done } = kernel().start(
      `const flood = spawn('yes', { signal: (globalThis as any)[Symbol.for('Jupyter.signal')]() });
       flood.on('error', () => undefined);
       flood.stdout.on('data', (text) => process.stdout.write(text));
       await new Promise((resolve) => flood.once('close', resolve));`,
    );
    await kernel().waitFor(({ header, parent }) => header.msg_type === 'stream' && parent.msg_id === id);
    await kernel().request('interrupt_request', {}, 'control');
    expect(errorOf(await done)).toMatchObject({ ename: 'InterruptedError' });
    await expectAlive();
  });
});
