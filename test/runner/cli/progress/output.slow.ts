import { beforeAll, describe, expect, it } from 'vitest';
import { parseArguments } from '../../../../runner/src/cli/parse.js';
import { PROGRESS_ARGUMENTS } from '../../../../runner/src/cli/progress/arguments.js';
import { wantsColor } from '../../../../runner/src/cli/progress/color.js';
import { CHECK_ENDING, RUN_ENDING } from '../../../../runner/src/cli/progress/ending.js';
import { progressEvent } from '../../../../runner/src/cli/progress/json-events.js';
import { openProgress } from '../../../../runner/src/cli/progress/output.js';
import { UsageError } from '../../../../runner/src/errors.js';
import { FakeProject } from '../../support/fake-project.js';
import { Screen } from '../../support/screen.js';

function views(args: string[], env: NodeJS.ProcessEnv, isTTY: boolean): string {
  const [screen, stdout] = [new Screen(), new Screen(200)];
  const stderr = isTTY ? screen : { write: (text: string) => screen.write(text) };
  const shown = openProgress(parseArguments(args, PROGRESS_ARGUMENTS), { stdout, stderr, env }, RUN_ENDING);
  const notebook = 'n.ipynb';
  shown.listener.runStarted?.({ notebooks: [notebook] });
  shown.listener.notebookStarted?.({ notebook, codeCells: 2, kernel: 'k' });
  shown.listener.cellFinished?.({ notebook, index: 1, codeCells: 2, cellId: 'c', ok: true, seconds: 1 });
  const text = `${stdout.text}|${screen.text}`;
  shown.fail(new UsageError('wrong'));
  return text;
}

/** Runs a command and keeps its standard output apart. */
async function stdoutOf(project: FakeProject, args: string[]) {
  const run = project.start(args);
  let stdout = '';
  run.child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString('utf8')));
  const { code, output } = await run.done;
  return { code, output, stdout };
}

const eventsIn = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => progressEvent.parse(JSON.parse(line)));

describe('openProgress', () => {
  const bars = /^\|n\.ipynb █*░* 0\/2 /;
  const plain = '|n.ipynb: 2 code cells, kernel k\n  [1/2] c 1.00 s';

  it.each<[string[], NodeJS.ProcessEnv, boolean, RegExp | string]>([
    [[], {}, true, bars],
    [[], { NO_COLOR: '1' }, true, bars],
    [[], {}, false, plain],
    [[], { CI: 'true' }, true, plain],
    [[], { TERM: 'dumb' }, true, plain],
    [['--quiet'], {}, true, '|'],
    [['--json'], {}, true, /^\{"event":"run-started".*\}\n\{.*\}\n\{.*\}\|$/],
  ])('%j %j, terminal: %s', (args, env, isTTY, wanted) => {
    const text = views(args, env, isTTY);
    if (typeof wanted === 'string') expect(text).toBe(wanted);
    else expect(text).toMatch(wanted);
  });
});

describe('wantsColor', () => {
  it.each<[string | undefined, NodeJS.ProcessEnv, boolean, boolean]>([
    [undefined, {}, true, true],
    [undefined, {}, false, false],
    [undefined, { NO_COLOR: '1' }, true, false],
    [undefined, { NO_COLOR: '' }, true, true],
    [undefined, { FORCE_COLOR: '1' }, false, true],
    [undefined, { FORCE_COLOR: '0' }, true, false],
    [undefined, { FORCE_COLOR: '1', NO_COLOR: '1' }, true, false],
    [undefined, { TERM: 'dumb' }, true, false],
    ['always', { NO_COLOR: '1' }, false, true],
    ['never', { FORCE_COLOR: '1' }, true, false],
  ])('--color %s %j, terminal: %s', (wanted, env, isTerminal, color) => {
    expect(wantsColor({ wanted, env, isTerminal })).toBe(color);
  });
});

describe('run --json --timings', () => {
  const project = new FakeProject();
  project.addFake('a.ipynb', { writes: ['x.txt'] });
  project.addFake('b.ipynb', {
    reads: ['x.txt'],
    tasks: [{ reply: { status: 'error', ename: 'Bad', evalue: 'thing' } }],
  });

  it('prints events of the documented form and nothing else on stdout, and writes the times elsewhere', async () => {
    const args = ['run', '.', '--json', '--timings', 'times/t.json'];
    const { code, stdout } = await stdoutOf(project, args);
    expect(code).toBe(1);
    const events = eventsIn(stdout);
    expect(events.map(({ event }) => event)).toEqual([
      'run-started',
      'notebook-started',
      ...Array<string[]>(3).fill(['cell-started', 'cell-finished']).flat(),
      'notebook-finished',
      'notebook-started',
      ...Array<string[]>(3).fill(['cell-started', 'cell-finished']).flat(),
      'notebook-finished',
      'run-finished',
    ]);
    expect(events.at(-1)).toMatchObject({ exitCode: 1, ok: 1, failed: 1 });
    expect(events.at(-2)).toMatchObject({
      notebook: 'b.ipynb',
      status: 'failed',
      error: { name: 'CellError', cell: 'c3', number: 3, exitCode: 1 },
    });
    const ats = events.map(({ at }) => at);
    expect(ats).toEqual([...ats].sort((a, b) => a - b));
    const times = JSON.parse(project.read('times/t.json')) as object;
    expect(times).toMatchObject({
      notebooks: [
        { notebook: 'a.ipynb', status: 'ok', cells: [{ id: 'c1', ok: true }, { id: 'c2' }, { id: 'c3' }] },
        {
          notebook: 'b.ipynb',
          status: 'failed',
          cells: [{ ok: true }, { ok: true }, { id: 'c3', ok: false }],
        },
      ],
    });
    expect(project.read('a.ipynb')).not.toContain('seconds');
  });

  it('tells a failure of the command as an event too, and refuses a notebook as file of the times', async () => {
    const failed = await project.start(['run', 'none.ipynb', '--json']).done;
    expect(failed.output).toContain('{"event":"error","at":');
    const refused = await project.start(['run', '.', '--timings', 'a.ipynb']).done;
    expect(refused.code).toBe(2);
    expect(refused.output).toContain('--timings a.ipynb: this would overwrite a notebook');
  });

  it('ends without a stack when its reader leaves', async () => {
    const run = project.start(['run', 'a.ipynb', '--json', '--output-dir', 'out']);
    run.child.stdout.destroy();
    expect((await run.done).output).not.toContain('EPIPE');
  });
});

