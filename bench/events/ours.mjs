import { performance } from 'node:perf_hooks';
import { join } from 'node:path';
import { loadEvents, open } from 'tally';
import { taobao } from 'tally-studies';
import { loadEngine } from './engine.mjs';
import { partOptions } from './options.mjs';
import { peakOf } from './peak.mjs';
import { orderedFunnelOf, publishedMetrics } from './questions.mjs';
import { RollupClock } from './rollup-clock.mjs';

/** Our side, from the file to the last answer; the store of an earlier run in the folder is not read again. */
const { csv, folder, threads, memory } = partOptions();
if (folder === undefined) throw new Error('Say where to keep the events: --folder DIR.');

await loadEngine();
/** @type {Record<string, number>} */
const took = {};
/** @type {Record<string, number | null>} */
const peaks = {};
let last = performance.now();

const { engine } = await open({ threads, memoryLimit: memory, spillFolder: join(folder, 'spill') });
const clock = new RollupClock(engine);
const tally = await open({ engine: clock.engine });
// Counting equal events is no question of the study, and no peer does it.
const events = await loadEvents(tally, csv, {
  ...taobao.EVENTS,
  folder: join(folder, 'events'),
  duplicates: 'keep',
});
ends('load');
const answers = await publishedMetrics(events);
ends('metrics');
const orderedFunnel = await orderedFunnelOf(events);
ends('orderedFunnel');
tally.close();

const measured = {
  seconds: took.load + took.metrics,
  steps: {
    ingest: took.load - clock.seconds,
    rollups: clock.seconds,
    metrics: took.metrics,
    orderedFunnel: took.orderedFunnel,
  },
  peakBytes: peakOf(),
  peaks,
  rows: events.rows,
  quarantined: events.quarantined,
  answers,
  orderedFunnel,
};
console.log(JSON.stringify(measured));

/** @param {string} step what ends now and began where the step before it ended */
function ends(step) {
  const now = performance.now();
  took[step] = (now - last) / 1000;
  peaks[step] = peakOf();
  last = now;
}
