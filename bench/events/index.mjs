import { eventsFile } from './file.mjs';
import { benchOptions } from './options.mjs';
import { measurePeers } from './peers/index.mjs';
import { measureSize } from './sizes.mjs';

/** Above this many rows a round takes long enough to be its own average. */
const LARGE = 5_000_000;

const options = benchOptions();
const { rows, rounds, threads, memory } = options;

/** The largest first: where there is no room for it, nothing is written. */
const files = [];
for (const count of [rows, rows / 10, rows / 100].map(Math.ceil)) {
  files.push(await eventsFile({ ...options, rows: count }));
}
const sizes = [];
for (const file of [...files].reverse()) {
  const few = file.rows > LARGE ? Math.min(rounds, 3) : rounds;
  sizes.unshift(await measureSize(file, { ...options, rounds: few }));
}
const peers = options.peers ? await measurePeers({ ...options, rows: options.peerRows }) : null;

const [large, middle] = sizes;
const perRow = (/** @type {'seconds' | 'secondsWithOrderedFunnel'} */ what) =>
  large.figures[what] / large.figures.rows / (middle.figures[what] / middle.figures.rows);
const measured = {
  rows,
  threads,
  memory,
  sizes: sizes.map(({ figures }) => figures),
  linearity: perRow('seconds'),
  linearityWithOrderedFunnel: perRow('secondsWithOrderedFunnel'),
  peers,
  answers: large.answers,
};
console.log(JSON.stringify(measured, (_, value) => (Number.isInteger(value) ? value : readable(value))));

/** Fractions with four digits: the clock has no more to say. */
function readable(/** @type {unknown} */ value) {
  return typeof value === 'number' ? Number(value.toPrecision(4)) : value;
}