describe('check and update', () => {
  const project = new FakeProject();
  project.addFake('a.ipynb', { reads: ['raw.txt'] });
  project.addFake('b.ipynb', {});

  beforeAll(async () => {
    project.write('raw.txt', 'raw');
    expect((await project.run({ inputs: ['.'] })).exitCode).toBe(0);
    project.write('raw.txt', 'changed');
  });

  it('print events as run does, and the report of the check to a file', async () => {
    const args = [
      'check',
      '.',
      '--jobs',
      '1',
      '--json',
      '--report-json',
      'out/c.json',
      '--output-dir',
      'out',
    ];
    const { code, stdout } = await stdoutOf(project, args);
    expect(code).toBe(5);
    const events = eventsIn(stdout);
    expect(events.map(({ event }) => event)).toEqual([
      'run-started',
      ...Array<string[]>(2)
        .fill([
          'notebook-started',
          ...Array<string[]>(3).fill(['cell-started', 'cell-finished']).flat(),
          'notebook-finished',
        ])
        .flat(),
      'notebook-checked',
      'notebook-checked',
      'run-finished',
    ]);
    expect(events.slice(-3)).toMatchObject([
      {
        notebook: 'a.ipynb',
        status: 'different',
        differences: [{ kind: 'text', cell: 'c2', number: 2, message: 'stdout differs' }],
      },
      { notebook: 'b.ipynb', status: 'same', differences: [] },
      { exitCode: 5, ok: 2, failed: 0 },
    ]);
    expect(JSON.parse(project.read('out/c.json'))).toMatchObject({
      exitCode: 5,
      notebooks: [{ status: 'different' }, { status: 'same' }],
    });
  });

  it('show bars on a terminal, then the report on stdout', async () => {
    const [screen, stdout] = [new Screen(100), new Screen(200)];
    const given = parseArguments([], PROGRESS_ARGUMENTS);
    const shown = openProgress(given, { stdout, stderr: screen, env: {} }, CHECK_ENDING);
    const report = await project.check(
      { inputs: ['a.ipynb', 'b.ipynb'], jobs: 1 },
      { progress: shown.listener },
    );
    expect(screen.writes.some((text) => /a\.ipynb █*░+ \d\/3 /.test(text))).toBe(true);
    shown.finish(report);
    expect(screen.text).toMatch(/^✔ a\.ipynb: ok in .*\n✔ b\.ipynb: ok in .*$/);
    expect(stdout.text).toMatch(/^a\.ipynb: 1 difference\n[^]*2 notebooks: 1 as committed, 1 different$/);
  });

  it('print nothing with --quiet when all is well, and the report when it is not', async () => {
    expect(await stdoutOf(project, ['check', 'b.ipynb', '--quiet'])).toMatchObject({ code: 0, output: '' });
    const { code, stdout } = await stdoutOf(project, ['check', 'a.ipynb', '--quiet', '--output-dir', 'out']);
    expect(code).toBe(5);
    expect(stdout).toContain('a.ipynb: 1 difference');
  });

  it.each([[['--json', 'out/check.json', '.']], [['.', '--json=out/check.json']]])(
    'refuse %j, which meant the report, and name the new option',
    async (args) => {
      const { code, output } = await stdoutOf(project, ['check', ...args]);
      expect(code).toBe(2);
      expect(output).toContain('--json takes no file');
      expect(output).toContain('--report-json out/check.json');
    },
  );

  it('tell as events what an update accepted, run or from a folder', async () => {
    const from = eventsIn((await stdoutOf(project, ['update', '--from', 'out', '--json'])).stdout);
    expect(from.map(({ event }) => event)).toEqual(['notebook-accepted', 'run-finished']);
    project.write('raw.txt', 'changed again');
    const { code, stdout } = await stdoutOf(project, ['update', 'a.ipynb', '--json', '--timings', 't.json']);
    expect(code).toBe(0);
    expect(eventsIn(stdout).slice(-3)).toMatchObject([
      { event: 'notebook-checked', status: 'different' },
      {
        event: 'notebook-accepted',
        notebook: 'a.ipynb',
        accepted: [expect.stringContaining('stdout differs') as string],
      },
      { event: 'run-finished', exitCode: 0 },
    ]);
    expect(JSON.parse(project.read('t.json'))).toMatchObject({ notebooks: [{ notebook: 'a.ipynb' }] });
  });
});
