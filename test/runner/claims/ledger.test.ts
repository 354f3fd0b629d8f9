import { beforeEach, describe, expect, it } from 'vitest';
import type { LedgerEntry } from '../../../runner/src/claims/entry.js';
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

function addThree(): void {
  add('notebooks/b.ipynb', [{ text: 'B holds.' }]);
  add('notebooks/a.ipynb', [
    { text: 'One | two.', more: { id: 'D-1', values: { share: 0.5, top: 'East' } } },
    { text: 'Two.' },
  ]);
  add('more/c.ipynb', [{ text: 'C.' }]);
}

const ALL = ['notebooks', 'more'];

function ledger(folder = 'figures'): LedgerEntry[] {
  return JSON.parse(project.read(`${folder}/claims.json`)) as LedgerEntry[];
}

function listed(folder?: string): string[] {
  return ledger(folder).map(({ notebook, text }) => `${notebook}: ${text}`);
}

/** The two files of the ledger, or what of them is there. */
function ledgerFiles(): Record<string, string | undefined> {
  const files = project.files();
  return { json: files['figures/claims.json'], markdown: files['figures/claims.md'] };
}

describe('the ledger of a run', () => {
  it('lists the claims of all notebooks by path, cell and output', async () => {
    addThree();
    await project.run({ inputs: ALL });
    expect(ledger()).toEqual([
      expect.objectContaining({ notebook: 'more/c.ipynb', text: 'C.' }),
      {
        notebook: 'notebooks/a.ipynb',
        cell: 'c3',
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
    addThree();
    await project.run({ inputs: ALL });
    expect(project.read('figures/claims.md').split('\n').slice(2)).toEqual([
      '# Claims',
      '',
      '4 claims in 3 notebooks: 4 holds. All as expected.',
      '',
      '| Notebook | Claim | Verdict |',
      '| --- | --- | --- |',
      '| [c](../more/c.md) | C. | holds |',
      '| [a](../notebooks/a.md) | One \\| two. (`D-1`) | holds |',
      '| [a](../notebooks/a.md) | Two. | holds |',
      '| [b](../notebooks/b.md) | B holds. | holds |',
      '',
    ]);
  });

  it('shows what was expected where it differs', async () => {
    add('a.ipynb', [
      { text: 'As it was.' },
      { text: 'No more.', ok: false, more: { missed: ['share is 0.3, not 0.5 ± 0.1'] } },
    ]);
    await project.run({ inputs: ['a.ipynb'], claims: 'report' });
    expect(ledger()[1]).toMatchObject({ ok: false, missed: ['share is 0.3, not 0.5 ± 0.1'] });
    const markdown = project.read('figures/claims.md');
    expect(markdown).toContain('2 claims in 1 notebook: 1 fails, 1 holds. **1 not as expected.**');
    expect(markdown).toContain(
      '| [a](../a.md) | No more. | **fails** | holds; share is 0.3, not 0.5 ± 0.1 |',
    );
    expect(markdown).toContain('| [a](../a.md) | As it was. | holds |  |');
  });

  it('is the same whether notebooks run together or one by one, in any order', async () => {
    addThree();
    await project.run({ inputs: ALL });
    const whole = ledgerFiles();
    for (const input of ['notebooks/b.ipynb', 'more/c.ipynb', 'notebooks/a.ipynb', 'notebooks']) {
      await project.run({ inputs: [input], cache: false });
      expect(ledgerFiles()).toEqual(whole);
    }
    project.remove('figures/claims.json');
    project.remove('figures/claims.md');
    await project.run({ inputs: ['more'] });
    await project.run({ inputs: ['notebooks/b.ipynb'] });
    expect(ledgerFiles()).toEqual(whole);
  });

  it('keeps what is committed of a notebook that fails', async () => {
    addThree();
    await project.run({ inputs: ALL });
    const whole = ledgerFiles();
    const stale = project.notebook('notebooks/a.ipynb');
    const [, , claim] = stale.cells;
    if (claim !== undefined)
      claim.source = JSON.stringify({ reply: { status: 'error', ename: 'E', evalue: 'no' } });
    project.add('notebooks/a.ipynb', stale);
    expect((await project.run({ inputs: ALL })).exitCode).toBe(1);
    expect(ledgerFiles()).toEqual(whole);
  });

  it('drops a notebook that no longer exists, and goes with the last claim', async () => {
    addThree();
    await project.run({ inputs: ALL });
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
    expect(ledgerFiles()).toEqual({ json: undefined, markdown: undefined });
  });

  it('is not there in a project without claims, or when it is not wanted', async () => {
    project.addFake('a.ipynb', {});
    await project.run({ inputs: ['a.ipynb'] });
    expect(ledgerFiles()).toEqual({ json: undefined, markdown: undefined });
    add('a.ipynb', [{ text: 'A.' }]);
    await project.run({ inputs: ['a.ipynb'], ledger: false });
    expect(ledgerFiles()).toEqual({ json: undefined, markdown: undefined });
  });

  it('covers the run alone where an output folder is given, and tells paths from there', async () => {
    addThree();
    await project.run({ inputs: ALL });
    const whole = ledgerFiles();
    await project.run({ inputs: ['notebooks/b.ipynb'], outputDir: 'out' });
    expect(listed('out/figures')).toEqual(['b.ipynb: B holds.']);
    expect(project.read('out/figures/claims.md')).toContain('[b](../b.md)');
    expect(ledgerFiles()).toEqual(whole);
  });

  it('is solved by a run when a merge left its marks, notebooks of either side included', async () => {
    addThree();
    await project.run({ inputs: ALL });
    const whole = ledgerFiles();
    for (const file of ['figures/claims.json', 'figures/claims.md']) {
      const text = project.read(file);
      project.write(file, `<<<<<<< ours\n${text}=======\n${text}>>>>>>> theirs\n`);
    }
    await project.run({ inputs: ['notebooks'] });
    expect(ledgerFiles()).toEqual(whole);
  });

  it('refuses to replace a file that is none of its own', async () => {
    add('a.ipynb', [{ text: 'A.' }]);
    project.write('figures/claims.json', '{"mine": true}');
    await expect(project.run({ inputs: ['a.ipynb'] })).rejects.toThrow(
      /claims\.json would become the ledger .* holds something else.*--no-ledger/,
    );
    expect(project.read('figures/claims.json')).toBe('{"mine": true}');
    project.write('figures/claims.json', '[]');
    project.write('figures/claims.md', '# My claims\n');
    await expect(project.run({ inputs: ['a.ipynb'] })).rejects.toThrow(/claims\.md would become/);
    expect(project.read('figures/claims.json')).toBe('[]');
    project.addFake('a.ipynb', {});
    await project.run({ inputs: ['a.ipynb'] });
    expect(project.read('figures/claims.md')).toBe('# My claims\n');
  });

  it('stays as it is while a notebook with claims beside cannot be read, and says so', async () => {
    addThree();
    await project.run({ inputs: ALL });
    const whole = ledgerFiles();
    project.write('notebooks/a.ipynb', `{ ${project.read('notebooks/a.ipynb')}`);
    const told: string[] = [];
    const progress = { notice: (text: string) => told.push(text) };
    await project.run({ inputs: ['notebooks/b.ipynb'] }, { progress });
    expect(told).toEqual([expect.stringMatching(/ledger of all claims stays as it is: notebooks\/a\.ipynb/)]);
    expect(ledgerFiles()).toEqual(whole);
  });

  it('holds a claim that cannot be understood, as one that fails', async () => {
    add('a.ipynb', [{ text: 'A.', more: { ok: 'yes' } }]);
    await project.run({ inputs: ['a.ipynb'], claims: 'report' });
    expect(ledger()[0]).toMatchObject({ verdict: 'unreadable', ok: false });
  });
});
