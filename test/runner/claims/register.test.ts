import { beforeEach, describe, expect, it } from 'vitest';
import type { RegisterEntry } from '../../../runner/src/claims/entry.js';
import { parseRegister } from '../../../runner/src/claims/register.js';
import { finishedLine } from '../../../runner/src/cli/plain-progress.js';
import type { JsonObject } from '../../../runner/src/json.js';
import { FakeProject } from '../support/fake-project.js';

const project = new FakeProject();

beforeEach(() => {
  project.clear();
});

interface Sentence {
  readonly text: string;
  readonly ok?: boolean;
  readonly more?: JsonObject;
}

/** A notebook of the fake kernel that shows these claims, each in a cell of its own. */
function add(name: string, sentences: readonly Sentence[]): void {
  const tasks = sentences.map(({ text, ok = true, more = {} }): JsonObject => {
    const claim = { text, verdict: ok ? 'holds' : 'fails', expected: 'holds', ok, ...more };
    const data = { 'application/vnd.claim.v1+json': claim, 'text/plain': text };
    return { messages: [['display_data', { data, metadata: {} }]] };
  });
  project.addFake(name, { tasks });
}

/** Adds three notebooks of two folders. */
function addThree(): void {
  add('notebooks/b.ipynb', [{ text: 'B holds.' }]);
  add('notebooks/a.ipynb', [
    { text: 'One | two.', more: { id: 'D-1', values: { share: 0.5, top: 'East' } } },
    { text: 'Two.' },
  ]);
  add('more/c.ipynb', [{ text: 'C.' }]);
}

const ALL = ['notebooks', 'more'];

let restore: (() => void) | undefined;

/** The three notebooks after a run, which takes place only once. */
async function runThree(): Promise<void> {
  if (restore !== undefined) {
    restore();
    return;
  }
  addThree();
  await project.run({ inputs: ALL });
  restore = project.snapshot();
}

function register(folder = 'figures'): RegisterEntry[] {
  return JSON.parse(project.read(`${folder}/claims.json`)) as RegisterEntry[];
}

function listed(folder?: string): string[] {
  return register(folder).map(({ notebook, text }) => `${notebook}: ${text}`);
}

/** The two files of the register, or what of them is there. */
function registerFiles(): Record<string, string | undefined> {
  const files = project.files();
  return { json: files['figures/claims.json'], markdown: files['figures/claims.md'] };
}

