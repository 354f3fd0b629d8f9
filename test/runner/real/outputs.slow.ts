import { describe, expect, it } from 'vitest';
import { claimSource, code, figureSource, markdown, notebook } from '../support/notebooks.js';
import { Project } from '../support/project.js';

/** Everything that could differ between runs, machines and folders. */
const telling = notebook([
  markdown('# Telling'),
  code(
    "console.log(process.cwd(), new Date(0).toString(), Object.keys(process.env).includes('SHELL_SECRET'));",
  ),
  code("console.log('\\u001b[31mred\\u001b[0m'); console.log('one'); console.error('two');"),
  code("import { join } from 'node:path';\njoin(process.cwd(), 'data/users.csv')"),
  code("throw new Error('at ' + process.cwd());", { tags: ['raises-exception'] }),
  code(figureSource({ name: 'orders', alt: 'Orders [per region]' })),
  code(figureSource(undefined, 'No <b>name</b>')),
  code(
    "({ [Symbol.for('Jupyter.display')]: () => ({ data: { 'image/jpeg': '/9j/' }, metadata: { figure: { name: 'photo', alt: 'A photo' } } }) })",
  ),
  { ...markdown('![Map](attachment:map.gif)'), attachments: { 'map.gif': { 'image/gif': 'R0lG' } } },
]);

describe('two runs and two folders', () => {
  const [one, two] = [new Project(), new Project()];
  for (const project of [one, two]) project.add('notebooks/telling.ipynb', telling);

  it('give the same bytes', async () => {
    process.env['SHELL_SECRET'] = 'x';
    process.env['TZ'] = 'Asia/Shanghai';
    expect((await one.run({ inputs: ['notebooks'] })).exitCode).toBe(0);
    const first = one.files();
    expect((await one.run({ inputs: ['notebooks'] })).exitCode).toBe(0);
    expect(one.files()).toEqual(first);
    process.env['TZ'] = 'UTC';
    expect((await two.run({ inputs: ['notebooks'] })).exitCode).toBe(0);
    expect(two.files()).toEqual(first);
    delete process.env['SHELL_SECRET'];
  });

  it('hold no path, no shell variable, no color and the runner’s time zone', () => {
    const text = one.read('notebooks/telling.ipynb');
    expect(text).not.toContain(one.root);
    expect(one.outputs('notebooks/telling.ipynb', 2)).toMatchObject([
      { text: '. Thu Jan 01 1970 00:00:00 GMT+0000 (Coordinated Universal Time) false\n' },
    ]);
    expect(one.outputs('notebooks/telling.ipynb', 3)).toMatchObject([
      { name: 'stdout', text: 'red\none\n' },
      { name: 'stderr', text: 'two\n' },
    ]);
    expect(one.outputs('notebooks/telling.ipynb', 4)).toMatchObject([
      { data: { 'text/plain': 'data/users.csv' } },
    ]);
  });

  it('have figures as files, as twins in the notebook, and by their names in the markdown', () => {
    const files = one.files();
    expect(Object.keys(files)).toEqual([
      'figures/telling/c7-1.png',
      'figures/telling/c7-1.svg',
      'figures/telling/c9-map.gif',
      'figures/telling/orders.png',
      'figures/telling/orders.svg',
      'figures/telling/photo.jpg',
      'notebooks/telling.ipynb',
      'notebooks/telling.md',
      'package.json',
    ]);
    const [figure] = one.outputs('notebooks/telling.ipynb', 6);
    expect(figure).toMatchObject({ data: { 'image/png': files['figures/telling/orders.png'] } });
    expect(one.read('notebooks/telling.md')).toContain(
      '![Orders \\[per region\\]](../figures/telling/orders.png)',
    );
    expect(one.read('notebooks/telling.md')).toContain('![No name](../figures/telling/c7-1.png)');
    expect(one.read('notebooks/telling.md')).toContain('![A photo](../figures/telling/photo.jpg)');
    expect(one.read('notebooks/telling.md')).toContain('![Map](../figures/telling/c9-map.gif)');
    expect(files['figures/telling/photo.jpg']).toBe('/9j/');
  });
});

describe('a notebook with parameters', () => {
  const project = new Project();
  project.add(
    'notebooks/users.ipynb',
    notebook([
      code("let users: string = 'default.csv';\nlet top: number = 3;", { tags: ['parameters'] }),
      code('console.log(users, top);'),
    ]),
  );
  project.add(
    'notebooks/plain.ipynb',
    notebook([code(figureSource({ name: 'kept' })), code(claimSource('Gini is 0.31', false))]),
  );
  for (const name of ['stale.png', 'stale.svg', 'photo.jpg', 'notes.txt'])
    project.write(`out/figures/plain/${name}`, 'old');
  project.add('out/plain.ipynb', notebook([]));
  project.write('out/plain.md', '![An earlier figure](figures/plain/stale.png)\n');

  it('runs with them in another folder and leaves the committed files alone', async () => {
    const before = project.files('notebooks');
    const notices: string[] = [];
    const report = await project.run(
      { inputs: ['notebooks'], parameters: { users: 'mine.csv', top: 20 }, outputDir: 'out' },
      { progress: { notice: (text) => notices.push(text) } },
    );
    expect(report.exitCode).toBe(0);
    expect(report.notebooks[0]?.claims).toMatchObject([{ ok: false, text: 'Gini is 0.31' }]);
    expect(notices).toEqual(['notebooks/plain.ipynb does not declare users, top: not set there']);
    expect(project.outputs('out/users.ipynb', 3)).toMatchObject([{ text: 'mine.csv 20\n' }]);
    expect(project.read('out/users.md')).toContain('users = "mine.csv";\ntop = 20;');
    expect(project.read('out/plain.md')).toContain('](figures/plain/kept.png)');
    expect(project.files('notebooks')).toEqual(before);
    const outside = Object.keys(project.files()).filter((name) => !/^(?:out|notebooks)\//.test(name));
    expect(outside).toEqual(['package.json']);
  });

  it('loses figures that it no longer draws, and no other file', () => {
    expect(Object.keys(project.files('out/figures/plain'))).toEqual(
      ['kept.png', 'kept.svg', 'notes.txt', 'photo.jpg'].map((name) => `out/figures/plain/${name}`),
    );
  });

  it('only reports broken claims when it writes elsewhere', () => {
    expect(project.read('out/plain.md')).toContain('Gini is 0.31');
  });

  it('takes no value of another type than they declare', async () => {
    const options = { inputs: ['notebooks/users.ipynb'], parameters: { top: 'many' }, outputDir: 'typed' };
    await expect(project.run(options)).rejects.toThrow(
      'parameter top: notebooks/users.ipynb declares it as number, and "many" is a string.',
    );
  });

  it('is not overwritten with their results, unless that is meant', async () => {
    const options = { inputs: ['notebooks/users.ipynb'], parameters: { top: 5 } };
    await expect(project.run(options)).rejects.toThrow(/--output-dir DIR, or pass --in-place/);
    await expect(project.run({ ...options, parameters: { topp: 5 } })).rejects.toThrow(
      /Declared: users, top\. Did you mean top\?/,
    );
  });
});
