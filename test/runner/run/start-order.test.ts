import { describe, expect, it } from 'vitest';
import type { NotebookPaths } from '../../../runner/src/run/paths.js';
import { startOrder } from '../../../runner/src/run/start-order.js';
import { FakeProject } from '../support/fake-project.js';

const DURATIONS = 'durations.json';

describe('startOrder', () => {
  const notebooks = ['short', 'new-b', 'long', 'tie-b', 'tie-a', 'new-a'].map((name) => ({
    paths: { name } as NotebookPaths,
  }));
  const seconds: Record<string, number> = { short: 0, long: 9, 'tie-b': 4, 'tie-a': 4 };
  const durations = { of: ({ name }: NotebookPaths) => seconds[name] };
  const names = (jobs: number): (string | undefined)[] =>
    startOrder(notebooks, jobs, durations).map((index) => notebooks[index]?.paths.name);

  it('has unknown ones first, then the longest, ties by name', () => {
    expect(names(2)).toEqual(['new-a', 'new-b', 'long', 'tie-a', 'tie-b', 'short']);
  });

  it('is that of the inputs where one runs at a time', () => {
    expect(names(1)).toEqual(notebooks.map(({ paths }) => paths.name));
  });
});

describe('a run with known durations', () => {
  const project = new FakeProject();
  const durations = new FakeProject();
  // `c` waits for what all others write, so that the other job takes them one behind the other; the first of them
  // waits until `c` has begun.
  const add = (): void => {
    const others = ['a', 'b', 'd'];
    const tasks = [{ until: { path: project.log, lines: 2 } }];
    for (const name of others) project.addFake(`${name}.ipynb`, { writes: [`${name}.txt`], tasks });
    project.addFake('c.ipynb', { tasks: others.map((name) => ({ until: { path: `${name}.txt` } })) });
  };
  const runWith = async (known: object): Promise<{ starts: string[]; files: Record<string, string> }> => {
    project.clear();
    durations.write(DURATIONS, JSON.stringify(known));
    add();
    const options = { inputs: ['.'], jobs: 2, cacheDir: durations.root, cache: false };
    const report = await project.run(options);
    expect(report.notebooks.map(({ notebook, status }) => `${notebook} ${status}`)).toEqual(
      ['a', 'b', 'c', 'd'].map((name) => `${name}.ipynb ok`),
    );
    const starts = project.takeLog().filter((line) => line.startsWith('start '));
    return { starts: starts.map((line) => line.slice('start '.length)), files: project.files() };
  };

  it('starts the longest first and gives the same bytes in every order', async () => {
    const first = await runWith({ 'a.ipynb': 1, 'c.ipynb': 9, 'd.ipynb': 5 });
    // The first two start side by side.
    expect(first.starts.slice(0, 2).sort()).toEqual(['b.ipynb', 'c.ipynb']);
    expect(first.starts.slice(2)).toEqual(['d.ipynb', 'a.ipynb']);
    const second = await runWith({ 'a.ipynb': 1, 'b.ipynb': 2, 'c.ipynb': 9, 'd.ipynb': 1.5 });
    expect(second.starts.slice(0, 2).sort()).toEqual(['b.ipynb', 'c.ipynb']);
    expect(second.starts.slice(2)).toEqual(['d.ipynb', 'a.ipynb']);
    const third = await runWith({ 'a.ipynb': 3, 'b.ipynb': 1, 'c.ipynb': 9, 'd.ipynb': 2 });
    expect(third.starts.slice(0, 2).sort()).toEqual(['a.ipynb', 'c.ipynb']);
    expect(third.starts.slice(2)).toEqual(['d.ipynb', 'b.ipynb']);
    expect(second.files).toEqual(first.files);
    expect(third.files).toEqual(first.files);
  });

  it('remembers how long those took that ran to a good end, and forgets no other', async () => {
    await runWith({ 'gone.ipynb': 7 });
    project.addFake('d.ipynb', { tasks: [{ reply: { status: 'error', ename: 'E', evalue: '' } }] });
    project.remove('a.ipynb');
    durations.write(DURATIONS, JSON.stringify({ 'gone.ipynb': 7, 'd.ipynb': 3 }));
    await project.run({ inputs: ['.'], jobs: 2, cacheDir: durations.root, cache: false });
    const known = JSON.parse(durations.read(DURATIONS)) as Record<string, number>;
    expect(known).toMatchObject({ 'gone.ipynb': 7, 'd.ipynb': 3 });
    expect(Object.keys(known).sort()).toEqual(['b.ipynb', 'c.ipynb', 'd.ipynb', 'gone.ipynb']);
    expect(known['b.ipynb']).toBeGreaterThan(0);
  });

  it('does not mind when the file of durations is broken', async () => {
    project.clear();
    durations.write(DURATIONS, '{"a.ipynb": "long"');
    add();
    const options = { inputs: ['.'], jobs: 2, cacheDir: durations.root, cache: false };
    expect((await project.run(options)).exitCode).toBe(0);
    expect(Object.keys(JSON.parse(durations.read(DURATIONS)) as object)).toHaveLength(4);
  });
});
