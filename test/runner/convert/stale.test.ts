import { createHash } from 'node:crypto';
import { existsSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { convertNotebooks } from '../../../runner/src/convert/convert.js';
import type { Output } from '../../../runner/src/nbformat/index.js';
import { code, markdown, notebook } from '../support/notebooks.js';
import { Project } from '../support/project.js';

const RECORD = '.nbconvert-ts-runner.json';
const picture = (name: string, mime = 'image/png'): Output => ({
  output_type: 'display_data',
  data: { [mime]: 'QUJD' },
  metadata: { figure: { name } },
});
const sha = (content: string): string => createHash('sha256').update(content).digest('hex');

function projectWith(...pictures: Output[]) {
  const project = new Project();
  const notices: string[] = [];
  const draw = (...outputs: Output[]): void => {
    project.add('one.ipynb', notebook([markdown('# One'), code('', {}, outputs)]));
  };
  draw(...pictures);
  const convert = (to: string, outputDir?: string, inputs = ['one.ipynb']) =>
    convertNotebooks({ inputs, to, cwd: project.root, outputDir }, { notice: (text) => notices.push(text) });
  const has = (path: string): boolean => existsSync(project.path(path));
  return { project, notices, draw, convert, has };
}

describe('pictures of an earlier conversion to markdown', () => {
  it('go when no output shows them any more, and what is not of a conversion stays', async () => {
    const { project, notices, draw, convert, has } = projectWith(
      picture('old'),
      picture('photo', 'image/jpeg'),
      picture('kept'),
      picture('edited'),
    );
    project.write('out/figures/one/mine.png', 'mine');
    project.write('out/figures/two/old.png', 'ABC');
    await convert('markdown', 'out');
    project.write('out/figures/one/edited.png', 'by hand');
    draw(picture('kept'));
    await convert('markdown', 'out');
    const there = Object.keys(project.files('out'));
    expect(there).toEqual([
      `out/figures/one/${RECORD}`,
      'out/figures/one/edited.png',
      'out/figures/one/kept.png',
      'out/figures/one/mine.png',
      'out/figures/two/old.png',
      'out/one.md',
    ]);
    expect(notices).toEqual([
      'out/figures/one/old.png removed: an earlier conversion wrote it, this one does not',
      'out/figures/one/photo.jpg removed: an earlier conversion wrote it, this one does not',
    ]);
    draw();
    await convert('markdown', 'out');
    expect(has('out/figures/one/kept.png')).toBe(false);
    expect(has(`out/figures/one/${RECORD}`)).toBe(false);
    expect(has('out/figures/one/mine.png')).toBe(true);
  });

  it('leaves pictures alone that it never wrote', async () => {
    const { project, convert, has } = projectWith();
    project.write('figures/one/mine.png', 'mine');
    await convert('markdown');
    await convert('markdown');
    expect(has('figures/one/mine.png')).toBe(true);
    expect(has(`figures/one/${RECORD}`)).toBe(false);
  });

  it('gives the same bytes each time, the record included', async () => {
    const { project, convert } = projectWith(picture('b'), picture('a'));
    await convert('markdown', 'out');
    const first = project.files('out');
    await convert('markdown', 'out');
    expect(project.files('out')).toEqual(first);
    expect(JSON.parse(project.read(`out/figures/one/${RECORD}`))).toEqual({
      written: { 'a.png': sha('ABC'), 'b.png': sha('ABC') },
    });
  });

  it('removes nothing outside the folder, whatever a record says', async () => {
    const { project, convert, has } = projectWith(picture('kept'));
    for (const path of ['secret', 'elsewhere/secret']) project.write(path, 'secret');
    project.write('figures/one/own', 'secret');
    symlinkSync(project.path('elsewhere'), project.path('figures/one/link'));
    const names = [
      '../../secret',
      project.path('secret'),
      'link/secret',
      'x/../../../secret',
      'link',
      '',
      'own',
    ];
    const written = Object.fromEntries(names.map((name) => [name, sha('secret')]));
    project.write(`figures/one/${RECORD}`, JSON.stringify({ written }));
    await convert('markdown');
    expect(has('secret')).toBe(true);
    expect(has('elsewhere/secret')).toBe(true);
    expect(has('figures/one/own')).toBe(false);
  });

  it.each(['{', '[]', '{"written": 3}'])('takes %j for no record', async (content) => {
    const { project, convert, has } = projectWith(picture('kept'));
    project.write(`figures/one/${RECORD}`, content);
    await convert('markdown');
    expect(has('figures/one/kept.png')).toBe(true);
  });
});

describe('pages of an earlier site', () => {
  it('go when their notebook is not in the site any more; other files stay', async () => {
    const { project, convert } = projectWith();
    project.add('two.ipynb', notebook([markdown('# Two')]));
    project.write('public/CNAME', 'example.org');
    await convert('site', 'public', ['one.ipynb', 'two.ipynb']);
    expect(Object.keys(project.files('public'))).toContain('public/two.html');
    await convert('site', 'public');
    expect(Object.keys(project.files('public'))).toEqual([
      `public/${RECORD}`,
      'public/CNAME',
      'public/index.html',
      'public/one.html',
    ]);
  });

  it('are not touched by single pages', async () => {
    const { project, convert, has } = projectWith();
    project.add('two.ipynb', notebook([markdown('# Two')]));
    await convert('html', 'public', ['one.ipynb', 'two.ipynb']);
    await convert('html', 'public');
    expect(has('public/two.html')).toBe(true);
    expect(has(`public/${RECORD}`)).toBe(false);
  });
});
