import { rmSync, statSync, utimesSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunOptions } from '../../../runner/src/index.js';
import { markdown } from '../support/notebooks.js';
import { FakeProject } from '../support/fake-project.js';

const claim = (ok: boolean) => ({
  messages: [
    [
      'display_data',
      { data: { 'application/vnd.claim.v1+json': { text: 'Gini is 0.31', verdict: 'x', ok } }, metadata: {} },
    ],
  ],
});

describe('a second run', () => {
  const project = new FakeProject();
  const run = async (options: Partial<RunOptions> = {}) => {
    const notices: string[] = [];
    const report = await project.run(
      { inputs: ['.'], ...options },
      { progress: { notice: (text) => notices.push(text) } },
    );
    return { ...report, runs: project.takeRuns(), notices };
  };

  let restore = (): void => undefined;
  beforeAll(async () => {
    project.write('data/raw.csv', 'raw');
    project.write('data/other.csv', 'other');
    project.addFake('a.ipynb', { reads: ['data/raw.csv'], writes: ['data/a'] });
    project.addFake('b.ipynb', { reads: ['data/a'], writes: ['out/b'] });
    project.addFake('c.ipynb', { reads: ['data/other.csv'] });
    expect((await run()).runs).toEqual(['a.ipynb', 'b.ipynb', 'c.ipynb']);
    restore = project.snapshot();
  });
  beforeEach(() => {
    restore();
  });

  it('runs nothing when nothing has changed, and leaves every file as it is', async () => {
    const before = project.files();
    const stamp = statSync(project.path('a.ipynb')).mtimeMs;
    const { runs, notebooks, exitCode } = await run();
    expect(runs).toEqual([]);
    expect(exitCode).toBe(0);
    expect(notebooks.map(({ status, cached }) => [status, cached])).toEqual(Array(3).fill(['ok', true]));
    expect(project.files()).toEqual(before);
    expect(statSync(project.path('a.ipynb')).mtimeMs).toBe(stamp);
  });

  it('puts back every file that is gone or was changed', async () => {
    const before = project.files();
    for (const name of ['data/a', 'out/b', 'a.md', 'b.md']) rmSync(project.path(name));
    project.write('c.md', 'changed by hand');
    expect((await run()).runs).toEqual([]);
    expect(project.files()).toEqual(before);
  });

  it('runs what reads a changed file, and what reads what that writes', async () => {
    project.write('data/raw.csv', 'rAw');
    expect((await run()).runs).toEqual(['a.ipynb', 'b.ipynb']);
    project.write('data/raw.csv', 'raw');
    expect((await run()).runs).toEqual([]);
  });

  it('sees a change that keeps size and modification time', async () => {
    const path = project.path('data/raw.csv');
    utimesSync(path, 1000, 1000);
    // A hash is remembered only when its file has been the same for two seconds.
    const now = Date.now.bind(Date);
    const later = vi.spyOn(Date, 'now').mockImplementation(() => now() + 3000);
    expect((await run()).runs).toEqual([]);
    later.mockRestore();
    project.write('data/raw.csv', 'RAW');
    utimesSync(path, 1000, 1000);
    expect((await run()).runs).toEqual(['a.ipynb', 'b.ipynb']);
  });

  it('stops at a notebook whose result is the same', async () => {
    project.addFake('a.ipynb', { reads: ['data/raw.csv'], writes: ['data/a'], tasks: [{}] });
    expect((await run()).runs).toEqual(['a.ipynb']);
  });

  it('does not run for text: it only writes the markdown anew', async () => {
    const book = project.notebook('c.ipynb');
    project.add('c.ipynb', { ...book, cells: [{ ...markdown('# New title'), id: 'new' }, ...book.cells] });
    expect((await run()).runs).toEqual([]);
    expect(project.read('c.md')).toContain('# New title');
    expect(project.outputs('c.ipynb', 3)).toHaveLength(1);
  });

  it('runs everything without the cache, and keeps what comes out', async () => {
    expect((await run({ cache: false })).runs).toHaveLength(3);
    expect((await run()).runs).toEqual([]);
  });

  it('runs what sees another environment', async () => {
    process.env['SHOP'] = 'x';
    expect((await run({ env: ['SHOP'] })).runs).toHaveLength(3);
    expect((await run({ env: ['SHOP'] })).runs).toEqual([]);
    process.env['SHOP'] = project.path('data/other.csv');
    expect((await run({ env: ['SHOP'] })).runs).toHaveLength(3);
    project.write('data/other.csv', 'changed');
    expect((await run({ env: ['SHOP'] })).runs).toHaveLength(3);
    delete process.env['SHOP'];
  });

  it('writes elsewhere without running, but for notebooks that may write files of their own there', async () => {
    expect((await run({ outputDir: 'elsewhere' })).runs).toEqual(['a.ipynb', 'b.ipynb']);
    for (const name of ['a.ipynb', 'b.ipynb', 'c.ipynb'])
      expect(project.read(`elsewhere/${name}`)).toBe(project.read(name));
    expect((await run({ inputs: ['a.ipynb', 'b.ipynb', 'c.ipynb'], outputDir: 'elsewhere-2' })).runs).toEqual(
      [],
    );
  });

  it('makes anew what is damaged, and says so', async () => {
    const folder = `${project.cacheDir}/entries`;
    const names = Object.keys(project.files(`../${folder.split('/').at(-2) ?? ''}/entries`));
    for (const name of names) project.write(name, 'cut sho');
    const { runs, notices } = await run();
    expect(runs).toHaveLength(3);
    expect(notices).toHaveLength(3);
    expect(notices[0]).toMatch(/the cache entry .* is damaged and will be recreated/);
    expect((await run()).runs).toEqual([]);
  });

  it('always runs what does not say what it reads', async () => {
    project.addFake('d.ipynb', { undeclared: true });
    expect((await run()).runs).toEqual(['d.ipynb']);
    expect((await run()).runs).toEqual(['d.ipynb']);
  });

  it('counts claims of an earlier run', async () => {
    project.addFake('c.ipynb', { tasks: [claim(false)] });
    expect(await run()).toMatchObject({ runs: ['c.ipynb'], exitCode: 4 });
    const again = await run();
    expect(again).toMatchObject({ runs: [], exitCode: 4 });
    expect(again.notebooks[2]?.error?.message).toContain('Gini is 0.31');
    expect(await run({ claims: 'report' })).toMatchObject({ runs: [], exitCode: 0 });
  });

  it('does not take the result of a run that left a file alone for one that wrote it', async () => {
    project.addFake('a.ipynb', { reads: ['data/raw.csv'], writes: ['data/a', 'data/made-by-hand'] });
    project.write('data/made-by-hand', 'one');
    const book = project.notebook('a.ipynb');
    const [start, derive, end] = book.cells;
    const source = (derive?.source ?? '').replace(',"data/made-by-hand"', '');
    if (start && derive && end)
      project.add('a.ipynb', { ...book, cells: [start, { ...derive, source }, end] });
    expect((await run()).runs).toEqual(['a.ipynb']);
    expect((await run()).runs).toEqual([]);
    project.write('data/made-by-hand', 'two');
    expect((await run()).runs).toEqual(['a.ipynb']);
    expect(project.read('data/made-by-hand')).toBe('two');
  });

  it('does not keep the result of a run during which its data changed', async () => {
    project.addFake('c.ipynb', { reads: ['data/other.csv'], tasks: [{ append: ['data/other.csv', '!'] }] });
    const { runs, notices } = await run();
    expect(runs).toEqual(['c.ipynb']);
    expect(notices[0]).toMatch(/other\.csv was changed while c\.ipynb ran/);
    expect((await run()).runs).toEqual(['c.ipynb']);
  });

  it('goes on without a cache that cannot be written, and says so', async () => {
    project.write('no-folder', 'a file');
    const { runs, exitCode, notices } = await run({ cacheDir: 'no-folder' });
    expect(runs).toHaveLength(3);
    expect(exitCode).toBe(0);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatch(/results are not cached, because the cache cannot be written/);
  });
});