describe('the register of a run', () => {
  it('lists the claims of all notebooks by path, cell and output', async () => {
    await runThree();
    expect(register()).toEqual([
      expect.objectContaining({ notebook: 'more/c.ipynb', text: 'C.' }),
      {
        notebook: 'notebooks/a.ipynb',
        cell: 'c3',
        kind: 'finding',
        id: 'D-1',
        text: 'One | two.',
        values: { share: 0.5, top: 'East' },
        verdict: 'holds',
        expected: 'holds',
        ok: true,
      },
      expect.objectContaining({ cell: 'c4', id: null, text: 'Two.', values: {} }),
      expect.objectContaining({ notebook: 'notebooks/b.ipynb' }),
    ]);
  });

  it('comes with a table for readers', async () => {
    await runThree();
    expect(project.read('figures/claims.md').split('\n').slice(2)).toEqual([
      '# Findings',
      '',
      '4 findings in 3 notebooks (holds 4). All as expected.',
      '',
      '| Notebook | Finding | Verdict |',
      '| --- | --- | --- |',
      '| [c](../more/c.md) | C. | holds |',
      '| [a](../notebooks/a.md) | One \\| two. (`D-1`) | holds |',
      '| [a](../notebooks/a.md) | Two. | holds |',
      '| [b](../notebooks/b.md) | B holds. | holds |',
      '',
    ]);
  });

  it('puts beside a finding how often it holds elsewhere', async () => {
    const shown = (data: JsonObject): JsonObject => ({
      messages: [['display_data', { data, metadata: {} }]],
    });
    const claim = (text: string) =>
      shown({ 'application/vnd.claim.v1+json': { text, verdict: 'holds', expected: 'holds', ok: true } });
    const often = (finding: string) =>
      shown({ 'application/vnd.claim-robustness.v1+json': { finding, text: `${finding} In 94 of 100.` } });
    project.addFake('r.ipynb', { tasks: [claim('A.'), claim('B.'), often('A.'), often('Unknown.')] });
    await project.run({ inputs: ['r.ipynb'] });
    expect(register().map(({ text, robustness }) => [text, robustness])).toEqual([
      ['A.', 'A. In 94 of 100.'],
      ['B.', undefined],
    ]);
    expect(project.read('figures/claims.md')).toContain('| A. *A. In 94 of 100.* | holds |');
  });

  it('keeps findings and published claims apart', async () => {
    add('a.ipynb', [
      { text: 'Own.' },
      { text: 'Printed.', more: { kind: 'published', id: 'D-1', verdict: 'contradicted' } },
    ]);
    const { notebooks } = await project.run({ inputs: ['a.ipynb'] });
    expect(notebooks.map((report) => finishedLine({ ...report, seconds: 1 }))).toEqual([
      'a.ipynb: ok in 1.0 s, 1 finding, 1 published claim',
    ]);
    expect(register().map(({ kind, verdict, ok }) => [kind, verdict, ok])).toEqual([
      ['finding', 'holds', true],
      ['published', 'contradicted', true],
    ]);
    expect(project.read('figures/claims.md').split('\n').slice(2)).toEqual([
      '# Findings and published claims',
      '',
      '## Findings',
      '',
      '1 finding in 1 notebook (holds 1). All as expected.',
      '',
      '| Notebook | Finding | Verdict |',
      '| --- | --- | --- |',
      '| [a](../a.md) | Own. | holds |',
      '',
      '## Published claims',
      '',
      '1 published claim in 1 notebook (contradicted 1). All as expected.',
      '',
      '| Notebook | Published claim | Verdict |',
      '| --- | --- | --- |',
      '| [a](../a.md) | Printed. (`D-1`) | contradicted |',
      '',
    ]);
  });

  it('says of each kind how many are not as expected', async () => {
    const published = { kind: 'published', id: 'D-1', verdict: 'contradicted', expected: 'confirmed' };
    add('a.ipynb', [
      { text: 'Own.', ok: false },
      { text: 'Printed.', ok: false, more: published },
      { text: 'Kind of the future.', more: { kind: 'rumor' } },
    ]);
    const { notebooks } = await project.run({ inputs: ['a.ipynb'] });
    expect(notebooks[0]?.error?.message.split('\n')).toEqual([
      'a.ipynb: 2 findings, 1 published claim not as expected:',
      '  - cell 3 (c3): Own. (verdict: fails, expected: holds)',
      '  - cell 4 (c4), published claim D-1: Printed. (verdict: contradicted, expected: confirmed)',
      expect.stringMatching(/^ {2}- cell 5 \(c5\): unreadable claim \(kind: /),
    ]);
  });

  it('counts what the data cannot tell apart from what is not as expected', async () => {
    add('a.ipynb', [
      { text: 'Own.', ok: false },
      { text: 'Open.', ok: false, more: { verdict: 'undefined' } },
    ]);
    await project.run({ inputs: ['a.ipynb'], claims: 'report' });
    expect(project.read('figures/claims.md')).toContain(
      '(fails 1, undefined 1). **1 not as expected, 1 cannot be told from these data.**',
    );
  });

  it('reads a register of before there were two kinds', () => {
    const entry = { notebook: 'a', cell: 'c', id: null, text: 'T', values: {}, verdict: 'holds' };
    const old = [{ ...entry, expected: null, ok: true }];
    expect(parseRegister(JSON.stringify(old))).toMatchObject([{ kind: 'finding' }]);
  });

  it('shows what was expected where it differs', async () => {
    add('a.ipynb', [
      { text: 'As it was.' },
      { text: 'No more.', ok: false, more: { missed: ['share is 0.3, not 0.5 ± 0.1'] } },
    ]);
    await project.run({ inputs: ['a.ipynb'], claims: 'report' });
    expect(register()[1]).toMatchObject({ ok: false, missed: ['share is 0.3, not 0.5 ± 0.1'] });
    const markdown = project.read('figures/claims.md');
    expect(markdown).toContain('2 findings in 1 notebook (fails 1, holds 1). **1 not as expected.**');
    expect(markdown).toContain(
      '| [a](../a.md) | No more. | **fails** | holds; share is 0.3, not 0.5 ± 0.1 |',
    );
    expect(markdown).toContain('| [a](../a.md) | As it was. | holds |  |');
  });

  it('is the same whether notebooks run together or one by one, in any order', async () => {
    await runThree();
    const whole = registerFiles();
    for (const input of ['notebooks/b.ipynb', 'more/c.ipynb', 'notebooks/a.ipynb', 'notebooks']) {
      await project.run({ inputs: [input], cache: false });
      expect(registerFiles()).toEqual(whole);
    }
    project.remove('figures/claims.json');
    project.remove('figures/claims.md');
    await project.run({ inputs: ['more'] });
    await project.run({ inputs: ['notebooks/b.ipynb'] });
    expect(registerFiles()).toEqual(whole);
  });

  it('keeps what is committed of a notebook that fails', async () => {
    await runThree();
    const whole = registerFiles();
    const stale = project.notebook('notebooks/a.ipynb');
    const [, , claim] = stale.cells;
    if (claim !== undefined)
      claim.source = JSON.stringify({ reply: { status: 'error', ename: 'E', evalue: 'no' } });
    project.add('notebooks/a.ipynb', stale);
    expect((await project.run({ inputs: ALL })).exitCode).toBe(1);
    expect(registerFiles()).toEqual(whole);
  });

  it('drops a notebook that no longer exists, and goes with the last claim', async () => {
    await runThree();
    project.remove('more/c.ipynb');
    await project.run({ inputs: ['notebooks/b.ipynb'] });
    expect(listed()).toEqual([
      'notebooks/a.ipynb: One | two.',
      'notebooks/a.ipynb: Two.',
      'notebooks/b.ipynb: B holds.',
    ]);
    project.addFake('notebooks/a.ipynb', {});
    project.addFake('notebooks/b.ipynb', {});
    await project.run({ inputs: ['notebooks'] });
    expect(registerFiles()).toEqual({ json: undefined, markdown: undefined });
  });

  it('is not there in a project without claims, or when it is not wanted', async () => {
    project.addFake('a.ipynb', {});
    await project.run({ inputs: ['a.ipynb'] });
    expect(registerFiles()).toEqual({ json: undefined, markdown: undefined });
    add('a.ipynb', [{ text: 'A.' }]);
    await project.run({ inputs: ['a.ipynb'], register: false });
    expect(registerFiles()).toEqual({ json: undefined, markdown: undefined });
  });

  it('covers the run alone where an output folder is given, and tells paths from there', async () => {
    await runThree();
    const whole = registerFiles();
    await project.run({ inputs: ['notebooks/b.ipynb'], outputDir: 'out' });
    expect(listed('out/figures')).toEqual(['b.ipynb: B holds.']);
    expect(project.read('out/figures/claims.md')).toContain('[b](../b.md)');
    expect(registerFiles()).toEqual(whole);
  });

  it('is solved by a run when a merge left its marks, notebooks of either side included', async () => {
    await runThree();
    const whole = registerFiles();
    for (const file of ['figures/claims.json', 'figures/claims.md']) {
      const text = project.read(file);
      project.write(file, `<<<<<<< ours\n${text}=======\n${text}>>>>>>> theirs\n`);
    }
    await project.run({ inputs: ['notebooks'] });
    expect(registerFiles()).toEqual(whole);
  });

  it('refuses to replace a file that is none of its own', async () => {
    add('a.ipynb', [{ text: 'A.' }]);
    project.write('figures/claims.json', '{"mine": true}');
    await expect(project.run({ inputs: ['a.ipynb'] })).rejects.toThrow(
      /claims\.json is not a claims register and would be overwritten.*--no-register/,
    );
    expect(project.read('figures/claims.json')).toBe('{"mine": true}');
    project.write('figures/claims.json', '[]');
    project.write('figures/claims.md', '# My claims\n');
    await expect(project.run({ inputs: ['a.ipynb'] })).rejects.toThrow(/claims\.md is not a claims register/);
    expect(project.read('figures/claims.json')).toBe('[]');
    project.addFake('a.ipynb', {});
    await project.run({ inputs: ['a.ipynb'] });
    expect(project.read('figures/claims.md')).toBe('# My claims\n');
  });

  it('stays as it is while a notebook with claims beside cannot be read, and says so', async () => {
    await runThree();
    const whole = registerFiles();
    project.write('notebooks/a.ipynb', `{ ${project.read('notebooks/a.ipynb')}`);
    const told: string[] = [];
    const progress = { notice: (text: string) => told.push(text) };
    await project.run({ inputs: ['notebooks/b.ipynb'] }, { progress });
    expect(told).toEqual([expect.stringMatching(/claims register was not updated: notebooks\/a\.ipynb/)]);
    expect(registerFiles()).toEqual(whole);
  });

  it('holds a claim that cannot be understood, as one that fails', async () => {
    add('a.ipynb', [{ text: 'A.', more: { ok: 'yes' } }]);
    await project.run({ inputs: ['a.ipynb'], claims: 'report' });
    expect(register()[0]).toMatchObject({ verdict: 'unreadable', ok: false });
  });
});
