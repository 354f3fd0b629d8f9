import { median, percentile95 } from './measure.mjs';

/** @typedef {{ cold: number, warm: Record<string, number[]> }} Rounds */
/** @typedef {{ ready: number, svg: Rounds, both: Rounds }} Way */

/** @param {Way} way */
function summary({ ready, svg, both }) {
  const pngs = Object.keys(svg.warm).map((name) => median(both.warm[name]) - median(svg.warm[name]));
  return {
    'ready, ms': ready,
    'warm SVG, median ms': median(Object.values(svg.warm).flat()),
    'warm SVG, 95th percentile ms': percentile95(Object.values(svg.warm).flat()),
    'PNG on top of the SVG, median ms': median(pngs),
    'PNG on top of the SVG, 95th percentile ms': percentile95(pngs),
    'SVG of all figures, cold, start included, ms': ready + svg.cold,
  };
}

const cell = (/** @type {number | undefined} */ ms) => (ms === undefined ? '-' : ms.toFixed(0)).padStart(10);

/**
 * Prints both ways side by side: figure by figure, then in all. A ratio below 1 means less time than Chromium.
 *
 * @param {Way} here
 * @param {Way | undefined} chromium
 */
export function printTable(here, chromium) {
  const row = (
    /** @type {string} */ name,
    /** @type {number} */ ours,
    /** @type {number | undefined} */ theirs,
  ) => {
    const ratio = theirs === undefined ? '-' : (ours / theirs).toFixed(2);
    console.log(`${name.padEnd(46)}${cell(ours)}${cell(theirs)}${ratio.padStart(8)}`);
  };
  console.log(`${''.padEnd(46)}${'static'.padStart(10)}${'chromium'.padStart(10)}${'ratio'.padStart(8)}`);
  for (const name of Object.keys(here.svg.warm)) {
    const theirs = chromium?.svg.warm[name];
    row(`${name}, SVG median ms`, median(here.svg.warm[name]), theirs && median(theirs));
  }
  const theirs = chromium && summary(chromium);
  for (const [name, ours] of Object.entries(summary(here))) {
    row(name, ours, theirs?.[/** @type {keyof typeof theirs} */ (name)]);
  }
}
