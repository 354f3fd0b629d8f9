import { describe, expect, it } from 'vitest';
import { resultOf, sharedKernel, typesOf } from './harness.js';

const kernel = sharedKernel();
const PUBLISH = `const publish = (globalThis as any)[Symbol.for('Jupyter.publish')];`;

describe('output', () => {
  it('delivers 100,000 lines', async () => {
    const { stdout, reply } = await kernel().execute('for (let i = 0; i < 100_000; i++) console.log(i);');
    expect(reply['status']).toBe('ok');
    const lines = stdout.split('\n');
    expect(lines).toHaveLength(100_001);
    expect(lines.slice(0, -1).every((line, i) => line === String(i))).toBe(true);
  });

  it('delivers 10,000 displays in order', async () => {
    const { messages } = await kernel().execute(
      `${PUBLISH}\nfor (let i = 0; i < 10_000; i++) publish({ data: { 'text/plain': String(i) } });`,
    );
    const shown = messages.map(({ content }) => (content['data'] as Record<string, string>)['text/plain']);
    expect(shown).toEqual(Array.from({ length: 10_000 }, (_, i) => String(i)));
  });

  it('delivers one line of 50 MB', async () => {
    const { stdout } = await kernel().execute(`console.log('x'.repeat(50_000_000) + 'end');`);
    expect(stdout).toHaveLength(50_000_004);
    expect(stdout.endsWith('xend\n')).toBe(true);
  });

  it('keeps text, displays, updates and the result in the order of the cell', async () => {
    const execution = await kernel().execute(`
      console.log('a');
      publish({ data: { 'text/plain': 'd1' }, transient: { display_id: 'one' } });
      console.log('b');
      console.error('c');
      await null;
      publish({ data: { 'text/plain': 'd2' }, transient: { display_id: 'one' }, update: true });
      console.log('d');
      'last'
    `);
    expect(execution.messages.map(({ header, content }) => [header.msg_type, content['text'] ?? ''])).toEqual(
      [
        ['stream', 'a\n'],
        ['display_data', ''],
        ['stream', 'b\n'],
        ['stream', 'c\n'],
        ['update_display_data', ''],
        ['stream', 'd\n'],
        ['execute_result', ''],
      ],
    );
    expect(execution.messages[1]?.content).toEqual({
      data: { 'text/plain': 'd1' },
      metadata: {},
      transient: { display_id: 'one' },
    });
  });

  it('decodes bytes whose characters are split over two writes', async () => {
    const { stdout } = await kernel().execute(`
      const bytes = Buffer.from('用户');
      process.stdout.write(bytes.subarray(0, 2));
      process.stdout.write(bytes.subarray(2));
      await new Promise<void>((resolve) => process.stdout.write('!', () => resolve()));`);
    expect(stdout).toBe('用户!');
  });

  it('clears', async () => {
    const execution = await kernel().execute(`(globalThis as any)[Symbol.for('Jupyter.clear')](true);`);
    expect(execution.messages[0]).toMatchObject({
      header: { msg_type: 'clear_output' },
      content: { wait: true },
    });
  });

  it('shows no experimental warning and no process id in warnings', async () => {
    const { stderr } = await kernel().execute(
      `process.emitWarning('mind', 'CustomWarning'); process.emitWarning('x', 'ExperimentalWarning'); await 0`,
    );
    expect(stderr).toBe('CustomWarning: mind\n');
  });
});

describe('results', () => {
  it.each([
    ['1 + 1', { 'text/plain': '2' }],
    [`'text'`, { 'text/plain': 'text' }],
    ['({ a: [1] })', { 'text/plain': '{ a: [ 1 ] }' }],
    ['undefined', undefined],
    ['const x = 3;', undefined],
  ])('of %s', async (code, data) => {
    expect(resultOf(await kernel().execute(code))).toEqual(data);
  });

  it.each(['bundle', '{ data: bundle, metadata: { isolated: true } }', 'Promise.resolve(bundle)'])(
    'of an object that displays itself as %s',
    async (returned) => {
      const execution = await kernel().execute(`
        const bundle = { 'text/plain': 'plain', 'text/html': '<b>rich</b>' };
        ({ [Symbol.for('Jupyter.display')]: () => (${returned}) })`);
      expect(resultOf(execution)).toEqual({ 'text/plain': 'plain', 'text/html': '<b>rich</b>' });
      const metadata = returned.includes('metadata') ? { isolated: true } : {};
      expect(execution.messages[0]?.content['metadata']).toEqual(metadata);
    },
  );

  it('of a display method that throws is an error', async () => {
    const execution = await kernel().execute(
      `({ [Symbol.for('Jupyter.display')]() { throw new RangeError('no'); } })`,
    );
    expect(execution.reply).toMatchObject({ status: 'error', ename: 'RangeError', evalue: 'no' });
  });

  it('are not shown by a silent request', async () => {
    const before = await kernel().execute('1');
    const silent = await kernel().execute('2', { silent: true });
    const after = await kernel().execute('3');
    expect(typesOf(silent)).toEqual([]);
    expect(after.reply['execution_count']).toBe(Number(before.reply['execution_count']) + 1);
  });
});

describe("tslab's own display", () => {
  it('works, with ids that are the same in every run', async () => {
    const { messages } = await kernel().execute(`
      import * as tslab from 'tslab';
      tslab.display.html('<i>1</i>');
      const entry = tslab.newDisplay();
      entry.text('2');
      entry.text('3');`);
    expect(messages.map(({ header, content }) => [header.msg_type, content])).toEqual([
      ['display_data', { data: { 'text/html': '<i>1</i>' }, metadata: {}, transient: {} }],
      ['display_data', { data: { 'text/plain': '2' }, metadata: {}, transient: { display_id: 'tslab-1' } }],
      [
        'update_display_data',
        { data: { 'text/plain': '3' }, metadata: {}, transient: { display_id: 'tslab-1' } },
      ],
    ]);
  });
});
