import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Client } from './client.js';
import { errorOf, resultOf, sharedKernel } from './harness.js';

describe('an interrupt', () => {
  const kernel = sharedKernel();

  it('by SIGINT ends a loop that never yields', async () => {
    await kernel().execute('1');
    const { done } = await kernel().begin('console.log("in the loop"); while (true) {}');
    await sleep(1000); // nothing can tell from outside that the loop is reached: output waits for the loop
    kernel().process.kill('SIGINT');
    const execution = await done;
    expect(errorOf(execution)).toMatchObject({
      ename: 'InterruptedError',
      evalue: 'the cell was interrupted',
    });
    expect(execution.stdout).toBe('in the loop\n');
    expect(resultOf(await kernel().execute('1'))).toEqual({ 'text/plain': '1' });
  });

  it.each(['', 'await null; '])('by SIGINT ends a flood of prints and not the kernel: %j', async (before) => {
    for (let round = 0; round < 4; round++) {
      const { done } = await kernel().begin(`${before}for (;;) console.log('x'.repeat(100_000));`);
      await sleep(500);
      kernel().process.kill('SIGINT');
      expect(errorOf(await done)).toMatchObject({ ename: 'InterruptedError' });
      expect(resultOf(await kernel().execute('1 + 1'))).toEqual({ 'text/plain': '2' });
    }
  });

  it('by one SIGINT while the cell is still being compiled ends it', async () => {
    const { done } = await kernel().begin('const x = [1].map(String); while (true) {}');
    kernel().process.kill('SIGINT');
    expect(errorOf(await done)).toMatchObject({ ename: 'InterruptedError' });
  });

  it('by one SIGINT between compiling and running ends it', async () => {
    // The kernel hands a compiled cell over under this name, right before the call that a signal can break.
    await kernel().execute(`
      const task = Symbol.for('tally-kernel.task');
      await null; // this cell's own is gone now
      Object.defineProperty(globalThis, task, {
        configurable: true,
        set(value: unknown) {
          process.kill(process.pid, 'SIGINT');
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500); // until it has arrived
          Object.defineProperty(globalThis, task, { configurable: true, writable: true, value });
        },
      });`);
    const { done } = kernel().start('console.log("started"); while (true) {}');
    expect(errorOf(await done)).toMatchObject({ ename: 'InterruptedError' });
    expect(resultOf(await kernel().execute('4'))).toEqual({ 'text/plain': '4' });
  });

  it.each([50, 20_000])('by %i SIGINTs at once ends one cell and not the kernel', async (count) => {
    const { pid } = kernel().process;
    const { done } = await kernel().begin('while (true) {}');
    // A shell sends them fast enough to meet every step of what receives them.
    await once(spawn('bash', ['-c', `for ((i = 0; i < ${count}; i++)); do kill -INT ${pid}; done`]), 'exit');
    expect(errorOf(await done)).toMatchObject({ ename: 'InterruptedError' });
    await sleep(300); // the last of them find no cell
    expect(resultOf(await kernel().execute('5'))).toEqual({ 'text/plain': '5' });
  });

  it('by SIGINT is not taken over by a cell that listens to it', async () => {
    await kernel().execute(`process.on('SIGINT', () => process.abort()); 0`);
    const { id, done } = kernel().start('console.log("on"); await null; await new Promise(() => {});');
    await kernel().waitFor(({ header, parent }) => header.msg_type === 'stream' && parent.msg_id === id);
    kernel().process.kill('SIGINT');
    expect(errorOf(await done)).toMatchObject({ ename: 'InterruptedError' });
    const loop = await kernel().begin('while (true) {}');
    await sleep(300);
    kernel().process.kill('SIGINT');
    expect(errorOf(await loop.done)).toMatchObject({ ename: 'InterruptedError' });
  });

  it.each(['SIGINT', 'interrupt_request'])('by %s ends a cell that awaits', async (how) => {
    const { id, done } = kernel().start('console.log("waiting"); await new Promise(() => {});');
    await kernel().waitFor(({ header, parent }) => header.msg_type === 'stream' && parent.msg_id === id);
    if (how === 'SIGINT') kernel().process.kill('SIGINT');
    else await kernel().request('interrupt_request', {}, 'control');
    expect(errorOf(await done)).toMatchObject({ ename: 'InterruptedError' });
    expect(resultOf(await kernel().execute('2'))).toEqual({ 'text/plain': '2' });
  });

  it.each([
    'await new Promise((resolve) => setTimeout(resolve, 20)); while (true) {}',
    'await null; while (true) {}',
    'setTimeout(() => { while (true) {} }, 5); await new Promise(() => {});',
    'await new Promise((resolve) => setImmediate(resolve)); for (;;) JSON.stringify([1]);',
    // Displays that are still on their way when the loop ends the turn.
    `const publish = (globalThis as any)[Symbol.for("Jupyter.publish")];
     for (let i = 0; i < 20; i++) publish({ data: { "text/plain": "x" } });
     await null; while (true) {}`,
  ])('by SIGINT ends a loop that starts in a later turn: %s', async (code) => {
    await kernel().execute('const kept = 7;');
    const { done } = await kernel().begin(code);
    await sleep(700); // nothing can tell from outside that the loop is reached
    kernel().process.kill('SIGINT');
    expect(errorOf(await done)).toMatchObject({ ename: 'InterruptedError' });
    const next = await kernel().execute('console.log("still"); await null; console.log("prints"); kept');
    expect(next.stdout).toBe('still\nprints\n');
    expect(resultOf(next)).toEqual({ 'text/plain': '7' });
    const timers = await kernel().execute('await new Promise((resolve) => setTimeout(resolve, 5, 6))');
    expect(resultOf(timers)).toEqual({ 'text/plain': '6' });
  });

  it('of an idle kernel changes nothing', async () => {
    kernel().process.kill('SIGINT');
    await kernel().request('interrupt_request', {}, 'control');
    await sleep(300); // a signal takes its time to be received
    expect(resultOf(await kernel().execute('3'))).toEqual({ 'text/plain': '3' });
  });
});

describe('the parent', () => {
  it('takes the kernel with it, even out of a loop that never yields', async () => {
    const parent = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const client = await Client.start({ env: { TALLY_KERNEL_PARENT_PID: String(parent.pid) } });
    await client.execute('1');
    client.start('while (true) {}');
    const exit = once(client.process, 'exit');
    await sleep(100);
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    await exit;
    await client.close();
  });
});