describe('a change of one byte', () => {
  const project = new FakeProject();
  const raw = (n: number): string => `data/raw${n}`;
  const name = (k: number): string => `n${k}.ipynb`;

  it('runs exactly what depends on it', async () => {
    const plan = fc.record({
      links: fc.array(fc.record({ below: fc.array(fc.nat(), { maxLength: 2 }), raw: fc.nat(2) }), {
        minLength: 4,
        maxLength: 5,
      }),
      changed: fc.array(fc.record({ file: fc.nat(2), byte: fc.nat(9) }), { minLength: 2, maxLength: 2 }),
      jobs: fc.integer({ min: 1, max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(plan, async ({ links, changed, jobs }) => {
        project.clear();
        for (const n of [0, 1, 2]) project.write(raw(n), '0123456789');
        const reads = links.map((link, k) => [
          raw(link.raw),
          ...new Set(k === 0 ? [] : link.below.map((pick) => `data/f${pick % k}`)),
        ]);
        for (const k of links.keys())
          project.addFake(name(k), { reads: reads[k] ?? [], writes: [`data/f${k}`] });
        await project.run({ inputs: ['.'], jobs });
        project.takeRuns();
        for (const { file, byte } of changed) {
          const text = project.read(raw(file));
          project.write(raw(file), `${text.slice(0, byte)}x${text.slice(byte + 1)}`);
          const same = project.read(raw(file)) === text;
          // The slow way: a file is new when it was changed, or when something new is read by who writes it.
          const fresh = new Set(same ? [] : [raw(file)]);
          links.forEach(() => {
            for (const k of links.keys())
              if (reads[k]?.some((path) => fresh.has(path))) fresh.add(`data/f${k}`);
          });
          const wanted = [...links.keys()].filter((k) => fresh.has(`data/f${k}`)).map(name);
          await project.run({ inputs: ['.'], jobs });
          expect(project.takeRuns()).toEqual(wanted.sort());
        }
      }),
      { numRuns: 4 },
    );
  });
});
