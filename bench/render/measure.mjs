import { performance } from 'node:perf_hooks';

/** @param {readonly number[]} values */
const sorted = (values) => [...values].sort((a, b) => a - b);

/** @param {readonly number[]} values */
export const median = (values) => sorted(values)[Math.floor(values.length / 2)] ?? NaN;

/**
 * The value that 95 in 100 stay at or below.
 *
 * @param {readonly number[]} values
 */
export const percentile95 = (values) => sorted(values)[Math.ceil(values.length * 0.95) - 1] ?? NaN;

/**
 * Milliseconds that `work` takes, and what it gives.
 *
 * @template T
 * @param {() => Promise<T>} work
 */
export async function timed(work) {
  const start = performance.now();
  const result = await work();
  return { ms: performance.now() - start, result };
}

/**
 * Draws every figure once cold and `rounds` times warm.
 *
 * @param {Readonly<Record<string, object>>} figures
 * @param {number} rounds
 * @param {(figure: object) => Promise<unknown>} draw
 */
export async function rounds(figures, rounds, draw) {
  let cold = 0;
  for (const figure of Object.values(figures)) cold += (await timed(() => draw(figure))).ms;
  /** @type {Record<string, number[]>} */
  const warm = {};
  for (let round = 0; round < rounds; round++) {
    for (const [name, figure] of Object.entries(figures)) {
      (warm[name] ??= []).push((await timed(() => draw(figure))).ms);
    }
  }
  return { cold, warm };
}

/** Bytes of memory as whole megabytes. */
export const megabytes = (/** @type {number} */ bytes) => Math.round(bytes / 2 ** 20);
