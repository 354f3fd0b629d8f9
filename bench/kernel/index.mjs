import { loadavg } from 'node:os';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Kernel } from './client.mjs';
import { PEERS } from './peers.mjs';
import { cpu, memory } from './process.mjs';

const { values } = parseArgs({
  options: { rounds: { type: 'string' }, cells: { type: 'string' }, kernels: { type: 'string' } },
});
const ROUNDS = Number(values.rounds ?? 5);
const CELLS = Number(values.cells ?? 2000);
/** Kernels whose name begins with one of these words. */
const CHOSEN = values.kernels?.split(',') ?? [''];
/** So many cells at the beginning, and at the end, are compared. */
const PART = 100;
/** Long enough for a kernel to have built its compiler. */
const WARM_UP = 6000;

const root = fileURLToPath(new URL('../..', import.meta.url));
const median = (/** @type {readonly number[]} */ all) =>
  [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? NaN;

/** @typedef {{ launch: import('./client.mjs').Launch, peer: import('./peers.mjs').Peer }} Installed */

/** A client in a hurry: what it waits for from the start of the process on. */
async function cold(/** @type {Installed} */ { launch }, /** @type {string} */ code) {
  const kernel = await Kernel.start(launch, root);
  await kernel.ask('kernel_info_request');
  const hello = { wall: performance.now() - kernel.started, cpu: cpu(kernel.pid) };
  await kernel.execute(code);
  const cell = { wall: performance.now() - kernel.started, cpu: cpu(kernel.pid) };
  await kernel.close();
  return { hello, cell };
}

/** A kernel that has had time to get ready, and works until it has run many cells. */
async function warm(/** @type {Installed} */ { launch, peer }) {
  const kernel = await Kernel.start(launch, root);
  const timed = async (/** @type {string} */ code) => {
    const [wall, before] = [performance.now(), cpu(kernel.pid)];
    await kernel.execute(code);
    return { wall: performance.now() - wall, cpu: cpu(kernel.pid) - before };
  };
  await kernel.ask('kernel_info_request');
  await sleep(WARM_UP);
  const idle = memory(kernel.pid);
  const first = await timed('1 + 1');
  const imported = peer.imports === undefined ? undefined : await timed(peer.imports);
  const walls = [];
  const before = cpu(kernel.pid);
  for (let i = 0; i < PART; i++) walls.push((await timed(peer.cell(i))).wall);
  const [middle, grown] = [cpu(kernel.pid), memory(kernel.pid)];
  const cells = peer.cells ?? CELLS;
  for (let i = PART; i < cells; i++) walls.push((await timed(peer.cell(i))).wall);
  const end = memory(kernel.pid);
  await kernel.close();
  return {
    'first cell of an idle kernel, CPU ms': first.cpu,
    'first import of tally, ms': imported?.wall,
    'first import of tally, CPU ms': imported?.cpu,
    [`trivial cell, median of the first ${PART}, ms`]: median(walls.slice(0, PART)),
    [`trivial cell, mean of the first ${PART}, CPU ms`]: (middle - before) / PART,
    [`trivial cell, median of the last ${PART} of ${CELLS}, ms`]:
      cells < CELLS ? undefined : median(walls.slice(-PART)),
    'idle RSS, MB': idle.rss,
    'idle PSS, MB': idle.pss,
    [`growth over the last ${CELLS - PART} cells, MB`]: cells < CELLS ? undefined : end.rss - grown.rss,
  };
}

async function measure(/** @type {Installed} */ installed) {
  const { imports } = installed.peer;
  const hurried = await cold(installed, '1 + 1');
  const importing = imports === undefined ? undefined : (await cold(installed, imports)).cell;
  return {
    'start to kernel_info, ms': hurried.hello.wall,
    'start to kernel_info, CPU ms': hurried.hello.cpu,
    'start to first cell done, ms': hurried.cell.wall,
    'start to first cell done, CPU ms': hurried.cell.cpu,
    'start to import of tally as first cell, ms': importing?.wall,
    'start to import of tally as first cell, CPU ms': importing?.cpu,
    ...(await warm(installed)),
  };
}

const kernels = Object.entries(PEERS).flatMap(([name, peer]) =>
  CHOSEN.some((word) => name.startsWith(word)) ? [{ name, installed: { launch: peer.launch(), peer } }] : [],
);
/** By measure and kernel, one value a round. @type {Map<string, Map<string, number[]>>} */
const seen = new Map();
for (const { installed } of kernels) await cold(installed, installed.peer.imports ?? '1'); // fills the caches
for (let round = 0; round < ROUNDS; round++) {
  console.error(`round ${round + 1} of ${ROUNDS}, load ${loadavg()[0]?.toFixed(1)}`);
  for (const { name, installed } of kernels) {
    for (const [what, value] of Object.entries(await measure(installed))) {
      const row = seen.get(what) ?? new Map();
      seen.set(what, row);
      if (value !== undefined) row.set(name, [...(row.get(name) ?? []), value]);
    }
  }
}

const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(' | ')} |`;
console.log(line(['', ...kernels.map(({ name }) => name)]));
console.log(line(['---', ...kernels.map(() => '---:')]));
for (const [what, row] of seen) {
  const medians = kernels.map(({ name }) => median(row.get(name) ?? []));
  const [own = NaN] = medians;
  const cells = medians.map((value, i) => {
    if (Number.isNaN(value)) return '';
    return `${value.toFixed(1)}${i === 0 ? '' : ` (${(own / value).toFixed(2)})`}`;
  });
  console.log(line([what, ...cells]));
}
