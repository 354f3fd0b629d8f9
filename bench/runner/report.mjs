const sorted = (/** @type {readonly number[]} */ values) => [...values].sort((a, b) => a - b);

/** @param {readonly number[]} values */
export const median = (values) => sorted(values)[Math.floor(values.length / 2)] ?? NaN;

/** `1234 (1200-1300)`; one decimal below ten. */
export function spread(/** @type {readonly number[]} */ values) {
  const digits = median(values) < 10 ? 1 : 0;
  const [low = NaN, high = NaN] = [Math.min(...values), Math.max(...values)];
  return `${median(values).toFixed(digits)} (${low.toFixed(digits)}-${high.toFixed(digits)})`;
}

/**
 * Prints one row of the table.
 *
 * @param {string} name
 * @param {string} ours
 * @param {string} theirs
 * @param {string} ratio
 */
export function line(name, ours, theirs, ratio) {
  console.log(`${name.padEnd(46)}${ours.padStart(22)}${theirs.padStart(22)}${ratio.padStart(8)}`);
}
