/** A seeded source of random draws: the same seed gives the same draws. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** A whole number in [0, below). */
  below(below: number): number;
  /** Standard normal, by Box and Muller. */
  normal(): number;
}

/**
 * Mulberry32 (Ettinger, public domain). Its period of 2^32 is enough for the millions of draws of a resampling.
 *
 * @example
 * const random = seeded(1);
 * random.below(6); // a whole number from 0 to 5
 */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    below: (below) => Math.floor(next() * below),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}

/** Shuffles an array in place (Fisher and Yates) and returns it. */
export function shuffle<V>(values: V[], random: Random): V[] {
  for (let last = values.length - 1; last > 0; last -= 1) {
    const other = random.below(last + 1);
    [values[last], values[other]] = [values[other] as V, values[last] as V];
  }
  return values;
}
