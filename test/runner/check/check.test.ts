import { existsSync, readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { acceptCheck, type CheckOptions, type CheckReport } from '../../../runner/src/index.js';
import type { JsonObject } from '../../../runner/src/json.js';
import { FakeProject } from '../support/fake-project.js';
import { code, notebook } from '../support/notebooks.js';
import { png } from './support.js';

const project = new FakeProject();
const NOTEBOOK = '01-totals.ipynb';
const METADATA = {
  kernelspec: { display_name: 'Fake', language: 'fake', name: 'fake' },
  runner: { reads: ['data.csv'], writes: ['written.txt'] },
};

const CLAIM_METADATA = { kernelspec: METADATA.kernelspec };

const cell = (task: JsonObject) => code(JSON.stringify(task));
const shows = (data: JsonObject, metadata: JsonObject = {}) =>
  cell({ messages: [['display_data', { data, metadata }]] });
const TOTAL = cell({ total: ['data.csv', 'written.txt'] });

/** A cell that shows a claim. */
function claims(text: string, ok: boolean) {
  const claim = { text, verdict: ok ? 'holds' : 'broken', expected: 'holds', ok };
  return shows({ 'application/vnd.claim.v1+json': claim, 'text/markdown': text });
}

/** A cell that shows a figure. */
function draws(name: string) {
  const figure = { data: [{ type: 'bar', x: ['East', 'West'], y: [3, 5] }], layout: {} };
  return shows({ 'application/vnd.plotly.v1+json': figure, 'text/plain': '[figure]' }, { figure: { name } });
}

let restore = (): void => undefined;

beforeAll(async () => {
  project.write('data.csv', '1,2,3\n');
  project.add(NOTEBOOK, notebook([TOTAL, draws('regions'), claims('It adds up', true)], METADATA));
  const run = await project.run({ inputs: [NOTEBOOK] });
  expect(run.exitCode).toBe(0);
  restore = project.snapshot();
});

beforeEach(() => {
  restore();
});

function check(options: Partial<CheckOptions> = {}): Promise<CheckReport> {
  return project.check({ inputs: [NOTEBOOK], ...options });
}

/** `kind place: message` of every difference. */
function told({ notebooks }: CheckReport): string[] {
  return notebooks.flatMap(({ differences }) =>
    differences.map(({ kind, cell, path }) => `${kind} ${cell?.id ?? path ?? ''}`),
  );
}

describe('a check', () => {
  it('finds that the data changed, and puts back what the notebook wrote', async () => {
    project.write('data.csv', '1,2,4\n');
    const before = project.files();
    const report = await check();
    expect(report.exitCode).toBe(5);
    expect(told(report)).toEqual(['text c1', 'file written.txt']);
    expect(report.notebooks[0]?.differences[0]?.diff).toBe('-sum 6\n+sum 7');
    expect(project.files()).toEqual(before);
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
    stale.cells.push({ ...cell({ messages: [['stream', { name: 'stdout', text: 'new' }]] }), id: 'new' });
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
    project.write('data.csv', '1,two\n');
    const report = await check();
    expect(report.exitCode).toBe(1);
    expect(report.notebooks[0]).toMatchObject({
      status: 'failed',
      differences: [{ kind: 'error', cell: { id: 'c1' } }],
    });
    expect(report.notebooks[0]?.cells.map(({ status }) => status)).toEqual(['failed', 'not-run', 'not-run']);
  });

  it('does not pass a claim that does not hold just because it is committed so', async () => {
    project.add('02-claim.ipynb', notebook([claims('One is two', false)], CLAIM_METADATA));
    await project.run({ inputs: ['02-claim.ipynb'], claims: 'report' });
    const options = { inputs: ['02-claim.ipynb'] };
    const report = await check(options);
    expect(told(report)).toEqual(['claim c1']);
    expect(report.exitCode).toBe(5);
    expect((await check({ ...options, claims: 'report' })).exitCode).toBe(0);
  });

  it('puts back what was written when it is stopped', async () => {
    project.add(NOTEBOOK, notebook([TOTAL, cell({ sleep: 100 })], METADATA));
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
    const { accepted } = await project.update({ inputs: [NOTEBOOK] });
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
    const committed = project.files()[NOTEBOOK] ?? '';
    await check({ outputDir: 'out' });
    expect(project.read('written.txt')).toBe('sum 6\n');
    project.add(NOTEBOOK, notebook([code('1')]));
    const changed = project.files();
    expect(() => acceptCheck('out', { cwd: project.root })).toThrow('has changed since it was checked');
    expect(project.files()).toEqual(changed);
    project.writeBytes(NOTEBOOK, Buffer.from(committed, 'base64'));
    const { code: exit, output } = await project.start(['update', '--from', 'out']).done;
    expect(output).toContain('2 differences accepted');
    expect(exit).toBe(0);
    expect(project.read('written.txt')).toBe('sum 9\n');
    expect(project.read('01-totals.md')).toContain('sum 9');
    expect(readdirSync(project.path('figures/01-totals')).sort()).toEqual(['regions.png', 'regions.svg']);
  });

  it('writes nothing when a claim does not hold', async () => {
    project.add('02-claim.ipynb', notebook([claims('One is two', false)], CLAIM_METADATA));
    const before = project.files();
    await expect(project.update({ inputs: ['02-claim.ipynb'] })).rejects.toMatchObject({
      name: 'ClaimsBrokenError',
      exitCode: 4,
      message: expect.stringContaining('One is two') as string,
    });
    expect(project.files()).toEqual(before);
  });

  it('writes nothing when a notebook fails', async () => {
    project.write('data.csv', '1,two\n');
    const before = project.files();
    const { accepted, check: report } = await project.update({ inputs: [NOTEBOOK] });
    expect(accepted).toEqual([]);
    expect(report.exitCode).toBe(1);
    expect(project.files()).toEqual(before);
  });
});
