import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { stats } from 'tally';
import { crossTable, ranksBy } from '../../lib/dist/stats/by-label.js';
import { rowsAt, samplePositions } from '../../lib/dist/stats/points.js';
import { peakOf } from '../events/peak.mjs';
import { FEATURES, readData } from './data.mjs';

/** Our answers to the questions of the bench, with the seconds of each, as JSON. */
const [folder = '', starts = '3', sample = '2000', mixtureSample = '20000'] = process.argv.slice(2);
const KS = [2, 3, 4, 5, 6, 7, 8];
const columns = readData(folder);
const features = columns.slice(0, FEATURES);
const [outcome, segment] = columns.slice(FEATURES);
const seconds = {};
const answers = {};

function asked(name, work) {
  const start = performance.now();
  const answer = work();
  seconds[name] = (performance.now() - start) / 1000;
  return answer;
}

const points = asked('scale', () =>
  stats.pointsOf(features.map((values) => stats.scaled(values, stats.scalingOf(values, 'z')))),
);
const some = samplePositions(points.rows, Number(sample), 1);
const more = samplePositions(points.rows, Number(mixtureSample), 1);
writeFileSync(join(folder, 'sample.u32'), new Uint8Array(some.buffer));
writeFileSync(join(folder, 'mixture.u32'), new Uint8Array(more.buffer));

const found = asked('k-means, 2 to 8', () =>
  KS.map((k) => stats.kMeans(points, k, { starts: Number(starts) })),
);
answers.within = found.map(({ within }) => within);
const drawn = rowsAt(points, some);
answers.silhouette = asked('silhouettes of a sample', () =>
  stats.silhouettes(
    drawn,
    found.map(({ labels }) => Int32Array.from(some, (row) => labels[row])),
  ),
).map(({ mean }) => mean);
answers.bic = asked('mixtures of a sample, 1 to 8', () => {
  const rows = rowsAt(points, more);
  return [1, ...KS].map((k) => stats.mixture(rows, k, { starts: 1 }).bic);
});
const tree = asked('tree', () =>
  stats.growTree(features, { values: outcome, classes: 0 }, { leaf: points.rows / 20 }),
);
answers.tree = [tree.split.feature, (tree.split.low + tree.split.high) / 2];
const labels = Int32Array.from(segment);
answers.agreement = asked('adjusted Rand and mutual information', () => {
  const { adjustedRand, adjusted } = stats.agreement(crossTable(labels, 5, found[3].labels, 5));
  return [adjustedRand, adjusted];
});
answers.kruskal = asked('Kruskal-Wallis', () => {
  const { groups, tieSum } = ranksBy(outcome, labels, 5);
  return stats.kruskalWallis(groups, tieSum).h;
});
console.log(JSON.stringify({ seconds, answers, peak: peakOf() }));
