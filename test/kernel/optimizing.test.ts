import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const MODULE = new URL('../../kernel/dist/environment/optimizing.js', import.meta.url).href;
const CACHE = new URL('../../kernel/dist/environment/code-cache.js', import.meta.url).href;

/** Runs a text in a Node.js of its own, since it changes how V8 compiles, and returns what it prints. */
function run(text: string, flags: readonly string[] = [], environment: NodeJS.ProcessEnv = {}): string {
  const program = `
    import { withoutOptimizing } from ${JSON.stringify(MODULE)};
    import { cachedScript } from ${JSON.stringify(CACHE)};
    ${text}`;
  const env = { ...process.env, ...environment };
  const { stdout, status } = spawnSync(process.execPath, [...flags, '--input-type=module', '-e', program], {
    env,
  });
  expect(status).toBe(0);
  return stdout.toString().trim();
}

/** `hot` adds numbers in a loop, and `add` is what it calls. */
const HOT = `
  const add = (a, b) => a + b;
  const hot = () => { let sum = 0; for (let i = 0; i < 3_000_000; i++) sum = add(sum, 1); return sum; };`;
const OPTIMIZED = /completed optimizing .*<JSFunction (?:add|hot) /;

describe('withoutOptimizing', () => {
  it('keeps V8 from optimizing what runs in it, and only that', () => {
    const text = `${HOT}
      console.log(withoutOptimizing(hot), 'MARK');
      hot();`;
    const [within = '', after] = run(text, ['--trace-opt']).split('3000000 MARK');
    expect(within).not.toMatch(OPTIMIZED);
    expect(after).toMatch(OPTIMIZED);
  });

  it('ends also where the work throws', () => {
    const text = `${HOT}
      try { withoutOptimizing(() => { throw new RangeError('x'); }); } catch (error) { console.log(error.name); }
      hot();`;
    const [, after] = run(text, ['--trace-opt']).split('RangeError');
    expect(after).toMatch(OPTIMIZED);
  });

  it.each([
    ['--jitless', ['--jitless'], {}],
    ['--no-opt', ['--no-opt'], {}],
    ['NODE_OPTIONS', [], { NODE_OPTIONS: '--jitless' }],
  ])('turns on nothing that was turned off by %s', (_, flags, environment) => {
    const text = `${HOT}
      withoutOptimizing(() => 1);
      console.log(hot());`;
    expect(run(text, [...flags, '--trace-opt'], environment)).toBe('3000000');
  });

  it('leaves the cache of compiled code valid', () => {
    const text = `
      const { script, store } = cachedScript('add', Buffer.from('(a, b) => a + b'), 'add.js');
      withoutOptimizing(() => script.runInThisContext()(1, 2));
      store();
      console.log(script.cachedDataRejected);`;
    const environment = { TALLY_KERNEL_CACHE: mkdtempSync(join(tmpdir(), 'tally-kernel-optimizing-')) };
    expect(run(text, [], environment)).toBe('undefined');
    expect(run(text, [], environment)).toBe('false');
    rmSync(environment.TALLY_KERNEL_CACHE, { recursive: true });
  });
});
