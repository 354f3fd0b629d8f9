import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { checkNotebooks, consoleReport, updateNotebooks } from '../../runner/src/index.js';
import { code, notebook } from '../runner/support/notebooks.js';
import { Project } from '../runner/support/project.js';

/** An analyst's project: a library function, a data file, and a notebook whose claims rest on both. */
const project = new Project();
const NOTEBOOK = 'shares.ipynb';
const LIBRARY = 'exports.share = (values) => values.filter((value) => value > 2).length / values.length;';
const CELLS = [
  [
    "import { readFileSync } from 'node:fs';",
    "import { outputs, percent } from 'tally';",
    "const { share } = require('./library.cjs');",
    "const values = readFileSync('data.csv', 'utf8').trim().split(',').map(Number);",
    'const large: number = share(values);',
    "const out = outputs('en');",
  ].join('\n'),
  [
    'await out.claim({',
    "  id: 'D-1',",
    "  text: { en: '{large} of the values are large.', zh: '{large}的数值较大。' },",
    '  values: { large: percent(large) },',
    '  expect: { large: { value: 0.5, tolerance: 0.1 } },',
    '});',
  ].join('\n'),
  [
    'await out.claim({',
    "  text: { en: 'Most values are large: {large}.', zh: '多数数值较大：{large}。' },",
    '  values: { large: percent(large) },',
    '  holds: large > 0.7,',
    "  expected: 'fails',",
    '});',
  ].join('\n'),
];
const options = { inputs: [NOTEBOOK], cwd: project.root };

let committed: Record<string, string> = {};

beforeAll(async () => {
  project.write('data.csv', '1,2,3,4\n');
  project.write('library.cjs', LIBRARY);
  project.add(NOTEBOOK, notebook(CELLS.map((source) => code(source))));
  expect((await project.run({ inputs: [NOTEBOOK] })).exitCode).toBe(0);
  committed = project.files();
});

afterEach(() => {
  for (const name of Object.keys(project.files())) if (!(name in committed)) project.remove(name);
  for (const [name, content] of Object.entries(committed))
    project.writeBytes(name, Buffer.from(content, 'base64'));
});

describe('a claim whose verdict turns', () => {
  it('is as committed, in the ledger too, while nothing changes', async () => {
    expect(project.read('figures/claims.md')).toContain('2 claims in 1 notebook: 1 fails, 1 holds. All as');
    expect((await checkNotebooks(options)).exitCode).toBe(0);
  });

  it('fails the check when a library function changes: notebook, cell, sentence, both verdicts, what was missed', async () => {
    project.write('library.cjs', LIBRARY.replace('> 2', '> 3'));
    const report = await checkNotebooks(options);
    expect(report.exitCode).toBe(5);
    const told = consoleReport(report);
    expect(told).toMatch(/^shares\.ipynb: \d differences$/m);
    expect(told).toContain(
      'cell 2 (c2), output 1: claim D-1 ("25.0% of the values are large.") turned from holds to fails',
    );
    expect(told).toContain('large is 0.25, expected 0.5 ± 0.1');
    expect(report.notebooks[0]?.differences.filter(({ broken }) => broken)).toHaveLength(1);
    expect((await project.start(['check', NOTEBOOK]).done).code).toBe(5);
  });

  it('fails it when the data change so that a claim which was to fail now holds', async () => {
    project.write('data.csv', '1,3,3,3,3\n');
    const report = await checkNotebooks(options);
    expect(report.exitCode).toBe(5);
    expect(consoleReport(report)).toContain(
      'cell 3 (c3), output 1: claim ("Most values are large: 80.0%.") turned from fails to holds',
    );
    expect(report.notebooks[0]?.differences.filter(({ broken }) => broken)).toHaveLength(2);
  });

  it('fails the run in place too, and leaves notebook and ledger as they are', async () => {
    project.write('data.csv', '1,3,3,3,3\n');
    const { code: exit, output } = await project.start(['run', NOTEBOOK]).done;
    expect(exit).toBe(4);
    expect(output).toContain('verdict: holds, expected: fails');
    expect(output).toContain('verdict: fails, expected: holds; large is 0.8, expected 0.5 ± 0.1');
    const { [NOTEBOOK]: after, 'figures/claims.json': ledger } = project.files();
    expect([after, ledger]).toEqual([committed[NOTEBOOK], committed['figures/claims.json']]);
  });

  it('is accepted by update once the notebook expects it, with the ledger', async () => {
    project.write('data.csv', '1,3,3,3,3\n');
    await expect(updateNotebooks(options)).rejects.toThrow(/2 claims do not hold/);
    const source = project.read(NOTEBOOK).replace('value: 0.5', 'value: 0.8');
    project.write(NOTEBOOK, source.replace(String.raw`  expected: 'fails',\n`, ''));
    const { accepted } = await updateNotebooks(options);
    expect(accepted[0]?.accepted.join('\n')).toContain('turned from fails to holds');
    expect(project.read('figures/claims.md')).toContain('2 claims in 1 notebook: 2 holds. All as expected.');
    expect((await checkNotebooks(options)).exitCode).toBe(0);
  });
});
