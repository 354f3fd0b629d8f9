/** A `Math` whose `random` starts over on demand, so that plotly's random ids and jitter repeat. */
export interface SeededMath {
  readonly math: Math;
  /** Starts the sequence over. */
  readonly reset: () => void;
}

/** The built-in Math with `random` replaced by mulberry32, a 32-bit generator seeded with 0. */
export function seededMath(): SeededMath {
  let state = 0;
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const math = Object.create(Math, { random: { value: random } }) as Math;
  return {
    math,
    reset: () => {
      state = 0;
    },
  };
}
