import { describe, expect, it } from 'vitest';
import { errorOf, resultOf, sharedKernel } from './harness.js';

const kernel = sharedKernel();
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=';

async function bundle(code: string): Promise<Record<string, unknown>> {
  const execution = await kernel().execute(code);
  expect(errorOf(execution)).toBeUndefined();
  return resultOf(execution) as Record<string, unknown>;
}

const row = (...cells: readonly (number | string)[]): string =>
  `<tr>${cells.map((cell) => (typeof cell === 'number' ? `<td style="text-align: right">${cell}</td>` : `<td>${cell}</td>`)).join('')}</tr>`;

describe('a table', () => {
  it('is an array of rows, with the columns of all and its size', async () => {
    const { 'text/html': html, 'text/plain': text } = await bundle('[{ a: 1, b: "<x>" }, { a: 2, c: null }]');
    expect(text).toBe("[ { a: 1, b: '<x>' }, { a: 2, c: null } ]");
    expect(html).toBe(
      `<table>\n<thead><tr><th>a</th><th>b</th><th>c</th></tr></thead>\n<tbody>\n${row(1, '&lt;x&gt;', '')}\n${row(2, '', '')}\n</tbody>\n</table>\n<p>2 rows × 3 columns</p>`,
    );
  });

  it('says how much of it is shown', async () => {
    const { 'text/html': html } = await bundle('Array.from({ length: 1200 }, (_, i) => ({ i }))');
    expect(String(html).match(/<tr>/g)).toHaveLength(51);
    expect(html).toContain('<p>1200 rows × 1 column; shown: the first 50 rows</p>');
    const wide = 'Array.from({ length: 40 }, (_, i) => [`c${i}`, i])';
    const shown = String((await bundle(`[Object.fromEntries(${wide})]`))['text/html']);
    expect(shown).toContain('<p>1 row × 40 columns; shown: the first 30 columns</p>');
    expect(shown).not.toContain('c30');
  });

  it.each([
    ['new Map([["a", 1], ["b", 2]])', ['key', 'value'], row('a', 1)],
    ['new Map([["a", { n: 1 }]])', ['key', 'n'], row('a', 1)],
    [
      'import { tableFromArrays } from "apache-arrow"; tableFromArrays({ x: [1, 2], y: ["p", "q"] })',
      ['x', 'y'],
      row(1, 'p'),
    ],
    ['({ $isSeries: false, columns: ["x"], values: [[1], [2]], shape: [2, 1] })', ['x'], row(1)],
    ['({ $isSeries: true, columns: ["x"], values: [1, 2], shape: [2] })', ['x'], row(2)],
    ['({ columns: ["x"], height: 9, head: () => ({ toRecords: () => [{ x: 5 }] }) })', ['x'], row(5)],
    ['({ columnNames: () => ["x"], numRows: () => 3, objects: () => [{ x: 7 }] })', ['x'], row(7)],
  ])('is %s', async (code, columns, first) => {
    const { 'text/html': html } = await bundle(code);
    expect(html).toContain(`<thead><tr>${columns.map((name) => `<th>${name}</th>`).join('')}</tr></thead>`);
    expect(html).toContain(first);
  });

  it.each([
    '[]',
    '[1, 2]',
    '[{ a: 1 }, 2]',
    '[[1], [2]]',
    '[new Date(0)]',
    'new Map()',
    '[{}]',
    '({ a: 1 })',
  ])('is not %s', async (code) => {
    expect(Object.keys(await bundle(code))).toEqual(['text/plain']);
  });
});

