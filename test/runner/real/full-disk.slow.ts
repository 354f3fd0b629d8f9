import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { FakeProject } from '../support/fake-project.js';

const project = new FakeProject();
project.addFake('a.ipynb', {
  writes: ['data/a'],
  tasks: [{ messages: [['stream', { name: 'stdout', text: 'x'.repeat(300_000) }]] }],
});

/** A file system of 100 KB, where one may be mounted. */
const disk = project.path('disk');
mkdirSync(disk);
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=100k', 'tmpfs', disk]).status === 0;
afterAll(() => {
  if (mounted) execFileSync('umount', [disk]);
});

const run = async (options: { outputDir?: string; cacheDir?: string }) => {
  const notices: string[] = [];
  const report = await project.run(
    { inputs: ['a.ipynb'], cache: false, ...options },
    { progress: { notice: (text) => notices.push(text) } },
  );
  return { ...report, notices };
};

describe.skipIf(!mounted)('a disk that is full (skipped where no tmpfs can be mounted)', () => {
  it('is an error that names the file, and leaves nothing half-written', async () => {
    const { exitCode, notebooks, notices } = await run({ outputDir: 'disk/out' });
    expect(exitCode).toBe(2);
    expect(notebooks[0]?.error?.message).toMatch(/disk\/out\/.* cannot be written: the disk is full/);
    expect(notices.join()).toMatch(/the outputs of a\.ipynb so far are lost: .* the disk is full/);
    expect(Object.keys(project.files('disk'))).toEqual([]);
  });

  it('stops no run when only the cache is on it', async () => {
    const { exitCode, notices } = await run({ cacheDir: 'disk/cache', outputDir: 'out' });
    expect(exitCode).toBe(0);
    expect(notices.join()).toMatch(/results are not cached, because the cache cannot be written/);
  });
});

describe.skipIf(!mounted)('a folder that is read-only (skipped where no tmpfs can be mounted)', () => {
  it('is an error before anything runs', async () => {
    project.takeLog();
    execFileSync('mount', ['-o', 'remount,ro', disk]);
    await expect(run({ outputDir: 'disk/out2' })).rejects.toThrow(
      /disk\/out2 cannot be written: the file system is read-only/,
    );
    expect(project.takeLog()).toEqual([]);
  });
});
