/**
 * Numbers that are the same on every run: a linear congruential generator (Numerical Recipes).
 *
 * @param {number} seed
 */
export function seeded(seed) {
  let state = seed;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return {
    /** From 0 up to 1. */
    uniform,
    /** About normal, mean 0 and deviation 1: a sum of twelve. */
    normal: () => Array.from({ length: 12 }, uniform).reduce((sum, next) => sum + next, -6),
    /**
     * Whole numbers between two bounds.
     *
     * @param {number} count
     * @param {number} low
     * @param {number} high
     */
    integers: (count, low, high) =>
      Array.from({ length: count }, () => Math.round(low + (high - low) * uniform())),
  };
}
