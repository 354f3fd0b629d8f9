import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeProject } from '../support/fake-project.js';

const project = new FakeProject();
const DATA = 'data/set-aside.csv';

beforeEach(() => {
  project.write('raw.csv', 'raw');
  project.addFake('a.ipynb', { reads: ['raw.csv'], writes: [DATA], rooted: true });
});

afterEach(() => {
  project.clear();
});

const has = (path: string): boolean => path in project.files();
/** What lies outside of output folders, without the log of the kernel. */
const outside = (): string[] =>
  Object.keys(project.files()).filter((path) => !path.startsWith('out') && !path.endsWith('.log'));

describe('a notebook that writes below the output root', () => {
  it('writes into the project when it runs in place', async () => {
    expect((await project.run({ inputs: ['a.ipynb'] })).exitCode).toBe(0);
    expect(has(DATA)).toBe(true);
  });

  it('leaves the project untouched with an output folder, run or taken from the cache', async () => {
    const before = outside();
    expect((await project.run({ inputs: ['a.ipynb'], outputDir: 'out' })).exitCode).toBe(0);
    expect(has(`out/${DATA}`)).toBe(true);
    expect(project.takeRuns()).toEqual(['a.ipynb']);
    const again = await project.run({ inputs: ['a.ipynb'], outputDir: 'out-2' });
    expect(again.notebooks[0]?.cached).toBe(true);
    expect(project.takeRuns()).toEqual([]);
    expect(project.read(`out-2/${DATA}`)).toBe(project.read(`out/${DATA}`));
    expect(outside()).toEqual(before);
  });

  it('does not take the result of a run elsewhere for one in place, nor the other way', async () => {
    await project.run({ inputs: ['a.ipynb'], outputDir: 'out' });
    await project.run({ inputs: ['a.ipynb'] });
    expect(has(DATA)).toBe(true);
    project.remove(DATA);
    const back = await project.run({ inputs: ['a.ipynb'] });
    expect(back.notebooks[0]?.cached).toBe(true);
    expect(has(DATA)).toBe(true);
    const content = project.read(DATA);
    project.remove(`out/${DATA}`);
    const out = await project.run({ inputs: ['a.ipynb'], outputDir: 'out' });
    expect(out.notebooks[0]?.cached).toBe(true);
    expect(project.read(`out/${DATA}`)).toBe(content);
  });

  it('is checked where its files are committed', async () => {
    await project.run({ inputs: ['a.ipynb'] });
    project.write(DATA, 'stale\n');
    const report = await project.check({ inputs: ['a.ipynb'], outputDir: 'out' });
    expect(report.notebooks[0]?.differences.map(({ kind, path }) => [kind, path])).toEqual([['file', DATA]]);
    expect(project.read(DATA)).toBe('stale\n');
  });
});

describe('a notebook that does not ask where to write', () => {
  it('writes into the project, and is taken from the cache as before', async () => {
    project.addFake('a.ipynb', { reads: ['raw.csv'], writes: [DATA] });
    await project.run({ inputs: ['a.ipynb'], outputDir: 'out' });
    expect(has(DATA)).toBe(true);
    project.remove(DATA);
    const again = await project.run({ inputs: ['a.ipynb'], outputDir: 'out' });
    expect(again.notebooks[0]?.cached).toBe(true);
    expect(has(DATA)).toBe(true);
  });
});
