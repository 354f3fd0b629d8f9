import { describe, expect, it } from 'vitest';
import { compareFigureFiles, compareMarkdown } from '../../../runner/src/check/files.js';
import { rulesOf } from '../../../runner/src/check/rules.js';
import { planPaths } from '../../../runner/src/run/paths.js';
import { code, markdown, notebook } from '../support/notebooks.js';
import { Project } from '../support/project.js';

const project = new Project();
const book = notebook([
  code('', {}, [{ output_type: 'display_data', data: { 'image/jpeg': '/9j/' }, metadata: {} }]),
  { ...markdown('![Map](attachment:map.gif)'), attachments: { 'map.gif': { 'image/gif': 'R0lG' } } },
]);
const PHOTO = Buffer.from('/9j/', 'base64');

function compared() {
  const [paths] = planPaths([project.path('one.ipynb')], { cwd: project.root, root: project.root });
  if (paths === undefined) throw new Error('one notebook has one place');
  return {
    committed: book,
    fresh: book,
    paths,
    freshFigures: project.path('fresh'),
    rules: rulesOf(book, 'one.ipynb'),
    ignored: new Set<string>(),
    cwd: project.root,
  };
}

describe('pictures other than PNG and SVG', () => {
  it('are compared byte for byte, attachments among them', () => {
    for (const folder of ['figures/one', 'fresh']) {
      project.writeBytes(`${folder}/c1-1.jpg`, PHOTO);
      project.write(`${folder}/c2-map.gif`, 'GIF');
    }
    expect(compareFigureFiles(compared(), [])).toEqual([]);
    project.writeBytes('fresh/c1-1.jpg', Buffer.concat([PHOTO, PHOTO]));
    project.remove('figures/one/c2-map.gif');
    expect(compareFigureFiles(compared(), [])).toMatchObject([
      {
        cell: { id: 'c1' },
        kind: 'figure-pixels',
        message: 'figures/one/c1-1.jpg differs (3 bytes -> 6 bytes)',
      },
      { cell: { id: 'c2' }, kind: 'file', message: 'figures/one/c2-map.gif is missing; a run would draw it' },
    ]);
  });

  it('are linked in the markdown that belongs to the notebook', () => {
    const head = '<!-- Generated from one.ipynb by nbconvert-ts-runner; do not edit. -->';
    const text = `${head}\n\n![Figure c1-1](figures/one/c1-1.jpg)\n\n![Map](figures/one/c2-map.gif)\n`;
    project.write('one.md', text);
    expect(compareMarkdown(compared())).toEqual([]);
    project.write('one.md', text.replace('c2-map.gif', 'c2-mop.gif'));
    expect(compareMarkdown(compared())).toMatchObject([{ kind: 'file' }]);
  });
});
