import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

interface Round {
  readonly failures: readonly { test: string }[];
  readonly ended: number;
  readonly cutOff: boolean;
  readonly crash?: string;
}

const { round } = (await import(new URL('../fuzz/round.mjs', import.meta.url).href)) as {
  round: (command: readonly string[], seed: number, cut: AbortSignal) => Promise<Round>;
};

const folder = mkdtempSync(join(tmpdir(), 'fuzz-test-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const node = (program: string) => [process.execPath, '--input-type=module', '-e', program];
const never = new AbortController().signal;
const REPORT = `import { appendFileSync } from 'node:fs';
  const report = (line) => appendFileSync(process.env.FUZZ_REPORT, JSON.stringify(line) + '\\n');`;

/** A program whose child stays for ever; both hold a connection to a socket, which ends with them. */
function stalling(before: string) {
  const path = join(folder, 'socket');
  const server = createServer().listen(path);
  const connect = `import { connect } from 'node:net'; connect(${JSON.stringify(path)}).resume();`;
  const child = JSON.stringify(['--input-type=module', '-e', connect]);
  const program = `${REPORT} ${before} ${connect}
    import { spawn } from 'node:child_process'; spawn(process.execPath, ${child});`;
  const both = new Promise<readonly Socket[]>((resolve) => {
    const sockets: Socket[] = [];
    server.on('connection', (socket) => {
      if (sockets.push(socket.resume()) === 2) resolve(sockets);
    });
  });
  return { program, both, server };
}

describe('a round of random tests', () => {
  it('gives the seed to the tests and tells what failed', async () => {
    const program = `${REPORT} report({ file: '', test: 'seed ' + process.env.FUZZ_SEED, message: '' });
      report({ ended: 'a' }); process.exit(1);`;
    expect(await round(node(program), 7, never)).toMatchObject({
      failures: [{ test: 'seed 7' }],
      ended: 1,
      cutOff: false,
      crash: undefined,
    });
  });

  it('ends with all that it started when it is cut off, and is no failure then', async () => {
    const cut = new AbortController();
    const { program, both, server } = stalling("report({ ended: 'a' });");
    const result = round(node(program), 7, cut.signal);
    const sockets = await both;
    const closed = sockets.map((socket) => once(socket, 'close'));
    cut.abort();
    expect(await result).toEqual({ failures: [], ended: 1, cutOff: true, crash: undefined });
    await Promise.all(closed);
    server.close();
  });

  it('keeps what it found before it was cut off', async () => {
    const cut = new AbortController();
    const { program, both, server } = stalling("report({ file: '', test: 'found', message: '' });");
    const result = round(node(program), 7, cut.signal);
    await both;
    cut.abort();
    expect((await result).failures).toMatchObject([{ test: 'found' }]);
    server.close();
  });

  it('shows the end of what a program said that failed without a report', async () => {
    const program = "console.error('x'.repeat(9000)); console.error('out of memory'); process.exit(134);";
    const { crash = '' } = await round(node(program), 7, never);
    expect(crash).toMatch(/^vitest ended with 134 and named no failure:\nx+\nout of memory\n$/);
    expect(crash.length).toBeLessThan(5000);
  });
});

describe('make fuzz', () => {
  const fuzz = (...args: string[]) => {
    const child = spawn(process.execPath, ['test/fuzz/index.mjs', ...args]);
    const said = { text: '' };
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (said.text += chunk.toString()));
    return { child, said, ended: once(child, 'close') };
  };

  it('ends with 130 when it is interrupted', async () => {
    const { child, said, ended } = fuzz('house/fuzz.test');
    let interrupted = false;
    child.stdout.on('data', () => {
      // A second signal would end it at once.
      if (interrupted || !said.text.includes('round 1')) return;
      interrupted = child.kill('SIGINT');
    });
    expect(await ended).toEqual([130, null]);
    expect(said.text).toContain('round 1 was cut off when it was interrupted: 0 of 1 files had ended');
  });

  it('cuts a round off when the time is over, which is no failure', async () => {
    const { said, ended } = fuzz('--minutes', '0.00001', 'house/fuzz.test');
    expect(await ended).toEqual([0, null]);
    expect(said.text).toContain('round 1 was cut off when the time was over: 0 of 1 files had ended');
  });

  it.each([
    [['--minutes', 'soon'], '--minutes must be a number above 0, not "soon"'],
    [['no such file'], 'no file with properties has no such file in its path'],
  ])('refuses %j', async (args, message) => {
    const { said, ended } = fuzz(...args);
    expect(await ended).toEqual([2, null]);
    expect(said.text).toContain(message);
  });
});
