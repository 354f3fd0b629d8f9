import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FakeProject } from '../support/fake-project.js';

describe('a run in order', () => {
  const projects = [new FakeProject(), new FakeProject()];

  it('starts every notebook after those it reads from, with the same bytes for any number of jobs', async () => {
    const links = fc.array(fc.array(fc.nat(), { maxLength: 2 }), { minLength: 3, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(links, async (choices) => {
        const all = await Promise.all(
          [1, 3].map(async (jobs, index) => {
            const project = projects[index] ?? new FakeProject();
            project.clear();
            project.write('data/raw.csv', 'raw');
            // Names run against the order, so that the order by name is wrong.
            const name = (k: number): string => `n${9 - k}.ipynb`;
            for (const [k, picks] of choices.entries()) {
              const reads = k === 0 ? [] : [...new Set(picks.map((pick) => `data/f${pick % k}`))];
              project.addFake(name(k), { reads: ['data/raw.csv', ...reads], writes: [`data/f${k}`] });
            }
            const report = await project.run({ inputs: ['.'], jobs });
            expect(report.exitCode).toBe(0);
            const log = project.takeLog();
            for (const [k, picks] of choices.entries()) {
              for (const pick of k === 0 ? [] : picks) {
                const end = log.indexOf(`end ${name(pick % k)}`);
                expect(end).toBeGreaterThanOrEqual(0);
                expect(end).toBeLessThan(log.indexOf(`start ${name(k)}`));
              }
            }
            expect(report.notebooks.map(({ notebook }) => notebook)).toEqual(
              choices.map((_picks, k) => name(k)).sort(),
            );
            return project.files();
          }),
        );
        expect(all[1]).toEqual(all[0]);
      }),
      { numRuns: 4 },
    );
  });
});

describe('a notebook that fails', () => {
  const project = new FakeProject();
  const failing = { reply: { status: 'error', ename: 'Error', evalue: 'boom' } };
  project.addFake('a.ipynb', { writes: ['data/a'], tasks: [failing] });
  project.addFake('b.ipynb', { reads: ['data/a'], writes: ['data/b'] });
  project.addFake('c.ipynb', { reads: ['data/b'] });
  project.addFake('d.ipynb', { writes: ['data/d'] });
  project.addFake('e.ipynb', { reads: ['data/d'] });

  it('holds back what depends on it, and nothing else', async () => {
    const { notebooks, exitCode } = await project.run({ inputs: ['.'], jobs: 2 });
    expect(exitCode).toBe(1);
    expect(notebooks.map(({ notebook, status }) => [notebook, status])).toEqual([
      ['a.ipynb', 'failed'],
      ['b.ipynb', 'skipped'],
      ['c.ipynb', 'skipped'],
      ['d.ipynb', 'ok'],
      ['e.ipynb', 'ok'],
    ]);
    expect(notebooks.map(({ blockedBy }) => blockedBy)).toEqual([
      undefined,
      { producer: 'a.ipynb', path: 'data/a' },
      { producer: 'a.ipynb', path: 'data/b' },
      undefined,
      undefined,
    ]);
    expect(project.takeRuns()).toEqual(['a.ipynb', 'd.ipynb', 'e.ipynb']);
  });
});

describe('what does not fit together', () => {
  const project = new FakeProject();

  it('is told before anything runs', async () => {
    project.addFake('a.ipynb', { reads: ['data/b'], writes: ['data/a'] });
    project.addFake('b.ipynb', { reads: ['data/a'], writes: ['data/b'] });
    await expect(project.run({ inputs: ['.'] })).rejects.toMatchObject({
      name: 'GraphError',
      exitCode: 2,
      message: expect.stringContaining('a.ipynb -> data/a -> b.ipynb -> data/b -> a.ipynb') as string,
    });
    await expect(project.run({ inputs: ['b.ipynb'] })).rejects.toThrow(
      'a.ipynb writes it: run that notebook too.',
    );
    project.write('a.ipynb', 'broken');
    await expect(project.run({ inputs: ['.'] })).rejects.toThrow(
      /It may be written by a notebook that cannot be read.*a\.ipynb:1:1: not JSON/,
    );
    expect(project.takeLog()).toEqual([]);
  });
});
