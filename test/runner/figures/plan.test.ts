import { describe, expect, it } from 'vitest';
import { FigureError } from '../../../runner/src/errors.js';
import { planFigures, planPictures } from '../../../runner/src/figures/plan.js';
import { renderFigures } from '../../../runner/src/figures/render.js';
import { figureWarnings } from '../../../runner/src/figures/warnings.js';
import type { JsonObject } from '../../../runner/src/json.js';
import type { Cell, Output, RichOutput } from '../../../runner/src/nbformat/index.js';
import { code, markdown, notebook } from '../support/notebooks.js';

const plotly = (figure?: JsonObject, title: JsonObject[string] = 'T'): RichOutput => ({
  output_type: 'display_data',
  data: { 'application/vnd.plotly.v1+json': { data: [], layout: { title } } },
  metadata: figure === undefined ? {} : { figure },
});
const plan = (...outputs: Output[]) => planFigures(notebook([code('', {}, outputs)]), 'n.ipynb');

describe('planFigures', () => {
  it('takes name and alt from the metadata', () => {
    expect(plan(plotly({ name: '年龄', alt: 'Ages' }))).toMatchObject([{ name: '年龄', alt: 'Ages' }]);
  });

  it('falls back to the cell id and the title', () => {
    expect(plan(plotly(undefined, { text: 'Age <b>and</b><br>sex' }), plotly(undefined, ''))).toMatchObject([
      { name: 'c1-1', alt: 'Age and sex' },
      { name: 'c1-2', alt: 'Figure c1-2' },
    ]);
  });

  it('saves pictures that a kernel made itself, and ignores other outputs', () => {
    const png: Output = { output_type: 'display_data', data: { 'image/png': 'QUJD' }, metadata: {} };
    const svg: Output = { output_type: 'display_data', data: { 'image/svg+xml': '<svg/>' }, metadata: {} };
    const text: Output = { output_type: 'stream', name: 'stdout', text: '' };
    expect(plan(text, png, svg).map(({ content }) => content.kind)).toEqual(['bitmap', 'svg']);
  });

  it.each([
    [{ 'image/jpeg': 'QUJD', 'text/plain': '<Image>' }, 'jpg'],
    [{ 'image/gif': 'QUJD' }, 'gif'],
    [{ 'image/webp': 'QUJD', 'image/gif': 'QUJD' }, 'webp'],
    [{ 'image/jpeg': 'QUJD', 'image/png': 'QUJD' }, 'png'],
  ])('saves %j as %s', (data, extension) => {
    const output: Output = { output_type: 'display_data', data, metadata: {} };
    expect(plan(output)).toMatchObject([
      { name: 'c1-1', alt: 'Figure c1-1', content: { kind: 'bitmap', extension } },
    ]);
  });

  it('prefers SVG to bitmaps that lose', () => {
    const data = { 'image/jpeg': 'QUJD', 'image/svg+xml': '<svg/>' };
    expect(plan({ output_type: 'display_data', data, metadata: {} })).toMatchObject([
      { content: { kind: 'svg' } },
    ]);
  });

  it.each(['../up', 'a/b', '.hidden', '', 'a b'])('refuses %j as a file name', (name) => {
    expect(() => plan(plotly({ name }))).toThrow(FigureError);
  });

  it('refuses a name that is used twice, also in other capitals', () => {
    expect(() => plan(plotly({ name: 'ages' }), plotly({ name: 'Ages' }))).toThrow(
      'n.ipynb, cell 1 (c1): figure name "Ages" is already used by cell 1 (c1)',
    );
  });
});

