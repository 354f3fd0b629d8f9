import { mustAgree } from '../answers.mjs';
import { eventsFile, warm } from '../file.mjs';
import { median, runOurs } from '../sizes.mjs';
import * as mariadb from './mariadb.mjs';
import * as polars from './polars.mjs';

/** A peer takes part in this many rounds at most: the one that takes minutes in one. */
const PEERS = { polars: { ...polars, most: Infinity }, mariadb: { ...mariadb, most: 1 } };

/**
 * The same questions to every peer that is installed, on one file in one run, turn by turn with ours; fails where
 * answers differ. A peer that is not installed is null, and `missing` says why.
 *
 * @param {{ rows: number, rounds: number, seed: number, folder: string } & import('../options.mjs').Limits} options
 */
export async function measurePeers({ rows, rounds, seed, folder, threads, memory }) {
  const { csv, bytes } = await eventsFile({ rows, seed, folder });
  await warm(csv);
  const limits = { threads, memory };
  const missing = Object.fromEntries(
    Object.entries(PEERS).flatMap(([name, peer]) => {
      const reason = peer.missing();
      return reason === undefined ? [] : [[name, reason]];
    }),
  );
  const there = Object.entries(PEERS).filter(([name]) => !(name in missing));
  /** @type {Record<string, any[]>} */
  const runs = { ours: [], ...Object.fromEntries(there.map(([name]) => [name, []])) };
  for (let round = 1; round <= rounds; round++) {
    process.stderr.write(`peers, ${rows} rows, round ${round} of ${rounds}\n`);
    runs.ours.push(await runOurs(csv, folder, limits));
    for (const [name, peer] of there.filter(([, { most }]) => round <= most)) {
      const run = await peer.run(csv, limits);
      mustAgree(name, runs.ours[0].answers, run.answers);
      runs[name].push(run);
    }
  }
  const ours = summary(runs.ours);
  const measured = Object.keys(PEERS).map((name) => {
    const peer = name in missing ? null : summary(runs[name]);
    return [name, peer && { ...peer, oursOverPeer: ours.seconds / peer.seconds }];
  });
  return { rows: runs.ours[0].rows, csvBytes: bytes, ours, ...Object.fromEntries(measured), missing };
}

/** @param {readonly any[]} runs */
function summary(runs) {
  const steps = Object.keys(runs[0].steps).map((name) => [name, median(runs.map((run) => run.steps[name]))]);
  const peaks = runs.map(({ peakBytes }) => peakBytes);
  return {
    rounds: runs.length,
    seconds: median(runs.map(({ seconds }) => seconds)),
    steps: Object.fromEntries(steps),
    peakBytes: peaks.includes(null) ? null : Math.max(...peaks),
  };
}
