import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import {
  CellTimeoutError,
  KernelCrashedError,
  KernelExitedError,
  KernelHangError,
  KernelOutOfMemoryError,
  NotebookTimeoutError,
  type RunnerError,
} from '../../../runner/src/index.js';
import type { JsonObject } from '../../../runner/src/json.js';
import { FakeProject } from '../support/fake-project.js';

const project = new FakeProject();
afterEach(() => {
  project.clear();
});

/** Runs a notebook of which the second code cell does this; the fake notebook has one cell before and after. */
async function play(
  task: JsonObject,
  options: { timeoutSeconds?: number; notebookTimeoutSeconds?: number } = {},
) {
  project.addFake('n.ipynb', { tasks: [task], undeclared: true });
  const report = await project.run({ inputs: ['n.ipynb'], ...options });
  return { error: report.notebooks[0]?.error, exitCode: report.exitCode };
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
  it.each<[string, JsonObject, ErrorClass, string]>([
    ['is killed', { signal: 'SIGKILL', sleep: 9 }, KernelCrashedError, 'the kernel crashed (signal SIGKILL)'],
    [
      'faults',
      { signal: 'SIGSEGV', sleep: 9 },
      KernelCrashedError,
      'Mostly this is a fault in a native module',
    ],
    ['exits', { exit: 7 }, KernelExitedError, 'the kernel ended itself (exit code 7)'],
    [
      'has no memory left',
      { stderr: 'FATAL ERROR: JavaScript heap out of memory\n', signal: 'SIGABRT', sleep: 9 },
      KernelOutOfMemoryError,
      'ran out of memory (signal SIGABRT: FATAL ERROR: JavaScript heap out of memory)',
    ],
    ['is stopped', { signal: 'SIGSTOP', sleep: 9 }, KernelHangError, 'the kernel hangs'],
  ])('when it %s has an error of its own', async (_, task, Class, message) => {
    const { error, exitCode } = await play(task);
    expect(error).toBeInstanceOf(Class);
    expect(error?.message).toContain(`n.ipynb, cell 3 (c3): `);
    expect(error?.message).toContain(message);
    expect(exitCode).toBe(3);
    expect(project.outputs('n.partial.ipynb', 3).at(-1)).toMatchObject({ ename: Class.name });
  });

  it('shows its last words', async () => {
    const { error } = await play({ stderr: 'no port left\n', exit: 4 });
    expect(error?.message).toMatch(/its last words:\n {2}no port left$/);
  });

  it('is not taken for one that hangs while it is busy', async () => {
    const { error } = await play({ sleep: 2 });
    expect(error).toBeUndefined();
  });

  it.each<[string, JsonObject[], boolean]>([
    [
      'crashed',
      [
        { child: 'pid', sleep: 1 },
        { signal: 'SIGKILL', sleep: 9 },
      ],
      false,
    ],
    ['left', [{ child: 'pid', sleep: 1 }, { exit: 0 }], false],
    ['was late', [{ child: 'pid', sleep: 9 }], false],
    ['ended well', [{ child: 'pid' }], true],
  ])('when it %s takes along what it started, also in other process groups', async (_, tasks, well) => {
    project.addFake('n.ipynb', { tasks, undeclared: true });
    const { notebooks } = await project.run({ inputs: ['n.ipynb'], timeoutSeconds: 3 });
    expect(notebooks[0]?.status === 'ok').toBe(well);
    const pid = Number(project.read('pid'));
    expect(await ended(pid), `process ${pid}`).toBe(true);
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
    const { error } = await play({ ...busy, ignore: ['SIGINT'] }, { timeoutSeconds: 0.5 });
    expect(error).toBeInstanceOf(CellTimeoutError);
    expect(error?.message).toContain(
      'n.ipynb, cell 3 (c3): still running after the limit of 0.5 s; its kernel',
    );
    expect(error?.message).toContain('did not react to the interrupt and was killed');
  });

  it('of the notebook count all its cells', async () => {
    const { error } = await play(busy, { notebookTimeoutSeconds: 1 });
    expect(error).toBeInstanceOf(NotebookTimeoutError);
    expect(error?.message).toContain('cell 3 (c3): the notebook was still running after its limit of 1 s');
  });
});