describe('renderFigures', () => {
  it('puts the PNG twin beside the plotly figure', async () => {
    const output = plotly({ name: 'a' });
    const png = new Uint8Array([1, 2, 3]);
    const [rendered] = await renderFigures(plan(output), {
      render: () => Promise.resolve({ svg: '<svg/>', png }),
    });
    expect(rendered?.files).toEqual([
      { extension: 'svg', content: '<svg/>' },
      { extension: 'png', content: png },
    ]);
    expect(output.data['image/png']).toBe('AQID');
  });

  it('passes on what the renderer warns of, or makes errors of it', async () => {
    const render = () =>
      Promise.resolve({ svg: '<svg/>', png: new Uint8Array(), warnings: ['no glyph for "臺"'] });
    const told: string[] = [];
    const notice = (text: string): void => {
      told.push(text);
    };
    await renderFigures(plan(plotly({ name: 'a' })), { render }, figureWarnings(notice));
    expect(told).toEqual(['n.ipynb, cell 1 (c1): figure "a": no glyph for "臺"']);
    await expect(
      renderFigures(plan(plotly({ name: 'a' })), { render }, figureWarnings(notice, true)),
    ).rejects.toThrow('n.ipynb, cell 1 (c1): figure "a": no glyph for "臺" (an error because of --strict)');
  });

  it('names the cell and the figure that fails', async () => {
    const render = () => Promise.reject(new Error('no WebGL'));
    await expect(renderFigures(plan(plotly({ name: 'a' })), { render })).rejects.toThrow(
      'n.ipynb, cell 1 (c1): figure "a" cannot be rendered: no WebGL',
    );
  });
});

it('an SVG nested too deep to be read is an error of its figure', async () => {
  const data = { 'image/svg+xml': `<svg>${'<g>'.repeat(100_000)}</svg>` };
  const planned = plan({ output_type: 'display_data', data, metadata: {} });
  const render = () => Promise.reject(new Error('not asked for'));
  await expect(renderFigures(planned, { render })).rejects.toThrow(
    'n.ipynb, cell 1 (c1): figure "c1-1" cannot be rendered: Maximum call stack',
  );
});

describe('planPictures', () => {
  const attached = (source: string, ...names: string[]) => ({
    ...markdown(source),
    attachments: Object.fromEntries(names.map((name) => [name, { 'image/png': 'QUJD' }])),
  });
  const names = (...cells: Cell[]) => planPictures(notebook(cells), 'n.ipynb').map(({ name }) => name);

  it('adds the attachments that the text shows, in the order of their names', () => {
    const cell = attached('![b](attachment:b.png) ![a](attachment:a.png)', 'a.png', 'b.png', 'unused.png');
    expect(names(cell, code('', {}, [plotly({ name: 'ages' })]))).toEqual(['ages', 'c1-a', 'c1-b']);
  });

  it.each([
    ['../../etc/passwd.png', 'c1-passwd'],
    ['..\\\\up.png', 'c1-up'],
    ['my map (1).png', 'c1-my-map-1'],
    ['地图.png', 'c1-地图'],
    ['...', 'c1-attachment'],
    ['a:b*c?.png', 'c1-a-b-c'],
    [`${'x'.repeat(300)}.png`, `c1-${'x'.repeat(60)}`],
  ])('makes of %j a file name', (own, name) => {
    expect(names(attached(`![x](<attachment:${encodeURIComponent(own)}>)`, own))).toEqual([name]);
  });

  it('keeps names apart, also where file systems do not tell capitals', () => {
    const cell = attached(
      '![](attachment:A.png)![](attachment:a.gif.png)![](attachment:a.jpg)![](attachment:a.png)',
      'A.png',
      'a.jpg',
      'a.png',
    );
    expect(names(cell, code('', {}, [plotly({ name: 'c1-a' })]))).toEqual([
      'c1-a',
      'c1-A-2',
      'c1-a-3',
      'c1-a-4',
    ]);
  });

  it('leaves out what is hidden, what is no picture and names of the language', () => {
    const pdf = {
      ...markdown('[x](attachment:a.pdf)'),
      attachments: { 'a.pdf': { 'application/pdf': 'QUJD' } },
    };
    const html = {
      ...markdown('![x](attachment:a.png)'),
      attachments: { 'a.png': { 'image/html': 'QUJD' } },
    };
    const hidden = { ...attached('![x](attachment:a.png)', 'a.png'), metadata: { tags: ['hide'] } };
    expect(names(pdf, html, hidden, attached('![x](attachment:constructor)', 'a.png'))).toEqual([]);
  });
});
