import { afterEach, beforeAll, expect, it } from 'vitest';
import { checkNotebooks, type CheckReport } from '../../../runner/src/index.js';
import { claimSource, code, figureSource, notebook } from '../support/notebooks.js';
import { Project } from '../support/project.js';

const project = new Project();
const NOTEBOOK = '01-totals.ipynb';
const SOURCE = [
  "import { readFileSync, writeFileSync } from 'node:fs';",
  "const { total } = require('./library.cjs');",
  "const sum: number = total(readFileSync('data.csv', 'utf8'));",
  "writeFileSync('written.txt', `sum ${sum}\\n`);",
  'console.log(`sum ${sum}`);',
].join('\n');
const LIBRARY = 'exports.total = (text) => text.trim().split(",").map(Number).reduce((a, b) => a + b);';

let committed: Record<string, string> = {};

beforeAll(async () => {
  project.write('data.csv', '1,2,3\n');
  project.write('library.cjs', LIBRARY);
  const metadata = {
    kernelspec: { display_name: 'TypeScript', language: 'typescript', name: 'tally-ts' },
    runner: { reads: ['data.csv'], writes: ['written.txt'] },
  };
  const cells = [
    code(SOURCE),
    code(figureSource({ name: 'regions' })),
    code(claimSource('It adds up', true)),
  ];
  project.add(NOTEBOOK, notebook(cells, metadata));
  const run = await project.run({ inputs: [NOTEBOOK] });
  expect(run.exitCode).toBe(0);
  committed = project.files();
});

afterEach(() => {
  project.write('library.cjs', LIBRARY);
});

function check(): Promise<CheckReport> {
  return checkNotebooks({ inputs: [NOTEBOOK], cwd: project.root, cacheDir: project.cacheDir });
}

it('of what is as committed finds nothing and leaves nothing behind', async () => {
  const report = await check();
  expect(report).toMatchObject({ exitCode: 0, notebooks: [{ status: 'same', differences: [] }] });
  expect(report.outputDir).toBeUndefined();
  expect(project.files()).toEqual(committed);
});

it('finds that a library changed', async () => {
  project.write('library.cjs', LIBRARY.replace('a + b', 'a * b + 1'));
  const { notebooks } = await check();
  expect(
    notebooks[0]?.differences.map(({ kind, cell, path }) => `${kind} ${cell?.id ?? path ?? ''}`),
  ).toEqual(['text c1', 'file written.txt']);
});
