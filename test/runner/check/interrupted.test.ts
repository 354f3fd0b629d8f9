import { readdirSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { recoverInterrupted } from '../../../runner/src/check/interrupted.js';
import { WrittenFiles } from '../../../runner/src/check/written.js';
import { FakeProject } from '../support/fake-project.js';

const project = new FakeProject();
// The copies lie in the cache of the project, which is to be one of its own here.
project.remove('node_modules');
const COPIES = '.nbconvert-ts-runner/checks';

afterEach(() => {
  project.clear();
});

/** Files that a person put there. */
function committed(): Record<string, string> {
  const own = (path: string): boolean => !path.startsWith('.nbconvert') && !path.endsWith('.log');
  return Object.fromEntries(Object.entries(project.files()).filter(([path]) => own(path)));
}

/** A notebook that writes over a file, adds one in a new folder, and then goes on for long. */
function addWriter(): void {
  project.write('data/clean.csv', 'committed\n');
  project.addFake('a.ipynb', {
    reads: [],
    writes: ['data/clean.csv', 'new/folder/file.csv'],
    tasks: [{ append: ['reached.log', 'x\n'] }, { sleep: 300 }],
  });
}

/** Starts a check, and kills it with all that its notebook had written by then. */
async function killedCheck(): Promise<void> {
  const run = project.start(['check', 'a.ipynb']);
  for (let n = 0; n < 1000 && !('reached.log' in project.files()); n += 1) await sleep(30);
  expect(project.read('reached.log')).toBe('x\n');
  run.child.kill('SIGKILL');
  expect((await run.done).code).toBeNull();
  project.remove('reached.log');
  expect(project.read('data/clean.csv')).not.toBe('committed\n');
  expect(project.files()).toHaveProperty('new/folder/file.csv');
}

describe('a check that is killed with -9', () => {
  it('is undone by the next check, which names what it put back', async () => {
    addWriter();
    project.addFake('b.ipynb', {});
    const before = committed();
    await killedCheck();
    const { output } = await project.start(['check', 'b.ipynb']).done;
    expect(output).toContain('restored after a check that was killed: data/clean.csv, new/folder/file.csv');
    expect(committed()).toEqual(before);
    expect(readdirSync(project.path(COPIES))).toEqual([]);
  });

  it('is undone by the next run before it reads its data', async () => {
    addWriter();
    project.addFake('b.ipynb', { reads: ['data/clean.csv'] });
    await project.start(['run', 'b.ipynb', '--output-dir', 'out']).done;
    const wanted = project.outputs('out/b.ipynb', 2);
    await killedCheck();
    const { code } = await project.start(['run', 'b.ipynb', '--output-dir', 'out', '--no-cache']).done;
    expect(code).toBe(0);
    expect(project.outputs('out/b.ipynb', 2)).toEqual(wanted);
    expect(project.read('data/clean.csv')).toBe('committed\n');
  });
});

describe('the copies of a check', () => {
  it('are left alone while it runs, and gone when it has ended', () => {
    project.write('x.txt', 'old');
    const files = new WrittenFiles(['x.txt', 'y.txt'], project.root);
    project.write('x.txt', 'new');
    project.write('y.txt', 'new');
    expect(recoverInterrupted(project.root)).toEqual([]);
    expect(project.read('x.txt')).toBe('new');
    files.restore();
    expect(project.read('x.txt')).toBe('old');
    expect(project.files()).not.toHaveProperty('y.txt');
    expect(readdirSync(project.path(COPIES))).toEqual([]);
  });

  it('of another project, or incomplete, are put nowhere', () => {
    const other = { root: '/elsewhere', process: { pid: 1, start: '0' }, names: ['x.txt'], files: ['x.txt'] };
    project.write('x.txt', 'mine');
    project.write(`${COPIES}/1-1/check.json`, JSON.stringify(other));
    project.write(`${COPIES}/1-1/0`, 'theirs');
    project.write(`${COPIES}/999999999-1/0`, 'half');
    expect(recoverInterrupted(project.root)).toEqual([]);
    expect(project.read('x.txt')).toBe('mine');
    expect(readdirSync(project.path(COPIES))).toEqual(['1-1']);
  });

  it('that cannot be made are told, and stop nothing', () => {
    rmSync(project.path('.nbconvert-ts-runner'), { recursive: true, force: true });
    project.write('.nbconvert-ts-runner', 'a file in the way');
    project.write('x.txt', 'old');
    const notices: string[] = [];
    const files = new WrittenFiles(['x.txt'], project.root, { notice: (text) => notices.push(text) });
    expect(notices).toEqual([expect.stringContaining('files that notebooks write are not restored: ')]);
    project.write('x.txt', 'new');
    files.restore();
    expect(project.read('x.txt')).toBe('old');
  });
});
