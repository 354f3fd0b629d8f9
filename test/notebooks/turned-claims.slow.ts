import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { checkNotebooks, consoleReport, updateNotebooks } from '../../runner/src/index.js';
import { code, notebook } from '../runner/support/notebooks.js';
import { Project } from '../runner/support/project.js';

/** An analyst's project: a library function, a data file, and a notebook whose findings rest on both. */
const project = new Project();
const NOTEBOOK = 'shares.ipynb';
const LIBRARY = 'exports.share = (values) => values.filter((value) => value > 2).length / values.length;';
const CELLS = [
  [
    "import { readFileSync } from 'node:fs';",
    "import { finding, percent } from 'tally';",
    "const { share } = require('./library.cjs');",
    "const values = readFileSync('data.csv', 'utf8').trim().split(',').map(Number);",
    'const large = percent(share(values) as number);',
  ].join('\n'),
  [
    "finding('About half of the values are large: {large}.',",
    '  { large }, ({ large }) => Math.abs(large - 0.5) <= 0.1);',
  ].join('\n'),
  [
    "finding('Most values are large: {large}.',",
    "  { large }, ({ large }) => large > 0.7, { expected: 'fails' });",
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
    expect(project.read('figures/claims.md')).toContain(
      '2 findings in 1 notebook (fails 1, holds 1). All as',
    );
    expect((await checkNotebooks(options)).exitCode).toBe(0);
  });

  it('fails the check when a library function changes: notebook, cell, sentence, both verdicts, what it is now', async () => {
    project.write('library.cjs', LIBRARY.replace('> 2', '> 3'));
    const { code: exit, output } = await project.start(['check', NOTEBOOK]).done;
    expect(exit).toBe(5);
    expect(output).toMatch(/^shares\.ipynb: \d differences$/m);
    expect(output).toContain(
      'cell 2 (c2), output 1: finding ("About half of the values are large: 25.0%.") turned from holds to fails',
    );
    expect(output).toContain('values are large: 50.0%. -> About half of the values are large: 25.0%.');
    expect(output.match(/ turned from /g)).toHaveLength(1);
  });

  it('fails it when the data change so that a claim which was to fail now holds', async () => {
    project.write('data.csv', '1,3,3,3,3\n');
    const report = await checkNotebooks(options);
    expect(report.exitCode).toBe(5);
    expect(consoleReport(report)).toContain(
      'cell 3 (c3), output 1: finding ("Most values are large: 80.0%.") turned from fails to holds',
    );
    expect(report.notebooks[0]?.differences.filter(({ broken }) => broken)).toHaveLength(2);
  });

  it('fails the run in place too, and leaves notebook and ledger as they are', async () => {
    project.write('data.csv', '1,3,3,3,3\n');
    const { code: exit, output } = await project.start(['run', NOTEBOOK]).done;
    expect(exit).toBe(4);
    expect(output).toContain('are large: 80.0%. (verdict: holds, expected: fails)');
    expect(output).toContain('are large: 80.0%. (verdict: fails, expected: holds)');
    const { [NOTEBOOK]: after, 'figures/claims.json': ledger } = project.files();
    expect([after, ledger]).toEqual([committed[NOTEBOOK], committed['figures/claims.json']]);
  });

  it('is accepted by update once the notebook expects it, with the ledger', async () => {
    project.write('data.csv', '1,3,3,3,3\n');
    await expect(updateNotebooks(options)).rejects.toThrow(/2 findings not as expected/);
    const source = project.read(NOTEBOOK).replace('large - 0.5', 'large - 0.8');
    project.write(NOTEBOOK, source.replace(", { expected: 'fails' }", ''));
    const { accepted } = await updateNotebooks(options);
    expect(accepted[0]?.accepted.join('\n')).toContain('turned from fails to holds');
    expect(project.read('figures/claims.md')).toContain(
      '2 findings in 1 notebook (holds 2). All as expected.',
    );
  });
});
