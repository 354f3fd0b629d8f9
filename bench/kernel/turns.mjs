import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Kernel } from './client.mjs';
import { PEERS } from './peers.mjs';

/** Trivial cells of our kernel and Deno's in turn, cell by cell: what else the machine does slows both. */

const { values } = parseArgs({ options: { rounds: { type: 'string' }, cells: { type: 'string' } } });
const ROUNDS = Number(values.rounds ?? 3);
const CELLS = Number(values.cells ?? 600);
/** So many cells at the beginning, and at the end, are compared. */
const PART = 100;
/** Long enough for a kernel to have built its compiler. */
const WARM_UP = 4000;

const root = fileURLToPath(new URL('../..', import.meta.url));
const median = (/** @type {readonly number[]} */ all) =>
  [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? NaN;
const peers = Object.entries(PEERS).filter(([name]) => /^(tally|Deno)/.test(name));

/** The times of all cells, by kernel. */
async function round() {
  const kernels = [];
  for (const [name, peer] of peers) {
    const kernel = await Kernel.start(peer.launch(), root);
    await kernel.ask('kernel_info_request');
    await sleep(WARM_UP);
    await kernel.execute(peer.imports ?? '1');
    kernels.push({ name, kernel, peer, walls: /** @type {number[]} */ ([]) });
  }
  for (let i = 0; i < CELLS; i++) {
    for (const { kernel, peer, walls } of kernels) {
      const before = performance.now();
      await kernel.execute(peer.cell(i));
      walls.push(performance.now() - before);
    }
  }
  for (const { kernel } of kernels) await kernel.close();
  return kernels;
}

const parts = /** @type {const} */ ([
  [`first ${PART}`, 0, PART],
  ['between', PART, -PART],
  [`last ${PART}`, -PART, undefined],
]);
console.log(`| trivial cell, ms | ${peers.map(([name]) => name).join(' | ')} | ratio |`);
console.log(`| --- | ${peers.map(() => '---:').join(' | ')} | ---: |`);
for (let i = 1; i <= ROUNDS; i++) {
  const kernels = await round();
  for (const [what, from, to] of parts) {
    const [own = NaN, other = NaN] = kernels.map(({ walls }) => median(walls.slice(from, to)));
    const cells = [own, other, own / other].map((value) => value.toFixed(2)).join(' | ');
    console.log(`| round ${i}, ${what} | ${cells} |`);
  }
}
