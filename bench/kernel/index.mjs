import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Kernel } from './client.mjs';

const { values } = parseArgs({ options: { rounds: { type: 'string' }, cells: { type: 'string' } } });
const ROUNDS = Number(values.rounds ?? 5);
const CELLS = Number(values.cells ?? 100);
const IMPORT = `import * as tally from 'tally'; typeof tally.open`;
/** Long enough for a kernel to have built its compiler. */
const WARM_UP = 6000;
/** Linux counts the time of processes in hundredths of a second. */
const TICK = 10;

const root = fileURLToPath(new URL('../..', import.meta.url));
const require = createRequire(import.meta.url);
const tslab = require.resolve('tslab/package.json').replace('package.json', 'bin/tslab');
/** @type {Record<string, () => Kernel>} */
const kernels = {
  'tally-kernel': () => new Kernel((file) => [`${root}/kernel/dist/main.js`, file], root, '-'),
  'tslab 1.0.22': () => new Kernel((file) => [tslab, 'kernel', `--config-path=${file}`], root, ':'),
};

/** Milliseconds a process has computed, in all its threads. */
function cpu(/** @type {number} */ pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK;
}

/** Megabytes of a process: all it has in memory, and its share of what it shares with others. */
function memory(/** @type {number} */ pid) {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const read = (/** @type {string} */ name) =>
    Math.round(Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(rollup)?.[1]) / 1024);
  return { rss: read('Rss'), pss: read('Pss') };
}

const median = (/** @type {readonly number[]} */ all) =>
  [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? NaN;

/** A client in a hurry: what it waits for from the start of the process on. */
async function cold(/** @type {() => Kernel} */ start, /** @type {string} */ code) {
  const kernel = start();
  await kernel.ask('kernel_info_request');
  const hello = { wall: performance.now() - kernel.started, cpu: cpu(kernel.pid) };
  await kernel.execute(code);
  const cell = { wall: performance.now() - kernel.started, cpu: cpu(kernel.pid) };
  await kernel.close();
  return { hello, cell };
}

/** A kernel that has had time to get ready. */
async function warm(/** @type {() => Kernel} */ start) {
  const kernel = start();
  const timed = async (/** @type {() => Promise<void>} */ act) => {
    const [wall, before] = [performance.now(), cpu(kernel.pid)];
    await act();
    return { wall: performance.now() - wall, cpu: cpu(kernel.pid) - before };
  };
  await kernel.ask('kernel_info_request');
  await sleep(WARM_UP);
  const idle = memory(kernel.pid);
  const first = await timed(() => kernel.execute('1 + 1'));
  const walls = [];
  const before = cpu(kernel.pid);
  for (let i = 0; i < CELLS; i++) walls.push((await timed(() => kernel.execute(`const v${i} = ${i};`))).wall);
  const cell = { wall: median(walls), cpu: (cpu(kernel.pid) - before) / CELLS };
  const imported = await timed(() => kernel.execute(IMPORT));
  await kernel.close();
  return { idle, first, cell, imported };
}

/** @type {Record<string, Record<string, number>>} */
const table = {};
for (const [name, start] of Object.entries(kernels)) {
  /** @type {Record<string, number[]>} */
  const seen = {};
  const add = (/** @type {Record<string, number>} */ measures) => {
    for (const [what, value] of Object.entries(measures)) (seen[what] ??= []).push(value);
  };
  await (
    await cold(start, '1')
  ).cell; // fills the caches of compiled code and of the file system
  for (let round = 0; round < ROUNDS; round++) {
    const hurried = await cold(start, '1 + 1');
    const { cell: importing } = await cold(start, IMPORT);
    const { idle, first, cell, imported } = await warm(start);
    add({
      'start to kernel_info, ms': hurried.hello.wall,
      'start to kernel_info, CPU ms': hurried.hello.cpu,
      'start to first cell done, ms': hurried.cell.wall,
      'start to first cell done, CPU ms': hurried.cell.cpu,
      'start to import of tally as first cell, CPU ms': importing.cpu,
      'first cell of an idle kernel, CPU ms': first.cpu,
      [`trivial cell, median of ${CELLS}, ms`]: cell.wall,
      [`trivial cell, mean of ${CELLS}, CPU ms`]: cell.cpu,
      'first import of tally, ms': imported.wall,
      'first import of tally, CPU ms': imported.cpu,
      'idle RSS, MB': idle.rss,
      'idle PSS, MB': idle.pss,
    });
  }
  table[name] = Object.fromEntries(Object.entries(seen).map(([what, all]) => [what, median(all)]));
}

const [ours, theirs] = Object.keys(kernels);
console.log(`| | ${ours} | ${theirs} | ratio |\n| --- | ---: | ---: | ---: |`);
for (const [what, value] of Object.entries(table[ours ?? ''] ?? {})) {
  const other = table[theirs ?? '']?.[what] ?? NaN;
  console.log(`| ${what} | ${value.toFixed(1)} | ${other.toFixed(1)} | ${(value / other).toFixed(2)} |`);
}
