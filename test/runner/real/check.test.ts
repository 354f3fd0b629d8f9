import { existsSync, readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  acceptCheck,
  checkNotebooks,
  updateNotebooks,
  type CheckOptions,
  type CheckReport,
} from '../../../runner/src/index.js';
import { png } from '../check/support.js';
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

function makeNotebook() {
  const metadata = {
    kernelspec: { display_name: 'TypeScript', language: 'typescript', name: 'tally-ts' },
    runner: { reads: ['data.csv'], writes: ['written.txt'] },
  };
  const cells = [
    code(SOURCE),
    code(figureSource({ name: 'regions' })),
    code(claimSource('It adds up', true)),
  ];
  return notebook(cells, metadata);
}

let committed: Record<string, string> = {};

beforeAll(async () => {
  project.write('data.csv', '1,2,3\n');
  project.write('library.cjs', LIBRARY);
  project.add(NOTEBOOK, makeNotebook());
  const run = await project.run({ inputs: [NOTEBOOK] });
  expect(run.exitCode).toBe(0);
  committed = project.files();
});

/** Puts everything back as it was committed. */
function reset(): void {
  for (const name of Object.keys(project.files())) if (!(name in committed)) project.remove(name);
  for (const [name, content] of Object.entries(committed))
    project.writeBytes(name, Buffer.from(content, 'base64'));
}

afterEach(reset);

function check(options: Partial<CheckOptions> = {}): Promise<CheckReport> {
  return checkNotebooks({ inputs: [NOTEBOOK], cwd: project.root, ...options });
}

/** `kind place: message` of every difference. */
function told({ notebooks }: CheckReport): string[] {
  return notebooks.flatMap(({ differences }) =>
    differences.map(({ kind, cell, path }) => `${kind} ${cell?.id ?? path ?? ''}`),
  );
}

describe('a check', () => {
  it('of what is as committed finds nothing and leaves nothing behind', async () => {
    const report = await check();
    expect(told(report)).toEqual([]);
    expect(report).toMatchObject({ exitCode: 0, notebooks: [{ status: 'same' }] });
    expect(report.outputDir).toBeUndefined();
    expect(project.files()).toEqual(committed);
  });

  it('finds that the data changed, and puts back what the notebook wrote', async () => {
    project.write('data.csv', '1,2,4\n');
    const before = project.files();
    const report = await check();
    expect(report.exitCode).toBe(5);
    expect(told(report)).toEqual(['text c1', 'file written.txt']);
    expect(report.notebooks[0]?.differences[0]?.diff).toBe('-sum 6\n+sum 7');
    expect(project.files()).toEqual(before);
  });

  it('finds that a library changed', async () => {
    project.write('library.cjs', LIBRARY.replace('a + b', 'a * b + 1'));
    expect(told(await check())).toEqual(['text c1', 'file written.txt']);
  });

  it('finds every committed file that is not what a run gives, and the picture that marks it', async () => {
    project.writeBytes('figures/01-totals/regions.png', Buffer.from(png(700, 450)));
    project.write('figures/01-totals/old.svg', '<svg/>');
    project.write('figures/01-totals/own-photo.jpg', 'not drawn by any run');
    const text = project.read('01-totals.md').replace('sum 6', 'sum 5');
    project.write('01-totals.md', `${text}\n![Old](figures/01-totals/old.svg)\n`);
    project.write('written.txt', 'sum 5\n');
    const report = await check({ outputDir: 'out' });
    expect(told(report)).toEqual([
      'file figures/01-totals/old.svg',
      'figure-pixels c2',
      'file 01-totals.md',
      'file written.txt',
    ]);
    expect(report.outputDir).toBe('out');
    expect(existsSync(project.path('out/diff/01-totals'))).toBe(
      report.notebooks[0]?.differences[1]?.pictures?.difference !== undefined,
    );
  });

  it('finds missing files, a turned claim, an output that is gone and a source that was not run', async () => {
    const stale = project.notebook(NOTEBOOK);
    const [first, , claim] = stale.cells;
    if (first?.cell_type === 'code') first.outputs = [];
    const output = claim?.cell_type === 'code' ? claim.outputs[0] : undefined;
    if (output !== undefined && 'data' in output) {
      Object.assign(output.data['application/vnd.claim.v1+json'] ?? {}, { verdict: 'broken', ok: false });
    }
    stale.cells.push({ ...code('"new"'), id: 'new' });
    project.add(NOTEBOOK, stale);
    project.remove('written.txt');
    project.remove('figures/01-totals/regions.svg');
    expect(told(await check())).toEqual([
      'source new',
      'extra-output c1',
      'claim c3',
      'extra-output new',
      'file c2',
      'file 01-totals.md',
      'file written.txt',
      'file figures/claims.json',
    ]);
  });

  it('fails as a run does when a cell fails, and says which', async () => {
    project.write('library.cjs', 'exports.total = () => { throw new Error("no total"); };');
    const report = await check();
    expect(report.exitCode).toBe(1);
    expect(report.notebooks[0]).toMatchObject({
      status: 'failed',
      differences: [{ kind: 'error', cell: { id: 'c1' } }],
    });
    expect(report.notebooks[0]?.cells.map(({ status }) => status)).toEqual(['failed', 'not-run', 'not-run']);
  });

  it('does not pass a claim that does not hold just because it is committed so', async () => {
    project.add('02-claim.ipynb', notebook([code(claimSource('One is two', false))]));
    await project.run({ inputs: ['02-claim.ipynb'], claims: 'report' });
    const options = { inputs: ['02-claim.ipynb'], cwd: project.root };
    const report = await checkNotebooks(options);
    expect(told(report)).toEqual(['claim c1']);
    expect(report.exitCode).toBe(5);
    expect((await checkNotebooks({ ...options, claims: 'report' })).exitCode).toBe(0);
  });

  it('puts back what was written when it is stopped', async () => {
    const slow = makeNotebook();
    slow.cells.splice(1, 2, {
      ...code('await new Promise((resolve) => setTimeout(resolve, 100_000));'),
      id: 'slow',
    });
    project.add(NOTEBOOK, slow);
    project.write('data.csv', '5,5\n');
    const before = project.files();
    const run = project.start(['check', NOTEBOOK]);
    for (let n = 0; n < 1000 && project.read('written.txt') !== 'sum 10\n'; n += 1) await sleep(30);
    expect(project.read('written.txt')).toBe('sum 10\n');
    run.child.kill('SIGINT');
    expect((await run.done).code).toBe(130);
    expect(project.files()).toEqual(before);
  });
});

