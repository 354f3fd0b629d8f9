/** Warnings of the renderer reach the person who converts. */
import { expect, it } from 'vitest';
import { convertedFiles } from '../../../runner/src/convert/convert.js';
import type { Output } from '../../../runner/src/nbformat/index.js';
import { code, notebook } from '../support/notebooks.js';
import { Project } from '../support/project.js';

const figure: Output = {
  output_type: 'display_data',
  data: { 'application/vnd.plotly.v1+json': { data: [], layout: { title: { text: '臺灣' } } } },
  metadata: {},
};
const project = new Project();
project.add('x.ipynb', notebook([code('', {}, [figure])]));

it.each(['markdown', 'html'])('%s with labels that no font has', async (to) => {
  const told: string[] = [];
  const warnings = ['no glyph for "臺"'];
  const hooks = {
    notice: (text: string) => told.push(text),
    renderer: { render: () => Promise.resolve({ svg: '<svg/>', png: new Uint8Array(), warnings }) },
  };
  const options = { inputs: ['x.ipynb'], cwd: project.root, to };
  expect(await convertedFiles(options, hooks)).not.toEqual([]);
  expect(told).toEqual(['x.ipynb, cell 1 (c1): figure "c1-1": no glyph for "臺"']);
  await expect(convertedFiles({ ...options, strict: true }, hooks)).rejects.toThrow('because of --strict');
});
