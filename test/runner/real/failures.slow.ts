import { beforeAll, describe, expect, it } from 'vitest';
import { CellError, DeadKernelError, KernelCrashedError, type RunReport } from '../../../runner/src/index.js';
import { claimSource, code, figureSource, notebook } from '../support/notebooks.js';
import { Project } from '../support/project.js';

describe('a run in which notebooks fail', () => {
  const project = new Project();
  const throwing = notebook([
    code('const price = 3;'),
    code("console.log('so far', price);"),
    code('const a = 1;\nfunction check() {\n  throw new TypeError(`bad ${a}`);\n}\ncheck();'),
    code('never'),
  ]);
  project.add('notebooks/01-throws.ipynb', throwing);
  project.write('notebooks/01-throws.md', 'committed');
  project.write('figures/01-throws/old.png', 'committed');
  project.write('notebooks/02-not-json.ipynb', '{\n "cells": [,]\n}');
  project.add('notebooks/03-no-kernel.ipynb', notebook([code('1')], {}));
  project.write('notebooks/04-old.ipynb', '{"nbformat": 3, "nbformat_minor": 0, "worksheets": []}');
  project.add(
    'notebooks/05-killed.ipynb',
    notebook([code('1'), code("process.kill(process.pid, 'SIGKILL');")]),
  );
  project.add(
    'notebooks/06-exits.ipynb',
    notebook([code('(process as unknown as { reallyExit(code: number): never }).reallyExit(7);')]),
  );
  project.add(
    'notebooks/07-figures.ipynb',
    notebook([code(figureSource({ name: 'a' })), code(figureSource({ name: 'a' }))]),
  );
  project.add(
    'notebooks/08-claims.ipynb',
    notebook([code(claimSource('Gini is 0.31', false)), code('1 + 1')]),
  );
  project.add('notebooks/09-fine.ipynb', notebook([code('6 * 7')]));
  project.write('notebooks/09-fine.partial.ipynb', 'of an earlier failure');
  const before = project.files();
  let report: RunReport = { notebooks: [], exitCode: 0 };
  beforeAll(async () => {
    report = await project.run({ inputs: ['notebooks'] });
  });
  const of = (number: number) => report.notebooks[number - 1];

  it('goes on with the others and tells the first failure by its exit code', () => {
    expect(report.notebooks.map(({ status }) => status)).toEqual([...Array<string>(8).fill('failed'), 'ok']);
    expect(report.exitCode).toBe(1);
    expect(project.outputs('notebooks/09-fine.ipynb', 1)).toMatchObject([
      { data: { 'text/plain': '42' }, execution_count: 1 },
    ]);
  });

  it('names notebook, cell and line of an error', () => {
    expect(of(1)?.error).toBeInstanceOf(CellError);
    expect(of(1)?.error?.message).toBe(
      'notebooks/01-throws.ipynb, cell 3 (c3), line 3: TypeError: bad 1\n    at check (cell 3:3:9)\n    at cell 3:5:1',
    );
  });

  it('saves the outputs so far beside, with the error', () => {
    expect(of(1)?.partial).toBe(project.path('notebooks/01-throws.partial.ipynb'));
    const partial = 'notebooks/01-throws.partial.ipynb';
    expect(project.outputs(partial, 2)).toMatchObject([{ text: 'so far 3\n' }]);
    expect(project.outputs(partial, 3)).toMatchObject([{ output_type: 'error', ename: 'TypeError' }]);
    expect(project.outputs(partial, 4)).toEqual([]);
    expect(project.read(partial)).not.toContain(project.root);
  });

  it('touches nothing committed of what failed', () => {
    const after = project.files();
    const unchanged = Object.keys(before).filter((name) => !name.includes('09-fine'));
    for (const name of unchanged) expect(after[name], name).toBe(before[name]);
    const added = Object.keys(after).filter((name) => !(name in before));
    expect(added.sort()).toEqual([
      'notebooks/01-throws.partial.ipynb',
      'notebooks/05-killed.partial.ipynb',
      'notebooks/06-exits.partial.ipynb',
      'notebooks/07-figures.partial.ipynb',
      'notebooks/08-claims.partial.ipynb',
      'notebooks/09-fine.md',
    ]);
  });

  it('removes the partial notebook of an earlier failure', () => {
    expect(Object.keys(project.files())).not.toContain('notebooks/09-fine.partial.ipynb');
  });

  it.each([
    [2, 2, '02-not-json.ipynb:2:12: not JSON'],
    [3, 2, '03-no-kernel.ipynb names no kernel. Run it with --kernel NAME'],
    [4, 2, '04-old.ipynb uses nbformat 3'],
    [5, 3, '05-killed.ipynb, cell 2 (c2): the kernel crashed (signal SIGKILL)'],
    [6, 3, '06-exits.ipynb, cell 1 (c1): the kernel exited by itself (exit code 7)'],
    [7, 1, '07-figures.ipynb, cell 2 (c2): figure name "a" is already used by cell 1 (c1)'],
    [8, 4, '08-claims.ipynb: 1 finding not as expected:\n  - cell 1 (c1): Gini is 0.31'],
  ])('explains failure %i (exit code %i)', (number, exitCode, message) => {
    expect(of(number)?.error?.exitCode).toBe(exitCode);
    expect(of(number)?.error?.message).toContain(message);
  });

  it('gives a dead kernel a class of its own, and its outputs and error to the partial notebook', () => {
    expect(of(5)?.error).toBeInstanceOf(KernelCrashedError);
    expect(of(5)?.error).toBeInstanceOf(DeadKernelError);
    expect(project.outputs('notebooks/05-killed.partial.ipynb', 1)).toMatchObject([
      { data: { 'text/plain': '1' } },
    ]);
    expect(project.outputs('notebooks/05-killed.partial.ipynb', 2)).toMatchObject([
      { ename: 'KernelCrashedError' },
    ]);
  });

  it('runs all cells before it fails on claims', () => {
    expect(project.outputs('notebooks/08-claims.partial.ipynb', 2)).toMatchObject([
      { data: { 'text/plain': '2' } },
    ]);
  });
});

