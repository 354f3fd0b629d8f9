import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { acceptCheck, consoleReport, type CheckReport } from '../../../runner/src/index.js';
import type { JsonObject } from '../../../runner/src/json.js';
import { FakeProject } from '../support/fake-project.js';

const project = new FakeProject();

function add(name: string, texts: readonly string[]): void {
  const tasks = texts.map((text): JsonObject => {
    const claim = { text, verdict: 'holds', expected: 'holds', ok: true };
    const data = { 'application/vnd.claim.v1+json': claim, 'text/plain': text };
    return { messages: [['display_data', { data, metadata: {} }]] };
  });
  project.addFake(name, { tasks });
}

let restore = (): void => undefined;
beforeAll(async () => {
  add('a.ipynb', ['One.', 'Two.']);
  add('b.ipynb', ['Three.']);
  await project.run({ inputs: ['a.ipynb', 'b.ipynb'] });
  restore = project.snapshot();
});
beforeEach(() => {
  restore();
});

const BOTH = { inputs: ['a.ipynb', 'b.ipynb'] };

function told({ notebooks }: CheckReport): string[] {
  return notebooks.flatMap(({ notebook, differences }) =>
    differences.map(({ message }) => `${notebook}: ${message}`),
  );
}

const JSON_FILE = 'figures/claims.json';
const TABLE = 'figures/claims.md';

describe('a check of the register', () => {
  it('finds nothing where it is as committed, also when one notebook alone is checked', async () => {
    expect(told(await project.check(BOTH))).toEqual([]);
    expect((await project.check({ inputs: ['b.ipynb'] })).exitCode).toBe(0);
  });

  it('finds a row that is another, one that is missing and one too many, with the notebook they belong to', async () => {
    const text = project.read(JSON_FILE);
    project.write(JSON_FILE, text.replace('Three.', 'Thirteen.').replace(/\{[^{]*\{\}[^}]*\},/, ''));
    const report = await project.check(BOTH);
    expect(report.exitCode).toBe(5);
    expect(told(report)).toEqual([
      'a.ipynb: figures/claims.json does not match the claims committed in a.ipynb',
      'b.ipynb: figures/claims.json does not match the claims committed in b.ipynb',
    ]);
    expect(consoleReport(report)).toContain('cell c3: nothing -> One. (verdict: holds, expected: holds)');
    expect(consoleReport(report)).toContain('cell c3: Thirteen. (verdict');
  });

  it('finds a turned verdict in it', async () => {
    project.write(JSON_FILE, project.read(JSON_FILE).replace('"verdict": "holds"', '"verdict": "fails"'));
    const report = await project.check(BOTH);
    expect(consoleReport(report)).toContain(
      'cell c3: One. (verdict: fails, expected: holds) -> One. (verdict: holds, expected: holds)',
    );
  });

  it('finds values that are others, and bytes that are', async () => {
    project.write(JSON_FILE, project.read(JSON_FILE).replace('"values": {}', '"values": {"n": 1}'));
    expect(consoleReport(await project.check(BOTH))).toContain('cell c3, values: {"n":1} -> {}');
    await project.run(BOTH);
    project.write(JSON_FILE, JSON.stringify(JSON.parse(project.read(JSON_FILE))));
    expect(told(await project.check(BOTH))).toEqual([
      expect.stringMatching(/^a\.ipynb: figures\/claims\.json/),
    ]);
  });

  it.each([
    ['is missing', JSON_FILE, undefined, /claims\.json is missing; a run would write it/],
    ['is something else', JSON_FILE, '{}', /claims\.json is not a claims register/],
    ['has no table beside', TABLE, undefined, /claims\.md is missing; a run would write it/],
    ['has another table beside', TABLE, '# Claims\n', /claims\.md/],
  ])('finds that it %s', async (_, file, content, message) => {
    if (content === undefined) project.remove(file);
    else project.write(file, content);
    const report = await project.check(BOTH);
    expect(report.exitCode).toBe(5);
    expect(told(report)).toEqual([expect.stringMatching(message)]);
  });

  it('finds the claims of a notebook that is gone, and a register that no notebook needs', async () => {
    project.remove('b.ipynb');
    const report = await project.check({ inputs: ['a.ipynb'] });
    expect(told(report)).toEqual([
      'a.ipynb: figures/claims.json does not match the claims committed in b.ipynb',
    ]);
    const register = project.read(JSON_FILE);
    project.addFake('a.ipynb', {});
    await project.run({ inputs: ['a.ipynb'] });
    project.write(JSON_FILE, register);
    expect(told(await project.check({ inputs: ['a.ipynb'] }))).toEqual([
      'a.ipynb: figures/claims.json is committed but no notebook has claims',
    ]);
  });

  it('is left out where the register is not wanted, or the notebooks alone are checked', async () => {
    project.remove(JSON_FILE);
    expect((await project.check({ ...BOTH, register: false })).exitCode).toBe(0);
    expect((await project.check({ ...BOTH, notebooksOnly: true })).exitCode).toBe(0);
  });

  it('tells of a changed notebook once: where it differs', async () => {
    const changed = project.notebook('a.ipynb');
    const cell = changed.cells[2];
    if (cell !== undefined) cell.source = cell.source.replaceAll('One.', 'None.');
    project.add('a.ipynb', changed);
    const report = await project.check(BOTH);
    expect(report.notebooks[0]?.differences.filter(({ path }) => path === JSON_FILE)).toEqual([]);
    expect(report.exitCode).toBe(5);
  });

  it('can be accepted with the results of a check', async () => {
    const committed = [project.read(JSON_FILE), project.read(TABLE)];
    project.remove(JSON_FILE);
    project.write(TABLE, project.read(TABLE).replace('One', 'Eleven'));
    await project.check({ ...BOTH, outputDir: 'out' });
    const [first] = acceptCheck('out', { cwd: project.root });
    expect(first?.accepted).toEqual(['figures/claims.json is missing; a run would write it']);
    expect([project.read(JSON_FILE), project.read(TABLE)]).toEqual(committed);
  });

  it('stays out of what is accepted where the check left it out', async () => {
    project.remove(JSON_FILE);
    await project.check({ ...BOTH, outputDir: 'out', register: false });
    acceptCheck('out', { cwd: project.root });
    expect(Object.keys(project.files())).not.toContain(JSON_FILE);
  });
});
