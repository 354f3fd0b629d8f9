import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { cleanNotebooks, cleanText, removeLeftovers } from '../../../runner/src/clean/clean.js';
import { cleanNotebook } from '../../../runner/src/clean/notebook.js';
import { serializeNotebook, type Output } from '../../../runner/src/nbformat/index.js';
import { code, markdown, notebook } from '../support/notebooks.js';
import { Project } from '../support/project.js';

const shown: Output = { output_type: 'stream', name: 'stdout', text: 'shown' };
const result: Output = {
  output_type: 'execute_result',
  execution_count: 2,
  data: { 'text/plain': '2' },
  metadata: {},
};
const book = notebook(
  [
    markdown('# T', { collapsed: true }),
    { ...code('1', { tags: ['keep-output'], scrolled: true }, [result]), execution_count: 2 },
    { ...code('2', { jupyter: { source_hidden: true } }, [shown, shown]), execution_count: 3 },
    code('3'),
  ],
  { signature: 'x', kernelspec: { name: 'k', display_name: 'K' } },
);

describe('cleanNotebook', () => {
  it('takes out what a run left and tells what it was', () => {
    const { notebook: clean, findings } = cleanNotebook(book);
    expect(findings).toEqual([
      'cell metadata collapsed',
      'cell metadata scrolled',
      '2 execution counts',
      '2 outputs',
      'notebook metadata signature',
    ]);
    expect(clean.metadata).toEqual({ kernelspec: { name: 'k', display_name: 'K' } });
    expect(clean.cells).toEqual([
      { ...book.cells[0], metadata: {} },
      {
        ...book.cells[1],
        metadata: { tags: ['keep-output'] },
        execution_count: null,
        outputs: [{ ...result, execution_count: null }],
      },
      { ...book.cells[2], execution_count: null, outputs: [] },
      book.cells[3],
    ]);
    expect(cleanNotebook(clean)).toEqual({ notebook: clean, findings: [] });
  });

  it('keeps what it is told to keep', () => {
    const keep = ['outputs', 'execution-counts', 'collapsed', 'scrolled', 'signature'];
    expect(cleanNotebook(book, keep)).toEqual({ notebook: book, findings: [] });
  });
});

describe('cleanNotebooks', () => {
  const project = new Project();
  const text = serializeNotebook(book);
  const files = (): Record<string, string> => project.files('notebooks');

  it('checks without writing, then cleans, then finds nothing and touches nothing', () => {
    project.write('notebooks/a.ipynb', text);
    project.write('notebooks/broken.ipynb', '{');
    const before = files();
    const options = { inputs: ['notebooks'], cwd: project.root };
    const [first, broken] = cleanNotebooks({ ...options, check: true });
    expect(first).toMatchObject({ notebook: 'notebooks/a.ipynb', findings: { length: 5 } });
    expect(broken?.error?.message).toContain('notebooks/broken.ipynb:1:2: not JSON');
    expect(files()).toEqual(before);
    cleanNotebooks(options);
    expect(project.read('notebooks/a.ipynb')).toBe(serializeNotebook(cleanNotebook(book).notebook));
    expect(cleanNotebooks(options)[0]?.findings).toEqual([]);
  });

  it('names the nearest of what can be kept', () => {
    expect(() => cleanNotebooks({ inputs: ['.'], cwd: project.root, keep: ['output'] })).toThrow(
      '--keep output: did you mean outputs?',
    );
  });

  it('removes partial notebooks and nothing else', () => {
    project.write('left/a.partial.ipynb', '');
    project.write('left/deep/b.partial.ipynb', '');
    project.write('left/c.ipynb', '');
    expect(removeLeftovers(['left'], project.root)).toEqual([
      'left/a.partial.ipynb',
      'left/deep/b.partial.ipynb',
    ]);
    expect(Object.keys(project.files('left'))).toEqual(['left/c.ipynb']);
  });
});

describe('the command', () => {
  const program = fileURLToPath(new URL('../../../runner/bin/nbconvert-ts-runner.js', import.meta.url));
  const filter = (input: string, ...args: string[]) =>
    spawnSync(process.execPath, [program, 'clean', '-', ...args], { input, encoding: 'utf8' });

  it('filters standard input', () => {
    const dirty = serializeNotebook(book);
    expect(filter(dirty)).toMatchObject({ stdout: cleanText(dirty, 'x').text, status: 0 });
    expect(filter('')).toMatchObject({ stdout: '', status: 0 });
    expect(filter(dirty, '--check')).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('standard input: cell metadata') as string,
    });
    expect(filter('no')).toMatchObject({
      status: 2,
      stderr: 'error: standard input:1:1: not JSON, so it is not a notebook.\n',
    });
  });
});
