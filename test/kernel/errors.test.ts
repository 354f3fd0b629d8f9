import { describe, expect, it } from 'vitest';
import { errorOf, resultOf, sharedKernel, typesOf } from './harness.js';

const kernel = sharedKernel();

describe('an error in a cell', () => {
  it('points at the line and column of its TypeScript', async () => {
    const define = await kernel().execute(
      [
        'interface Row { n: number }',
        'function check(row: Row): number {',
        '  const { n }: Row = row;',
        '  if (n > 1) throw new RangeError(`too many: ${n}`);',
        '  return n;',
        '}',
      ].join('\n'),
    );
    const defined = Number(define.reply['execution_count']);
    const failed = await kernel().execute('const rows = [1, 2];\n\nrows.map((n: number) => check({ n }));');
    const cell = defined + 1;
    expect(errorOf(failed)).toEqual({
      ename: 'RangeError',
      evalue: 'too many: 2',
      traceback: [
        'RangeError: too many: 2',
        `    at check (cell ${defined}:4:20)`,
        `    at cell ${cell}:3:25`,
        `    at cell ${cell}:3:6`,
      ],
    });
    expect(failed.reply).toMatchObject({ status: 'error', ename: 'RangeError', execution_count: cell });
    expect(typesOf(failed)).toEqual(['error']);
  });

  it('is followed by cells that run normally, at once', async () => {
    await kernel().execute('throw new Error("first")');
    expect(resultOf(await kernel().execute('"second"'))).toEqual({ 'text/plain': 'second' });
  });

  it('shows its cause, and no path of this machine', async () => {
    const failed = await kernel().execute(
      `import * as fs from 'node:fs';
       try { fs.readFileSync('missing.csv'); } catch (cause) { throw new Error('outer', { cause }); }`,
    );
    const text = errorOf(failed)?.traceback.join('\n');
    expect(text).toContain('Error: outer\n    at cell ');
    expect(text).toContain("[cause]: Error: ENOENT: no such file or directory, open 'missing.csv'");
    expect(text).not.toMatch(/node:|tslab|\s\//);
  });

  it.each([
    ['throw 3', 'Uncaught', '3'],
    ['throw { code: 7 }', 'Uncaught', '{ code: 7 }'],
    ['throw undefined', 'Uncaught', 'undefined'],
    ['await Promise.reject(new TypeError("rejected"))', 'TypeError', 'rejected'],
    ['Promise.reject(new TypeError("nobody waits")); 1', 'TypeError', 'nobody waits'],
    ['process.nextTick(() => { throw new Error("next tick"); }); 1', 'Error', 'next tick'],
    ['setTimeout(() => { throw new Error("timer"); }, 5); await new Promise(() => {})', 'Error', 'timer'],
    ['process.exit(3)', 'ProcessExitError', 'process.exit(3) called in a cell'],
    ['(function f(): void { f(); })()', 'RangeError', 'Maximum call stack size exceeded'],
  ])('from %s', async (code, ename, evalue) => {
    const failed = await kernel().execute(code);
    expect(failed.reply['status']).toBe('error');
    expect(errorOf(failed)).toMatchObject({ ename, evalue });
    expect(typesOf(failed)).toEqual(['error']);
  });

  it('that surfaces after its cell, while another runs, is shown on stderr and fails no cell', async () => {
    const late = kernel().start('setTimeout(() => { throw new Error("much later"); }, 100); 0');
    const next = kernel().start('await new Promise((resolve) => setTimeout(resolve, 300))');
    const shown = kernel().waitFor(({ content }) => String(content['text']).includes('much later'));
    expect((await late.done).reply['status']).toBe('ok');
    expect((await next.done).reply['status']).toBe('ok');
    expect(await shown).toMatchObject({ parent: { msg_id: late.id }, content: { name: 'stderr' } });
  });

  it('that surfaces while its cell is waited for fails it', async () => {
    const failed = await kernel().execute('setTimeout(() => { throw new Error("a little later"); }, 50); 0');
    expect(errorOf(failed)).toMatchObject({ ename: 'Error', evalue: 'a little later' });
    expect(typesOf(failed)).toEqual(['execute_result', 'error']);
  });
});

describe('a cell that does not compile', () => {
  it('reports the first complaint and shows the line with a caret', async () => {
    const failed = await kernel().execute('const a = 1;\nconst n: number = 2;\n  Math.abs("x");');
    const cell = Number(failed.reply['execution_count']);
    expect(errorOf(failed)).toEqual({
      ename: 'TypeScriptError',
      evalue:
        "TS2345: Argument of type 'string' is not assignable to parameter of type 'number'. (line 3, column 12)",
      traceback: [
        "TypeScriptError: TS2345: Argument of type 'string' is not assignable to parameter of type 'number'. (line 3, column 12)",
        `    at cell ${cell}:3:12`,
        '  3 |   Math.abs("x");',
        '    |            ^~~',
      ],
    });
  });

  it('is a SyntaxError where it is one', async () => {
    const failed = await kernel().execute('const broken = (;');
    expect(errorOf(failed)).toMatchObject({
      ename: 'SyntaxError',
      evalue: 'TS1109: Expression expected. (line 1, column 17)',
    });
  });

  it('does not run at all', async () => {
    const failed = await kernel().execute('console.log("ran"); missing();');
    expect(typesOf(failed)).toEqual(['error']);
  });
});

describe('requests queued behind a failing cell', () => {
  it('are aborted as stop_on_error says', async () => {
    // Long enough at work that the other request is there, also on a busy machine.
    const failed = kernel().start(
      'await new Promise((done) => setTimeout(done, 250)); throw new Error("stop");',
    );
    const queued = kernel().start('"queued"');
    expect((await failed.done).reply['status']).toBe('error');
    expect((await queued.done).reply['status']).toBe('aborted');
  });

  it('run when stop_on_error is false', async () => {
    const failed = kernel().start('throw new Error("go on")', { stop_on_error: false });
    const queued = kernel().start('"queued"');
    expect((await failed.done).reply['status']).toBe('error');
    expect((await queued.done).reply['status']).toBe('ok');
  });
});
