import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installKernelspec } from '../../kernel/dist/index.js';
import { CACHE } from './client.js';

/** A program beside the `jupyter` that TALLY_JUPYTER names, or on PATH. */
function find(program: string): string | undefined {
  const jupyter = process.env['TALLY_JUPYTER'];
  const folders = [...(jupyter ? [dirname(jupyter)] : []), ...(process.env['PATH'] ?? '').split(delimiter)];
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
}

const jupyter = find('jupyter-nbconvert');
const papermill = find('papermill');
const folder = mkdtempSync(join(tmpdir(), 'tally-kernel-clients-'));
const input = join(folder, 'input.ipynb');
const output = join(folder, 'output.ipynb');

interface Cell {
  readonly source: string | readonly string[];
  readonly outputs: readonly {
    readonly output_type: string;
    readonly text?: unknown;
    readonly data?: object;
  }[];
}

const cell = (source: string, tags: readonly string[] = []) => ({
  ...{ cell_type: 'code', execution_count: null, id: `c${source.length}`, metadata: { tags }, outputs: [] },
  source,
});

const text = (value: unknown): string => (Array.isArray(value) ? value.join('') : String(value));

/** Runs a Python client on the notebook and returns what it wrote. */
function execute(program: string | undefined, args: readonly string[]): readonly Cell[] {
  rmSync(output, { force: true });
  const env = { ...process.env, JUPYTER_PATH: join(folder, 'share', 'jupyter'), TALLY_KERNEL_CACHE: CACHE };
  const { stderr, status } = spawnSync(program ?? '', args, { env, cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return (JSON.parse(readFileSync(output, 'utf8')) as { cells: Cell[] }).cells;
}

beforeAll(() => {
  installKernelspec({ destination: { kind: 'prefix', prefix: folder } });
  const cells = [
    cell('let users = "none";\nlet top = 1;', ['parameters']),
    cell('console.log(users);\ntop * 2'),
    cell(`({ [Symbol.for('Jupyter.display')]: () => ({ 'text/plain': 'x', 'text/html': '<b>x</b>' }) })`),
  ];
  const kernelspec = { name: 'tally-ts', display_name: 'TypeScript (Tally)', language: 'typescript' };
  writeFileSync(input, JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: { kernelspec }, cells }));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe.skipIf(!jupyter)('nbconvert (set TALLY_JUPYTER to the path of a jupyter if it is skipped)', () => {
  it('executes a notebook', { timeout: 180_000 }, () => {
    const cells = execute(jupyter, [
      ...['--to', 'notebook', '--execute', input],
      ...['--output', output, '--log-level', 'ERROR'],
    ]);
    const [, second, third] = cells;
    expect(second?.outputs.map(({ output_type: type }) => type)).toEqual(['stream', 'execute_result']);
    expect(text(second?.outputs[0]?.text)).toBe('none\n');
    expect(second?.outputs[1]?.data).toEqual({ 'text/plain': ['2'] });
    expect(third?.outputs[0]?.data).toEqual({ 'text/plain': ['x'], 'text/html': ['<b>x</b>'] });
  });

  it('stops with the error of a cell', { timeout: 180_000 }, () => {
    const failing = join(folder, 'failing.ipynb');
    const kernelspec = { name: 'tally-ts', display_name: 'TypeScript (Tally)', language: 'typescript' };
    const cells = [cell('const n: number = "x";')];
    writeFileSync(
      failing,
      JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: { kernelspec }, cells }),
    );
    expect(() => execute(jupyter, ['--to', 'notebook', '--execute', failing, '--output', output])).toThrow(
      /TypeScriptError: TS2322: Type 'string' is not assignable to type 'number'/,
    );
  });
});

describe.skipIf(!papermill)('papermill (set TALLY_JUPYTER to the path of a jupyter if it is skipped)', () => {
  it('sets parameters by its translator for C#', { timeout: 180_000 }, () => {
    const cells = execute(papermill, [
      ...[input, output, '--language', '.net-csharp'],
      ...['-p', 'users', 'my "own".csv', '-p', 'top', '21'],
    ]);
    expect(text(cells[1]?.source)).toContain('var top = 21;');
    expect(text(cells[2]?.outputs[0]?.text)).toBe('my "own".csv\n');
    expect(cells[2]?.outputs[1]?.data).toEqual({ 'text/plain': ['42'] });
  });
});
