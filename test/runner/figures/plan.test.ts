import { describe, expect, it } from 'vitest';
import { FigureError } from '../../../runner/src/errors.js';
import { planFigures } from '../../../runner/src/figures/plan.js';
import { renderFigures } from '../../../runner/src/figures/render.js';
import type { JsonObject } from '../../../runner/src/json.js';
import type { Output, RichOutput } from '../../../runner/src/nbformat/index.js';
import { code, notebook } from '../support/notebooks.js';

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
    expect(plan(text, png, svg).map(({ content }) => content.kind)).toEqual(['png', 'svg']);
  });

  it.each(['../up', 'a/b', '.hidden', '', 'a b'])('refuses %j as a file name', (name) => {
    expect(() => plan(plotly({ name }))).toThrow(FigureError);
  });

  it('refuses a name that is used twice, also in other capitals', () => {
    expect(() => plan(plotly({ name: 'ages' }), plotly({ name: 'Ages' }))).toThrow(
      'n.ipynb, cell 1 (c1): figure name "Ages" is used already by cell 1 (c1)',
    );
  });
});

describe('renderFigures', () => {
  it('puts the PNG twin beside the plotly figure', async () => {
    const output = plotly({ name: 'a' });
    const png = new Uint8Array([1, 2, 3]);
    const [rendered] = await renderFigures(plan(output), { render: () => Promise.resolve({ svg: '<svg/>', png }) });
    expect(rendered).toMatchObject({ svg: '<svg/>', png });
    expect(output.data['image/png']).toBe('AQID');
  });

  it('names the cell and the figure that fails', async () => {
    const render = () => Promise.reject(new Error('no WebGL'));
    await expect(renderFigures(plan(plotly({ name: 'a' })), { render })).rejects.toThrow(
      'n.ipynb, cell 1 (c1): figure "a" cannot be rendered: no WebGL',
    );
  });
});
