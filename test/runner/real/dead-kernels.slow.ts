import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import {
  CellError,
  KernelCrashedError,
  KernelHangError,
  KernelOutOfMemoryError,
  type RunnerError,
} from '../../../runner/src/index.js';
import { code, notebook } from '../support/notebooks.js';
import { Project } from '../support/project.js';

const project = new Project();
const FILL = 'const all: number[][] = [];\nfor (;;) all.push(new Array<number>(1000).fill(all.length));';
const SMALL_HEAP = '--max-old-space-size=120';

afterEach(() => {
  delete process.env['NODE_OPTIONS'];
});

/** All processes that work in the project, the kernel and what it started among them. */
function processesInProject(): string[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && worksInProject(name));
}

function worksInProject(pid: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === project.root && !isZombie(pid);
  } catch {
    return false;
  }
}

function isZombie(pid: string): boolean {
  return /^State:\tZ/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
}

async function noneLeft(): Promise<string[]> {
  for (let n = 0; n < 100 && processesInProject().length > 0; n += 1) await sleep(50);
  return processesInProject();
}

type ErrorClass = abstract new (...args: never[]) => RunnerError;

describe.skipIf(process.platform !== 'linux')('the kernel', () => {
  it.each<[string, string, ErrorClass, string, number]>([
    ['has no heap left', FILL, KernelOutOfMemoryError, 'ran out of memory', 3],
    [
      'is stopped',
      "process.kill(process.pid, 'SIGSTOP');\nfor (;;);",
      KernelHangError,
      'the kernel hangs',
      3,
    ],
    [
      'is killed',
      "process.kill(process.pid, 'SIGKILL');\nfor (;;);",
      KernelCrashedError,
      '(signal SIGKILL)',
      3,
    ],
    ['is asked to exit', 'process.exit(3);', CellError, 'process.exit(3) called in a cell', 1],
  ])('when it %s ends the run with an error of its own and leaves nothing running', async (...row) => {
    const [, source, Class, message, exitCode] = row;
    // A process that the kernel started has to go with it.
    const helper = [
      "import { spawn } from 'node:child_process';",
      "spawn('sleep', ['1000'], { stdio: 'ignore' }).unref();",
      "console.log('so far');",
    ].join('\n');
    project.add('n.ipynb', notebook([code(helper), code(source), code("console.log('never');")]));
    process.env['NODE_OPTIONS'] = SMALL_HEAP;
    let seen: string[] = [];
    const report = await project.run(
      { inputs: ['n.ipynb'], env: ['NODE_OPTIONS'] },
      {
        progress: {
          cellStarted: ({ index }) => {
            if (index === 2) seen = processesInProject();
          },
        },
      },
    );
    const error = report.notebooks[0]?.error;
    expect(error).toBeInstanceOf(Class);
    expect(error?.message).toContain('n.ipynb, cell 2 (c2)');
    expect(error?.message).toContain(message);
    expect(report.exitCode).toBe(exitCode);
    expect(project.outputs('n.partial.ipynb', 1)).toMatchObject([{ text: 'so far\n' }]);
    expect(project.outputs('n.partial.ipynb', 3)).toEqual([]);
    expect(seen.length, 'kernel and sleep were found while they ran').toBeGreaterThanOrEqual(2);
    expect(await noneLeft()).toEqual([]);
  });

  it('killed from outside while a cell computes ends the run the same way', async () => {
    project.add('n.ipynb', notebook([code("console.log('so far');"), code('for (;;);')]));
    const report = await project.run(
      { inputs: ['n.ipynb'] },
      {
        progress: {
          cellStarted: ({ index }) => {
            if (index === 2) spawnSync('kill', ['-9', ...processesInProject()]);
          },
        },
      },
    );
    expect(report.notebooks[0]?.error).toBeInstanceOf(KernelCrashedError);
    expect(report.notebooks[0]?.error?.message).toContain('n.ipynb, cell 2 (c2)');
    expect(report.exitCode).toBe(3);
    expect(await noneLeft()).toEqual([]);
  });
});
