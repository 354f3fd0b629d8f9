/** Markers at positions along a line are this far apart across it, in steps. */
export interface Swarm {
  readonly steps: readonly number[];
  /** Number of markers side by side where there are most. */
  readonly most: number;
}

/**
 * Puts markers that would touch side by side: each, in the order of its position, takes the first free lane of 0, 1, −1,
 * 2, … in which the marker before it is at least `apart` away. No marker covers another, and nothing is random.
 *
 * @param positions along the line, in pixels.
 */
export function swarm(positions: readonly number[], apart: number): Swarm {
  const order = positions.map((_, index) => index);
  order.sort((a, b) => (positions[a] ?? 0) - (positions[b] ?? 0) || a - b);
  const ends: number[] = [];
  const steps = new Array<number>(positions.length).fill(0);
  for (const index of order) {
    const at = positions[index] ?? 0;
    const free = ends.findIndex((end) => at - end >= apart);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = at;
    steps[index] = lane % 2 === 0 ? -lane / 2 : (lane + 1) / 2;
  }
  return { steps: steps.map((step) => step + 0), most: ends.length };
}

/** The angle that spreads points evenly over a disk: 2π (1 − 1 / golden ratio). */
const TURN = Math.PI * (3 - Math.sqrt(5));

/** The offset of the n-th of several markers at the same place, on a spiral of this radius around it, in pixels. */
export function aside(n: number, of: number, radius: number): readonly [x: number, y: number] {
  if (of < 2) return [0, 0];
  const far = radius * Math.sqrt(n / (of - 1));
  return [far * Math.cos(n * TURN), far * Math.sin(n * TURN)];
}
