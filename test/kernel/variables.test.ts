import { describe, expect, it } from 'vitest';
import { resultOf, sharedKernel } from './harness.js';

const kernel = sharedKernel();
const LIST = "globalThis[Symbol.for('Jupyter.variables')]()";

describe('the list of variables', () => {
  it('has names, types, sizes and values, as they are now', async () => {
    await kernel().execute(
      "let n = 1;\nconst orders = [{ id: 1, total: 2.5 }, { id: 2, total: 3 }];\nconst long = 'x'.repeat(200);",
    );
    await kernel().execute(
      "n = 7;\nfunction twice(x: number) { return 2 * x; }\ninterface Gone { a: 1 }\nconst s = new Set(['a']);",
    );
    const { reply } = await kernel().execute('', {
      user_expressions: { all: `JSON.stringify(${LIST})` },
    });
    const { all } = reply['user_expressions'] as { all: { data: Record<string, string> } };
    expect(JSON.parse(all.data['text/plain'] ?? '')).toEqual([
      { name: 'long', type: 'string', size: '200', value: `'${'x'.repeat(79)}…` },
      { name: 'n', type: 'number', size: '', value: '7' },
      {
        name: 'orders',
        type: '{ id: number; total: number; }[]',
        size: '2 × 2',
        value: '[ { id: 1, total: 2.5 }, { id: 2, total: 3 } ]',
      },
      { name: 's', type: 'Set<string>', size: '1', value: "Set(1) { 'a' }" },
      { name: 'twice', type: '(x: number) => number', size: '', value: '[Function: twice]' },
    ]);
  });

  it('is a table, also where a value throws when it is looked at', async () => {
    await kernel().execute("const bad = { get [Symbol.toStringTag](): string { throw new Error('no'); } };");
    const shown = resultOf(
      await kernel().execute("import { variables } from 'tally-kernel/jupyter';\nvariables()"),
    );
    const html = (shown as Record<string, string>)['text/html'];
    expect(html).toContain('<th>name</th><th>type</th><th>size</th><th>value</th>');
    expect(html).toContain('<td>bad</td>');
    expect(html).toContain('[it cannot be shown]');
  });

  it('is made of the language as it was, where a cell has replaced parts of it', async () => {
    const code = `const { map } = Array.prototype;\nArray.prototype.map = () => [];\nconst all = ${LIST};\nArray.prototype.map = map;\nall.length > 4`;
    expect(resultOf(await kernel().execute(code))).toMatchObject({ 'text/plain': 'true' });
  });
});