describe('a value is shown as what it is', () => {
  it.each([
    [
      'a plotly figure',
      '({ data: [{ x: [1], y: [2] }], layout: { title: "t" } })',
      'application/vnd.plotly.v1+json',
      { data: [{ x: [1], y: [2] }], layout: { title: 't' } },
    ],
    [
      'a plot of Vega-Lite',
      '({ $schema: "https://vega.github.io/schema/vega-lite/v5.json", mark: "bar" })',
      'application/vnd.vegalite.v5+json',
      { $schema: 'https://vega.github.io/schema/vega-lite/v5.json', mark: 'bar' },
    ],
    [
      'one of its API',
      '({ toSpec: () => ({ $schema: "https://vega.github.io/schema/vega/v5.json" }) })',
      'application/vnd.vega.v5+json',
      { $schema: 'https://vega.github.io/schema/vega/v5.json' },
    ],
    ['an element', '({ outerHTML: "<b>x</b>" })', 'text/html', '<b>x</b>'],
    [
      'an SVG element',
      '({ outerHTML: "<svg width=1></svg>" })',
      'image/svg+xml',
      '<svg xmlns="http://www.w3.org/2000/svg" width=1></svg>',
    ],
    [
      'one with its namespace',
      `({ outerHTML: '<svg id="a" xmlns="x"></svg>' })`,
      'image/svg+xml',
      '<svg id="a" xmlns="x"></svg>',
    ],
    ['a PNG', `Buffer.from('${PNG}', 'base64')`, 'image/png', PNG],
    ['bytes of SVG', 'new TextEncoder().encode("<svg></svg>")', 'image/svg+xml', '<svg></svg>'],
    ['a JPEG', 'new Uint8Array([0xff, 0xd8, 0xff, 0xe0])', 'image/jpeg', '/9j/4A=='],
    [
      'a link',
      'new URL("https://example.org/?a=1&b=2")',
      'text/html',
      '<a href="https://example.org/?a=1&amp;b=2">https://example.org/?a=1&amp;b=2</a>',
    ],
  ])('%s', async (_, code, type, content) => {
    const shown = await bundle(code);
    expect(shown[type]).toEqual(content);
    expect(typeof shown['text/plain']).toBe('string');
  });

  it.each([
    ['new Date(0)', '1970-01-01T00:00:00.000Z'],
    ['new URL("file:///x")', 'file:///x'],
    ['Promise.resolve(1)', 'Promise { 1 }'],
    ['new Promise(() => {})', 'Promise { <pending> }'],
    ['Promise.resolve([{ a: 1 }])', 'Promise { [ { a: 1 } ] }'],
    ['({ get outerHTML() { throw new Error("no"); } })', '{ outerHTML: [Getter] }'],
    ['new Proxy({}, { get() { throw new Error("trap"); } })', '{}'],
    ['Buffer.from([1, 2])', '<Buffer 01 02>'],
    ['({ data: [], layout: {} })', '{ data: [], layout: {} }'],
  ])('%s as text', async (code, text) => {
    expect(await bundle(code)).toEqual({ 'text/plain': text });
  });

  it('an error with where it was made', async () => {
    const { 'text/plain': text, ...others } = await bundle('new RangeError("no")');
    expect(text).toMatch(/^RangeError: no\n {4}at cell \d+:1:1$/);
    expect(others).toEqual({});
  });

  it('also one that throws when it is looked at', async () => {
    const code = `({ [Symbol.for('nodejs.util.inspect.custom')]() { throw new Error('private'); } })`;
    expect(await bundle(code)).toEqual({ 'text/plain': '[a value that cannot be shown: private]' });
  });

  it.each([
    [
      'of a table of a library',
      '({ columnNames: () => ["n", "name"], numRows: () => 12, objects: () => rows })',
    ],
    [
      'of a DataFrame',
      '({ $isSeries: false, columns: ["n", "name"], values: rows.map((r) => [r.n, r.name]), shape: [12, 2] })',
    ],
  ])('the text %s is a table, too', async (_, code) => {
    await kernel().execute('const rows = Array.from({ length: 12 }, (_, n) => ({ n, name: `no. ${n}` }));');
    const lines = Array.from({ length: 10 }, (_, n) => `${n}  no. ${n}`);
    expect((await bundle(code))['text/plain']).toBe(
      ['n  name', ...lines, '', '12 rows × 2 columns; shown: the first 10 rows'].join('\n'),
    );
  });

  it('a plot of an API with a text that names it', async () => {
    const code = '({ toSpec: () => ({ $schema: "https://vega.github.io/schema/vega-lite/v6.json" }) })';
    expect(await bundle(code)).toMatchObject({
      'text/plain': 'Vega-Lite plot',
      'application/vnd.vegalite.v6+json': {},
    });
  });

  it('a plotly figure with its picture, where the project has plotly-static', async () => {
    const { 'image/png': png } = await bundle('({ data: [{ type: "bar", x: ["a"], y: [2] }], layout: {} })');
    expect(Buffer.from(String(png), 'base64').toString('latin1')).toMatch(/^\x89PNG\r\n/);
    const refused = await bundle('({ data: [{ type: "nothing", x: [1] }], layout: {} })');
    expect(Object.keys(refused)).toEqual(['text/plain', 'application/vnd.plotly.v1+json']);
  });

  it('with the rows of polars counted, which its own display cuts off', async () => {
    const code = `({ columns: ['x'], height: 9, head: () => ({ toRecords: () => [{ x: 5 }] }),
      [Symbol.for('Jupyter.display')]: () => ({ 'text/html': 'cut off' }) })`;
    expect((await bundle(code))['text/html']).toContain('<p>9 rows × 1 column; shown: the first 1 row</p>');
  });

  it('with a text, whatever its own bundle has', async () => {
    const code = `({ n: 1, [Symbol.for('Jupyter.display')]: () => ({ 'text/html': '<i>' }) })`;
    expect((await bundle(code))['text/plain']).toContain('n: 1');
  });
});

