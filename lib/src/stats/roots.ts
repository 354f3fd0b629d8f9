/**
 * Where a falling function reaches a value, by bisection; the ends where it lies outside.
 *
 * @param falling a function that does not rise.
 */
export function whereFalls(falling: (x: number) => number, value: number, from: number, to: number): number {
  let [low, high] = [from, to];
  if (falling(low) <= value) return low;
  if (falling(high) >= value) return high;
  for (let step = 0; step < 100 && high - low > 1e-12 * Math.max(1, Math.abs(low)); step += 1) {
    const middle = (low + high) / 2;
    if (falling(middle) > value) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
