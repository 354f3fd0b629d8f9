import { renameSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { FakeProject } from '../support/fake-project.js';

const project = new FakeProject();
let run: ReturnType<FakeProject['start']> | undefined;
afterEach(() => {
  run?.child.kill('SIGKILL');
});

/** Starts to watch, and waits until the notebooks ran and it waits for changes for the nth time. */
function watching() {
  const started = project.start(['watch', '.']);
  run = started;
  const waits = async (times: number): Promise<void> => {
    const count = () => started.output().split('waiting for changes').length - 1;
    for (let n = 0; n < 600 && count() < times; n += 1) await sleep(50);
    expect(count(), started.output()).toBe(times);
  };
  return { ...started, waits };
}

describe('watch', () => {
  it('runs what depends on a change, and nothing else', async () => {
    project.write('in.txt', 'one');
    project.write('other.txt', 'one');
    project.addFake('a.ipynb', { reads: ['in.txt'], writes: ['made.txt'] });
    project.addFake('b.ipynb', { reads: ['made.txt'] });
    project.addFake('c.ipynb', { reads: ['other.txt'] });
    const { child, done, output, waits } = watching();
    await waits(1);
    expect(project.takeRuns()).toEqual(['a.ipynb', 'b.ipynb', 'c.ipynb']);

    project.write('in.txt', 'two');
    await waits(2);
    expect(project.takeRuns()).toEqual(['a.ipynb', 'b.ipynb']);
    expect(output()).toContain('changed: in.txt\n');

    // As editors save: beside, then in place of the old file.
    project.write('other.txt.tmp', 'two');
    renameSync(project.path('other.txt.tmp'), project.path('other.txt'));
    await waits(3);
    expect(project.takeRuns()).toEqual(['c.ipynb']);

    project.addFake('c.ipynb', { reads: ['other.txt'], salt: 'new' });
    await waits(4);
    expect(project.takeRuns()).toEqual(['c.ipynb']);

    // A notebook that is being written is no notebook; when it is whole again it runs.
    const whole = project.read('c.ipynb');
    project.write('c.ipynb', whole.slice(0, 100));
    await waits(5);
    project.write('c.ipynb', whole.replaceAll('new', 'newer'));
    await waits(6);
    expect(project.takeRuns()).toEqual(['c.ipynb']);

    // What is written again unchanged, and what nobody reads, is no change; nor is what the runs have written.
    project.write('in.txt', 'two');
    project.write('nobody.txt', 'x');
    await sleep(1500);
    await waits(6);
    expect(project.takeRuns()).toEqual([]);

    child.kill('SIGINT');
    expect((await done).code).toBe(0);
  });
});