describe("Deno's helpers", () => {
  it('show what they make', async () => {
    const { messages } = await kernel().execute(
      `import { display, html, image, md, svg } from 'tally-kernel/jupyter';
       await display(html\`<b>\${1}</b>\`);
       await display(md\`# Title\`, { display_id: 'a' });
       await display({ 'text/plain': 'raw' }, { raw: true, update: true, display_id: 'a' });
       await display([{ a: 1 }]);
       svg\`<svg></svg>\``,
    );
    expect(messages.map(({ header }) => header.msg_type)).toEqual([
      ...['display_data', 'display_data', 'update_display_data', 'display_data', 'execute_result'],
    ]);
    const data = messages.map(({ content }) => content['data'] as Record<string, unknown>);
    expect(data[0]).toEqual({ 'text/plain': '<b>1</b>', 'text/html': '<b>1</b>' });
    expect(data[1]).toMatchObject({ 'text/markdown': '# Title' });
    expect(data[2]).toEqual({ 'text/plain': 'raw' });
    expect(data[3]?.['text/html']).toContain('<p>1 row × 1 column</p>');
    expect(data[4]).toMatchObject({ 'image/svg+xml': '<svg></svg>' });
  });

  it('keep the metadata of what is shown', async () => {
    const { messages } = await kernel().execute(
      `import { display } from 'tally-kernel/jupyter';
       await display({ [Symbol.for('Jupyter.display')]: () => ({ data: { 'text/plain': 'x' }, metadata: { a: 1 } }) });`,
    );
    expect(messages[0]?.content).toEqual({ data: { 'text/plain': 'x' }, metadata: { a: 1 }, transient: {} });
  });

  it('read an image from a file', async () => {
    const { messages } = await kernel().execute(
      `import { image } from 'tally-kernel/jupyter'; import { writeFileSync } from 'node:fs';
       import { tmpdir } from 'node:os';
       const file = \`\${tmpdir()}/image-\${process.pid}.png\`;
       writeFileSync(file, Buffer.from('${PNG}', 'base64'));
       const shown = image(file); (await import('node:fs')).rmSync(file); shown`,
    );
    expect(messages[0]?.content['data']).toMatchObject({ 'image/png': PNG });
  });

  it('broadcast a message', async () => {
    const { messages } = await kernel().execute(
      `import { broadcast } from 'tally-kernel/jupyter'; await broadcast('comm_open', { comm_id: 'x' });`,
    );
    expect(messages[0]).toMatchObject({ header: { msg_type: 'comm_open' }, content: { comm_id: 'x' } });
  });
});
