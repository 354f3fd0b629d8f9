import { describe, expect, it } from 'vitest';
import { errorOf, resultOf, sharedKernel } from './harness.js';

const kernel = sharedKernel();
const IMPORT = `import test, { describe as group, it as example } from 'node:test';\nimport assert from 'node:assert/strict';`;

describe('a cell whose failure only process.exitCode tells', () => {
  it.each([
    ['await test("revenue", () => { assert.ok(-1 >= 0); });', 'a test failed: revenue (false == true)'],
    [
      'test("not awaited", () => { assert.equal(1, 2); }); 0',
      'a test failed: not awaited (Expected values to be strictly equal)',
    ],
    [
      'test("slow", async () => { await new Promise((r) => setTimeout(r, 100)); assert.fail(); }); 0',
      'a test failed: slow (Failed)',
    ],
    [
      'await group("orders", () => { example("add up", () => { assert.fail(); }); });',
      'a test failed: add up (Failed)',
    ],
    ['process.exitCode = 3;', 'process.exitCode was set to 3'],
    ['process.exitCode = "1";', 'process.exitCode was set to 1'],
    ['setTimeout(() => { process.exitCode = 2; }, 50); 0', 'process.exitCode was set to 2'],
  ])('fails: %s', async (code, evalue) => {
    await kernel().execute(IMPORT);
    const failed = await kernel().execute(code);
    expect(failed.reply['status']).toBe('error');
    expect(errorOf(failed)?.ename).toBe('ExitCodeError');
    expect(errorOf(failed)?.evalue).toBe(evalue);
    expect(resultOf(await kernel().execute('process.exitCode ?? "none"'))).toEqual({ 'text/plain': 'none' });
  });

  it.each([
    'await test("holds", () => { assert.ok(true); });',
    'await test("to do", { todo: true }, () => { assert.fail(); });',
    'process.exitCode = 0;',
    'process.exitCode = 1; process.exitCode = undefined;',
  ])('does not fail without one: %s', async (code) => {
    await kernel().execute(IMPORT);
    expect(errorOf(await kernel().execute(code))).toBeUndefined();
  });
});
