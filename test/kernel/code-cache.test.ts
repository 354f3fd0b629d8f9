import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const MODULE = new URL('../../kernel/dist/environment/code-cache.js', import.meta.url).href;
let folder = '';
const files = (): string[] => readdirSync(folder).map((name) => join(folder, name));

/** Runs a text in a process of its own, as a kernel does: V8 keeps what one process has compiled. */
function run(source: string, cache = folder): { rejected: boolean | undefined; value: number } {
  const program = `
    import { cachedScript } from ${JSON.stringify(MODULE)};
    const { script, store } = cachedScript('add', Buffer.from(${JSON.stringify(source)}), 'add.js');
    const value = script.runInThisContext()(1, 2);
    store();
    console.log(JSON.stringify({ rejected: script.cachedDataRejected, value }));`;
  const env = { ...process.env, TALLY_KERNEL_CACHE: cache };
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { env });
  return JSON.parse(stdout.toString()) as ReturnType<typeof run>;
}

const ADD = '(function add(a, b) { return a + b; })';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tally-kernel-cache-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('the cache of compiled code', () => {
  it('is written by the first process and taken by the next', () => {
    expect(run(ADD)).toEqual({ rejected: undefined, value: 3 });
    expect(files()).toHaveLength(1);
    expect(run(ADD)).toEqual({ rejected: false, value: 3 });
    expect(files()).toHaveLength(1);
  });

  it('is written anew when it is damaged', () => {
    run(ADD);
    const [path = ''] = files();
    const whole = readFileSync(path);
    writeFileSync(path, whole.subarray(0, 40));
    expect(run(ADD)).toEqual({ rejected: true, value: 3 });
    expect(readFileSync(path)).toHaveLength(whole.length);
  });

  it('does not serve another text of the same length', () => {
    run(ADD);
    expect(run(ADD.replace('a + b', 'a - b'))).toEqual({ rejected: undefined, value: -1 });
  });

  it('may be impossible to write', () => {
    expect(run(ADD, '/dev/null/nowhere')).toEqual({ rejected: undefined, value: 3 });
  });
});
