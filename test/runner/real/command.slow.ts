import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { code, notebook } from '../support/notebooks.js';
import { Project } from '../support/project.js';

const project = new Project();
project.add('01-one.ipynb', notebook([code("console.log('one');")]));
project.add(
  '02-waits.ipynb',
  notebook([
    code("import { writeFileSync } from 'node:fs';\nconsole.log('begun');"),
    code(
      "writeFileSync('pid', String(process.pid));\nawait new Promise((resolve) => setTimeout(resolve, 100_000));",
    ),
  ]),
);
project.add('03-never.ipynb', notebook([code('1')]));

/** Waits until the condition holds. */
async function until(condition: () => boolean, seconds = 30): Promise<void> {
  for (let n = 0; n < seconds * 20 && !condition(); n += 1) await sleep(50);
  expect(condition()).toBe(true);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('the command', () => {
  it('runs, prints a line per notebook and cell, and exits with 0', async () => {
    const { code: exit, output } = await project.start(['run', '01-one.ipynb', '--output-dir', 'out']).done;
    expect(output).toMatch(/^01-one\.ipynb: 1 code cell, kernel tally-ts\n {2}\[1\/1\] c1 \d+\.\d\d s\n/);
    expect(output).toMatch(/1 notebook: 1 ok, 0 failed\n$/);
    expect(exit).toBe(0);
    expect(project.read('out/01-one.md')).toContain('one');
  });

  it.each([
    [['run', 'missing.ipynb'], 2, 'missing.ipynb: no such notebook or folder'],
    [['run'], 2, 'give at least one notebook'],
    [['run', '.', '--claims', 'maybe'], 2, '--claims maybe: use fail or report'],
    [['run', '.', '--timeout', 'soon'], 2, '--timeout soon: must be a number of seconds'],
    [['run', '.', '-p', 'a=1', '-p', 'a=2'], 2, '-p a is given twice'],
    [['lst'], 2, 'Did you mean list?'],
    [['list', '*.ipynb'], 0, '01-one.ipynb\n02-waits.ipynb\n03-never.ipynb\n'],
    [['run', '--help'], 0, 'EXIT CODES'],
    [['--version'], 0, '0.1.0'],
  ])('%j exits with %i', async (args, exit, text) => {
    const result = await project.start(args).done;
    expect(result.output).toContain(text);
    expect(result.code).toBe(exit);
  });

  it('stops on SIGINT with nothing half-written and no kernel left', async () => {
    const scratch = project.path('tmp');
    mkdirSync(scratch);
    const before = project.files();
    const run = project.start(['run', '02-waits.ipynb', '03-never.ipynb', '-j', '1'], { TMPDIR: scratch });
    await until(() => existsSync(project.path('pid')) && project.read('pid') !== '');
    const pid = Number(project.read('pid'));
    run.child.kill('SIGINT');
    const { code: exit, output } = await run.done;
    expect(exit).toBe(130);
    expect(output).toContain('stopped by SIGINT');
    expect(output).toContain('2 notebooks: 0 ok, 1 failed, 1 not run');
    await until(() => !isAlive(pid), 3);
    expect(readdirSync(scratch)).toEqual([]);
    expect(project.outputs('02-waits.partial.ipynb', 1)).toMatchObject([{ text: 'begun\n' }]);
    project.remove('pid');
    project.remove('02-waits.partial.ipynb');
    expect(project.files()).toEqual(before);
  });

  it('leaves no kernel behind even when it is killed', async () => {
    const run = project.start(['run', '02-waits.ipynb'], { TMPDIR: project.path() });
    await until(() => existsSync(project.path('pid')) && project.read('pid') !== '');
    const pid = Number(project.read('pid'));
    run.child.kill('SIGKILL');
    await run.done;
    await until(() => !isAlive(pid), 10);
  });
});
