import { describe, expect, it } from 'vitest';
import { errorOf, resultOf, sharedKernel } from './harness.js';

const kernel = sharedKernel();

describe('what a cell starts and does not await', () => {
  it.each([
    ['a timer', `setTimeout(() => console.log('late'), 150);`],
    ['a chain of timers', `setTimeout(() => setTimeout(() => console.log('late'), 40), 40); 0`],
    ['an immediate', `setImmediate(() => console.log('late')); 0`],
    [
      'an interval that ends',
      `let n = 0; const t = setInterval(() => { if (++n === 3) { clearInterval(t); console.log('late'); } }, 20);`,
    ],
    [
      'an async function',
      `(async () => { await new Promise((r) => setTimeout(r, 60)); console.log('late'); })(); 0`,
    ],
    [
      'a file read',
      `import { readFile } from 'node:fs'; readFile('package.json', () => setTimeout(() => console.log('late'), 20)); 0`,
    ],
    [
      'a child process',
      `import { exec } from 'node:child_process'; exec('sleep 0.1', () => console.log('late')); 0`,
    ],
    [
      'a compressor',
      `import { gzip } from 'node:zlib'; gzip(Buffer.alloc(20_000_000), () => console.log('late')); 0`,
    ],
    [
      'a native library',
      `import { DuckDBInstance } from '@duckdb/node-api';
       DuckDBInstance.create().then((i) => i.connect()).then((c) => c.run('SELECT sum(i) FROM range(2000000) t(i)'))
         .then(() => console.log('late')); 0`,
    ],
  ])('is waited for: %s', async (_, code) => {
    const execution = await kernel().execute(code);
    expect(execution.stdout).toBe('late\n');
    expect(execution.reply['status']).toBe('ok');
  });

  it.each([
    ['an interval nobody ends', 'const forever = setInterval(() => {}, 100);', 'a timer'],
    [
      'a server',
      `import { createServer } from 'node:net'; const s = createServer().listen(0); 0`,
      'a server',
    ],
  ])('is named if it takes longer than the limit: %s', async (_, code, kind) => {
    const begun = performance.now();
    const { stderr, reply } = await kernel().execute(code);
    expect(reply['status']).toBe('ok');
    expect(stderr).toBe(
      `Still under way 2 s after the end of this cell: ${kind}. Await or end it, or its output may be missing.\n`,
    );
    expect(performance.now() - begun).toBeGreaterThan(1900);
    const next = await kernel().execute('1'); // which has nothing to wait for
    expect([resultOf(next), next.stderr]).toEqual([{ 'text/plain': '1' }, '']);
    await kernel().execute(`if (typeof forever !== 'undefined') clearInterval(forever);`);
  });

  it('does not count if nothing could come of it', async () => {
    const { stderr } = await kernel().execute(
      'setTimeout(() => {}, 60_000).unref(); const never = new Promise(() => {});',
    );
    expect(stderr).toBe('');
  });

  it('is not waited for while another request waits, and still goes to its own cell', async () => {
    const first = kernel().start(`
      let ticks = 0;
      const timer = setInterval(() => { console.log('tick', ++ticks); if (ticks >= 4) clearInterval(timer); }, 60);`);
    const second = kernel().start(
      `console.log('second'); await new Promise((r) => setTimeout(r, 400)); console.log('end');`,
    );
    await first.done;
    expect((await second.done).stdout).toBe('second\nend\n');
    const ticks = kernel().published.filter(
      ({ header, parent }) => header.msg_type === 'stream' && parent.msg_id === first.id,
    );
    expect(ticks.map(({ content }) => content['text']).join('')).toBe('tick 1\ntick 2\ntick 3\ntick 4\n');
  });

  it('can be interrupted', async () => {
    const { id, done } = kernel().start(`console.log('ran'); setTimeout(() => console.log('never'), 1500);`);
    await kernel().waitFor(
      ({ header, parent }) => header.msg_type === 'execute_result' && parent.msg_id === id,
    );
    kernel().process.kill('SIGINT');
    expect(errorOf(await done)).toMatchObject({ ename: 'InterruptedError' });
  });

  it('fails the cell when it fails', async () => {
    const failed = await kernel().execute(
      `(async () => { await new Promise((r) => setTimeout(r, 50)); throw new RangeError('late'); })(); 0`,
    );
    expect(errorOf(failed)).toMatchObject({ ename: 'RangeError', evalue: 'late' });
  });
});

describe('a value that Node.js gives a number', () => {
  it.each([
    ['setTimeout(() => {}, 1)', 'Timeout {}'],
    ['setInterval(() => {}, 1).unref()', 'Timeout {}'],
    ['setImmediate(() => {})', 'Immediate {}'],
    ['Promise.resolve(1)', 'Promise { 1 }'],
    ['(async () => 2)()', 'Promise { 2 }'],
    [
      '({ p: new Promise(() => {}), t: [setTimeout(() => {}, 1)] })',
      '{ p: Promise { <pending> }, t: [ Timeout {} ] }',
    ],
  ])('is shown without it: %s', async (code, text) => {
    expect(resultOf(await kernel().execute(code))).toEqual({ 'text/plain': text });
    expect((await kernel().execute(`console.log(${code})`)).stdout).toBe(`${text}\n`);
  });

  it.each([
    `import * as net from 'node:net'; net.createServer()`,
    `import { AsyncResource } from 'node:async_hooks'; new AsyncResource('X')`,
    `import * as events from 'node:events'; new events.EventEmitterAsyncResource({ name: 'X' })`,
    `import * as files from 'node:fs'; files.createReadStream('package.json')`,
  ])('has no ids: %s', async (code) => {
    const shown = resultOf(await kernel().execute(code)) as Record<string, string>;
    expect(shown['text/plain']).not.toMatch(/async_?id|trigger|owner/i);
  });
});
