import { OptionsError } from 'tally';

/** A seeded source of randomness: the same seed gives the same numbers on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Whole number in [low, high]. */
  integer(low: number, high: number): number;
  /** Roughly normal, mean 0, deviation 1, within ±6: the sum of twelve uniforms less six. */
  normal(): number;
  /** One of the keys, with probability in proportion to its weight. */
  pick<T extends string>(weights: Readonly<Record<T, number>>): T;
}

/** Mulberry32 (Ettinger, public domain): 32 bits of state, enough for sample data. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    integer: (low, high) => low + Math.floor(next() * (high - low + 1)),
    normal: () => Array.from({ length: 12 }, next).reduce((sum, value) => sum + value, -6),
    pick(weights) {
      const keys = Object.keys(weights) as (keyof typeof weights)[];
      const total = keys.reduce((sum, key) => sum + weights[key], 0);
      let at = next() * total;
      const found = keys.find((key) => (at -= weights[key]) < 0) ?? keys.at(-1);
      if (found === undefined) throw new OptionsError('pick needs at least one weight.');
      return found;
    },
  };
}
