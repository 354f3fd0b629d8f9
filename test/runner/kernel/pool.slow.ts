import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { findKernelspec } from '../../../runner/src/kernel/kernelspec.js';
import { KernelPool } from '../../../runner/src/kernel/pool.js';
import { NotebookFormatError } from '../../../runner/src/errors.js';
import { FakeProject } from '../support/fake-project.js';
import { code, notebook } from '../support/notebooks.js';

const project = new FakeProject();
const spec = findKernelspec('fake', project.root, { JUPYTER_PATH: project.path('jupyter') });
const run = (session: Awaited<ReturnType<KernelPool['take']>>, task: object) =>
  session.execute(JSON.stringify(task), { timeoutMs: 10_000, onMessage: () => undefined });

describe('KernelPool', () => {
  it('gives each taker a kernel of its own, prepared or not', async () => {
    const pool = new KernelPool({ cwd: project.root, env: [] });
    pool.prepare(spec);
    pool.prepare(spec);
    const sessions = await Promise.all([pool.take(spec), pool.take(spec)]);
    expect(sessions[0]).not.toBe(sessions[1]);
    for (const session of sessions) {
      expect(await run(session, {})).toEqual({ kind: 'ok' });
      await session.shutdown();
    }
    await pool.dispose();
  });

  it('starts another when the prepared one has died', async () => {
    const pool = new KernelPool({ cwd: project.root, env: [] });
    pool.prepare({ ...spec, env: { FAKE_LIFE_MS: '500' } });
    await sleep(1500);
    const session = await pool.take(spec);
    expect(await run(session, {})).toEqual({ kind: 'ok' });
    await session.shutdown();
    await pool.dispose();
  });

  it('says why a kernel does not start to who takes it, not before', async () => {
    const pool = new KernelPool({ cwd: project.root, env: [] });
    const broken = { ...spec, folder: '/broken', argv: ['node', '-e', 'process.exit(5)'] };
    pool.prepare(broken);
    await expect(pool.take(broken)).rejects.toThrow('ended while it started');
    await pool.dispose();
  });
});

describe('a run', () => {
  afterEach(() => {
    project.clear();
  });

  it('prepares the kernel of the next notebook, and leaves none behind', async () => {
    // It ends only when a second kernel has started.
    const waits = { until: { path: project.starts, lines: 2 } };
    for (const name of ['a', 'b', 'c']) project.addFake(`${name}.ipynb`, { tasks: [{}, waits, {}] });
    project.takeStarts();
    const { exitCode } = await project.run({ inputs: ['.'], jobs: 1 });
    expect(exitCode).toBe(0);
    expect(project.takeLog()).toEqual(
      ['a', 'b', 'c'].flatMap((name) => [`start ${name}.ipynb`, `end ${name}.ipynb`]),
    );
    expect(project.takeStarts()).toBe(3);
  });

  it('prepares none for a notebook that the cache answers', async () => {
    for (const name of ['a', 'b', 'c']) project.addFake(`${name}.ipynb`, { writes: [`${name}.txt`] });
    expect((await project.run({ inputs: ['.'], jobs: 1 })).exitCode).toBe(0);
    project.takeStarts();
    project.addFake('a.ipynb', { writes: ['a.txt'], salt: 'new', tasks: [{}, { sleep: 1 }, {}] });
    const { notebooks } = await project.run({ inputs: ['.'], jobs: 1 });
    expect(notebooks.map(({ cached }) => cached === true)).toEqual([false, true, true]);
    expect(project.takeStarts()).toBe(1);
  });

  it('passes over those that the cache answers to one that it does not', async () => {
    for (const name of ['a', 'b', 'c']) project.addFake(`${name}.ipynb`, {});
    expect((await project.run({ inputs: ['.'], jobs: 1 })).exitCode).toBe(0);
    project.takeStarts();
    project.addFake('a.ipynb', { salt: 'new', tasks: [{ until: { path: project.starts, lines: 2 } }] });
    project.addFake('c.ipynb', { salt: 'new' });
    const { notebooks } = await project.run({ inputs: ['.'], jobs: 1 });
    expect(notebooks.map(({ cached }) => cached === true)).toEqual([false, true, false]);
    expect(project.takeStarts()).toBe(2);
  });

  it('without the cache starts the kernel at once, and ends it when the notebook cannot run', async () => {
    const kernelspec = { name: 'fake', display_name: 'Fake', language: 'fake' };
    project.add('a.ipynb', notebook([code('{}')], { kernelspec, runner: { timeout: -1 } }));
    project.takeStarts();
    const { notebooks } = await project.run({ inputs: ['a.ipynb'], cache: false });
    expect(notebooks[0]?.error).toBeInstanceOf(NotebookFormatError);
    const pids = project.read(project.starts).split('\n').filter(Boolean).map(Number);
    expect(pids).toHaveLength(1);
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });
});
