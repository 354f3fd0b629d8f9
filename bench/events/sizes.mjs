import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { mustAgree } from './answers.mjs';
import { askScript } from './child.mjs';
import { warm } from './file.mjs';

/** @param {readonly number[]} numbers */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

/**
 * Our side once, with a folder for what it keeps that is there for this run only.
 *
 * @param {string} csv
 * @param {string} cache
 * @param {import('./options.mjs').Limits} limits
 */
export async function runOurs(csv, cache, limits) {
  const folder = join(cache, 'tally-bench-store');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  try {
    return await askScript('ours.mjs', { csv, folder, ...limits });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The bare scan and ours on one file, turn by turn, each being first in every second round; medians of both.
 *
 * @param {{ csv: string, bytes: number, rows: number }} file
 * @param {{ rounds: number, folder: string } & import('./options.mjs').Limits} options
 */
export async function measureSize({ csv, bytes, rows }, { rounds, folder, threads, memory }) {
  await warm(csv);
  const limits = { threads, memory };
  /** @type {any[]} */
  const scans = [];
  /** @type {any[]} */
  const runs = [];
  const turns = [
    async () => scans.push(await askScript('scan.mjs', { csv, ...limits })),
    async () => runs.push(await runOurs(csv, folder, limits)),
  ];
  for (let round = 1; round <= rounds; round++) {
    process.stderr.write(`${rows} rows, round ${round} of ${rounds}\n`);
    for (const turn of turns) await turn();
    turns.reverse();
  }
  return summary({ bytes, scans, runs });
}

/** @param {{ bytes: number, scans: any[], runs: any[] }} measured */
function summary({ bytes, scans, runs }) {
  for (const { answers } of runs) mustAgree('Another round', runs[0].answers, answers);
  const of = (/** @type {(run: any) => number} */ read) => median(runs.map(read));
  const scanSeconds = median(scans.map(({ seconds }) => seconds));
  const steps = Object.fromEntries(
    Object.keys(runs[0].steps).map((name) => [name, of((run) => run.steps[name])]),
  );
  const ordered = of(({ seconds, steps }) => seconds + steps.orderedFunnel);
  const seconds = of((run) => run.seconds);
  const peak = (/** @type {(run: any) => number} */ read) => Math.max(...runs.map(read));
  const peaks = Object.fromEntries(
    Object.keys(runs[0].peaks).map((name) => [name, peak((run) => run.peaks[name])]),
  );
  const figures = {
    rows: runs[0].rows,
    quarantined: runs[0].quarantined,
    csvBytes: bytes,
    rounds: runs.length,
    scanSeconds,
    seconds,
    ratio: seconds / scanSeconds,
    secondsWithOrderedFunnel: ordered,
    ratioWithOrderedFunnel: ordered / scanSeconds,
    steps,
    peakBytes: peak((run) => run.peakBytes),
    peakBytesAfter: peaks,
    scanPeakBytes: Math.max(...scans.map(({ peakBytes }) => peakBytes)),
  };
  return { figures, answers: { ...runs[0].answers, orderedFunnel: runs[0].orderedFunnel } };
}
