import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  CellTimeoutError,
  KernelCrashedError,
  KernelExitedError,
  KernelHangError,
  KernelOutOfMemoryError,
  NotebookTimeoutError,
  type RunnerError,
  type RunReport,
} from '../../../runner/src/index.js';
import type { JsonObject } from '../../../runner/src/json.js';
import { FakeProject } from '../support/fake-project.js';

const project = new FakeProject();
afterEach(() => {
  project.clear();
});

/** Runs a notebook of which the third cell does this. */
async function play(
  task: JsonObject,
  options: { timeoutSeconds?: number; notebookTimeoutSeconds?: number },
): Promise<RunnerError | undefined> {
  project.addFake('n.ipynb', { tasks: [task], undeclared: true });
  const report = await project.run({ inputs: ['n.ipynb'], ...options });
  return report.notebooks[0]?.error;
}

function alive(pid: number): boolean {
  // A zombie has ended; nobody has asked for its end yet.
  try {
    return !/^State:\tZ/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

async function ended(pid: number): Promise<boolean> {
  for (let n = 0; n < 100 && alive(pid); n += 1) await sleep(50);
  return !alive(pid);
}

type ErrorClass = abstract new (...args: never[]) => RunnerError;

describe('a kernel that fails', () => {
  const faults: [string, JsonObject, ErrorClass, string][] = [
    ['is killed', { signal: 'SIGKILL', sleep: 9 }, KernelCrashedError, 'the kernel crashed (signal SIGKILL)'],
    [
      'faults',
      { signal: 'SIGSEGV', sleep: 9 },
      KernelCrashedError,
      'Usually this is a fault in a native module',
    ],
    ['exits', { exit: 7 }, KernelExitedError, 'the kernel exited by itself (exit code 7)'],
    [
      'has no memory left',
      { stderr: 'FATAL ERROR: JavaScript heap out of memory\n', signal: 'SIGABRT', sleep: 9 },
      KernelOutOfMemoryError,
      'ran out of memory (signal SIGABRT: FATAL ERROR: JavaScript heap out of memory)',
    ],
    ['is stopped', { signal: 'SIGSTOP', sleep: 9 }, KernelHangError, 'the kernel hangs'],
  ];
  // One run of them all: a notebook that fails does not concern the others.
  const own = new FakeProject();
  let report: RunReport = { notebooks: [], exitCode: 0 };
  beforeAll(async () => {
    for (const [index, [, task]] of faults.entries())
      own.addFake(`n${index}.ipynb`, { tasks: [task], undeclared: true });
    own.addFake('n8.ipynb', { tasks: [{ stderr: 'no port left\n', exit: 4 }], undeclared: true });
    own.addFake('n9.ipynb', { tasks: [{ sleep: 2 }], undeclared: true });
    report = await own.run({ inputs: ['.'], jobs: 4 });
  });
  const errorOf = (name: string): RunnerError | undefined =>
    report.notebooks.find(({ notebook }) => notebook === name)?.error;

  it.each(faults.map((fault, index) => [fault[0], index] as const))(
    'when it %s has an error of its own',
    (_, index) => {
      const [, , Class, message] = faults[index] ?? [];
      const error = errorOf(`n${index}.ipynb`);
      expect(error).toBeInstanceOf(Class);
      expect(error?.message).toContain(`n${index}.ipynb, cell 3 (c3): `);
      expect(error?.message).toContain(message);
      expect(error?.exitCode).toBe(3);
      expect(own.outputs(`n${index}.partial.ipynb`, 3).at(-1)).toMatchObject({ ename: Class?.name });
    },
  );

  it('gives the run the exit code 3', () => {
    expect(report.exitCode).toBe(3);
  });

  it('shows its last words', () => {
    expect(errorOf('n8.ipynb')?.message).toMatch(/its last output:\n {2}no port left$/);
  });

  it('is not taken for one that hangs while it is busy', () => {
    expect(report.notebooks.at(-1)).toMatchObject({ notebook: 'n9.ipynb', status: 'ok' });
  });

  it('takes along what it started, also in other process groups, however it ended', async () => {
    const ends: [string, JsonObject[], boolean][] = [
      [
        'crashed',
        [
          { child: 'crashed', sleep: 1 },
          { signal: 'SIGKILL', sleep: 9 },
        ],
        false,
      ],
      ['left', [{ child: 'left', sleep: 1 }, { exit: 0 }], false],
      ['late', [{ child: 'late', sleep: 9 }], false],
      ['well', [{ child: 'well' }], true],
    ];
    for (const [name, tasks] of ends) project.addFake(`${name}.ipynb`, { tasks, undeclared: true });
    const { notebooks } = await project.run({ inputs: ['.'], timeoutSeconds: 3, jobs: 4 });
    for (const [index, [name, , well]] of ends.entries()) {
      expect(notebooks[index]?.status === 'ok', name).toBe(well);
      const pid = Number(project.read(name));
      expect(await ended(pid), `process ${pid} of ${name}`).toBe(true);
    }
  });

  it('is gone with its children and sockets after the runner was killed', async () => {
    project.addFake('n.ipynb', { tasks: [{ child: 'child.pid', sleep: 60 }], undeclared: true });
    const run = project.start(['run', 'n.ipynb'], { TMPDIR: project.path() });
    for (let n = 0; n < 400 && !('child.pid' in project.files()); n += 1) await sleep(50);
    const pid = Number(project.read('child.pid'));
    expect(alive(pid)).toBe(true);
    run.child.kill('SIGKILL');
    expect(await ended(pid)).toBe(true);
    for (let n = 0; n < 100 && Object.keys(project.files()).some((name) => name.includes('nbr-')); n += 1)
      await sleep(50);
    expect(Object.keys(project.files()).filter((name) => name.includes('nbr-'))).toEqual([]);
  });
});

describe('time limits', () => {
  const busy = { sleep: 9 };

  it('name the cell, and whether it reacted', async () => {
    const error = await play({ ...busy, ignore: ['SIGINT'] }, { timeoutSeconds: 0.5 });
    expect(error).toBeInstanceOf(CellTimeoutError);
    expect(error?.message).toContain(
      'n.ipynb, cell 3 (c3): still running after the limit of 0.5 s; its kernel',
    );
    expect(error?.message).toContain('did not react to the interrupt and was killed');
  });

  it('of the notebook count all its cells', async () => {
    const error = await play(busy, { notebookTimeoutSeconds: 1 });
    expect(error).toBeInstanceOf(NotebookTimeoutError);
    expect(error?.message).toContain('cell 3 (c3): the notebook was still running after its limit of 1 s');
  });
});