describe('a run that cannot end well', () => {
  const project = new Project();
  project.add('loop.ipynb', notebook([code("console.log('begun');\nfor (;;);")]));
  project.add('claim.ipynb', notebook([code(claimSource('Gini is 0.31', false))]));

  it('stops a cell at its limit and keeps what it printed', async () => {
    const { exitCode, notebooks } = await project.run({ inputs: ['loop.ipynb'], timeoutSeconds: 8 });
    expect(exitCode).toBe(3);
    expect(notebooks[0]?.error).toMatchObject({ name: 'CellTimeoutError', timeoutSeconds: 8 });
    const [printed, ...errors] = project.outputs('loop.partial.ipynb', 1);
    expect(printed).toMatchObject({ text: 'begun\n' });
    expect(errors.at(-1)).toMatchObject({ ename: 'CellTimeoutError' });
  });

  it('refuses an output folder that cannot be one, before running anything', async () => {
    project.write('taken', 'a file');
    await expect(project.run({ inputs: ['loop.ipynb'], outputDir: 'taken' })).rejects.toThrow(
      /taken cannot be written: a file exists where a folder is needed/,
    );
  });

  it('says which kernels are installed when the wanted one is not', async () => {
    const { exitCode, notebooks } = await project.run({ inputs: ['claim.ipynb'], kernel: 'tally-js' });
    expect(exitCode).toBe(3);
    expect(notebooks[0]?.error?.message).toContain('Did you mean --kernel tally-ts?');
  });

  it('reports a kernel that ends while it starts, with what it printed', async () => {
    const kernel = {
      argv: ['node', '-e', 'console.error("no port"); process.exit(5)'],
      display_name: 'x',
      language: 'typescript',
    };
    project.write('jupyter/kernels/broken-start/kernel.json', JSON.stringify(kernel));
    process.env['JUPYTER_PATH'] = project.path('jupyter');
    const { exitCode, notebooks } = await project.run({ inputs: ['claim.ipynb'], kernel: 'broken-start' });
    delete process.env['JUPYTER_PATH'];
    expect(exitCode).toBe(3);
    expect(notebooks[0]?.error?.message).toContain(
      'ended while it started (exit code 5); it printed:\nno port',
    );
  });
});
