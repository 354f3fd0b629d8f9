import { describe, expect, it } from 'vitest';
import { FakeProject } from '../support/fake-project.js';

const failing = { reply: { status: 'error', ename: 'Error', evalue: 'boom' } };

describe('--resume', () => {
  const project = new FakeProject();
  const run = async (options: { resume?: boolean; cache?: boolean } = {}) => {
    const { exitCode } = await project.run({ inputs: ['.'], jobs: 1, ...options });
    return { exitCode, runs: project.takeRuns() };
  };

  it('goes on from the notebook that failed, also with notebooks that declare nothing', async () => {
    project.addFake('a.ipynb', { undeclared: true });
    project.addFake('b.ipynb', { undeclared: true });
    project.addFake('c.ipynb', { undeclared: true, tasks: [failing] });
    project.addFake('d.ipynb', { undeclared: true });
    expect(await run()).toEqual({ exitCode: 1, runs: ['a.ipynb', 'b.ipynb', 'c.ipynb', 'd.ipynb'] });
    expect(await run({ resume: true })).toEqual({ exitCode: 1, runs: ['c.ipynb'] });
    project.addFake('b.ipynb', { undeclared: true, salt: 'changed' });
    expect(await run({ resume: true, cache: false })).toEqual({ exitCode: 1, runs: ['b.ipynb', 'c.ipynb'] });
    project.addFake('c.ipynb', { undeclared: true });
    expect(await run({ resume: true })).toEqual({ exitCode: 0, runs: ['c.ipynb'] });
    // All is well now: there is nothing to go on from.
    expect((await run({ resume: true })).runs).toHaveLength(4);
    expect((await run()).runs).toHaveLength(4);
  });
});