describe('an update', () => {
  it('writes what a run would and says what it accepted', async () => {
    project.write('data.csv', '4,5\n');
    const { accepted } = await updateNotebooks({ inputs: [NOTEBOOK], cwd: project.root });
    expect(accepted).toMatchObject(
      [{ notebook: NOTEBOOK, accepted: [/cell 1 \(c1\): stdout differs/, /written/] }].map(
        ({ notebook: name, accepted: lines }) => ({
          notebook: name,
          accepted: lines.map((line) => expect.stringMatching(line) as string),
        }),
      ),
    );
    const updated = project.files();
    expect(project.read('written.txt')).toBe('sum 9\n');
    await project.run({ inputs: [NOTEBOOK] });
    expect(project.files()).toEqual(updated);
  });

  it('from the results of a check runs nothing, and refuses when a notebook changed since', async () => {
    project.write('data.csv', '4,5\n');
    await check({ outputDir: 'out' });
    expect(project.read('written.txt')).toBe('sum 6\n');
    project.add(NOTEBOOK, notebook([code('1')]));
    const changed = project.files();
    expect(() => acceptCheck('out', { cwd: project.root })).toThrow('was changed since it was checked');
    expect(project.files()).toEqual(changed);
    project.writeBytes(NOTEBOOK, Buffer.from(committed[NOTEBOOK] ?? '', 'base64'));
    const { code: exit, output } = await project.start(['update', '--from', 'out']).done;
    expect(output).toContain('2 differences accepted');
    expect(exit).toBe(0);
    expect(project.read('written.txt')).toBe('sum 9\n');
    expect(project.read('01-totals.md')).toContain('sum 9');
    expect(readdirSync(project.path('figures/01-totals')).sort()).toEqual(['regions.png', 'regions.svg']);
  });

  it('writes nothing when a claim does not hold', async () => {
    project.add('02-claim.ipynb', notebook([code(claimSource('One is two', false))]));
    const before = project.files();
    const options = { inputs: ['02-claim.ipynb'], cwd: project.root };
    await expect(updateNotebooks(options)).rejects.toMatchObject({
      name: 'ClaimsBrokenError',
      exitCode: 4,
      message: expect.stringContaining('One is two') as string,
    });
    expect(project.files()).toEqual(before);
  });

  it('writes nothing when a notebook fails', async () => {
    project.write('library.cjs', 'exports.total = () => { throw new Error("no total"); };');
    const before = project.files();
    const { accepted, check: report } = await updateNotebooks({ inputs: [NOTEBOOK], cwd: project.root });
    expect(accepted).toEqual([]);
    expect(report.exitCode).toBe(1);
    expect(project.files()).toEqual(before);
  });
});
