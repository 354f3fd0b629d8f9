/**
 * The faults. `cells` is the code of the notebook; the cell that holds `MARK` notes when and in which process the
 * fault happens. `dies`: the clock starts at the end of the kernel's process, not at the mark. `signal`: what the
 * client itself gets, a second after the mark. `small`: the disk has this many bytes. `limit`: time limit of a
 * cell. `lines`: how many lines the cell prints. `others`: notebooks that run before.
 */
const MARK = "import { writeFileSync } from 'fs'; writeFileSync('event', String(process.pid));";
const FIRST = "console.log('one');";
const LAST = "console.log('last');";
const fault = (name, code, more = {}) => ({ name, cells: [FIRST, MARK, code, LAST], ...more });
const print = (count) => `for (let i = 0; i < ${count}; i++) console.log('line ' + i);`;
const wait = 'await new Promise((resolve) => setTimeout(resolve, 100000));';

export const FAULTS = [
  fault('a cell throws', "throw new Error('boom');"),
  fault('type error', "const n: number = 'text';"),
  fault('unhandled promise rejection', "Promise.reject(new Error('lost'));"),
  fault('`process.exit(3)`', 'process.exit(3);'),
  fault(
    'heap exhaustion (heap of 200 MB)',
    'const a: any[] = []; for (;;) a.push(new Array(1000).fill(a.length));',
    {
      dies: true,
      env: { NODE_OPTIONS: '--max-old-space-size=200' },
    },
  ),
  fault('kernel killed', "process.kill(process.pid, 'SIGKILL');"),
  fault('kernel stopped (SIGSTOP)', "process.kill(process.pid, 'SIGSTOP');"),
  fault('endless loop, limit 15 s', 'for (;;);', { limit: 15 }),
  fault('endless await, limit 15 s', 'await new Promise(() => {});', { limit: 15 }),
  fault('1,000 printed lines', print(1000), { lines: 1000 }),
  fault('100,000 printed lines', print(100_000), { lines: 100_000 }),
  fault('disk full', "console.log('x'.repeat(200000));", { small: 131_072 }),
  fault('SIGINT to the client', wait, { signal: 'SIGINT' }),
  fault('SIGKILL to the client', wait, { signal: 'SIGKILL' }),
  fault('reads a file that a later notebook writes', '', {
    cells: [MARK, "import { readFileSync } from 'fs'; console.log(readFileSync('made.txt', 'utf8'));"],
    runner: { reads: ['made.txt'] },
    well: 'both run, the writing notebook first',
    later: {
      cells: ["import { writeFileSync } from 'fs'; writeFileSync('made.txt', 'made');"],
      runner: { writes: ['made.txt'] },
    },
  }),
  fault('one byte of the data changed since the outputs were committed', '', {
    cells: ["import { readFileSync } from 'fs'; console.log(readFileSync('data.txt', 'utf8'));"],
    runner: { reads: ['data.txt'] },
    files: { 'data.txt': 'sum 41' },
    change: { 'data.txt': 'sum 42' },
  }),
];
