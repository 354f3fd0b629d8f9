import { squaredDistance, type Points } from './points.js';

/** Rows divided among centers. */
export interface Partition {
  /** The nearest center of each row, counted from 0. */
  readonly labels: Int32Array;
  /** One center after another. */
  readonly centers: Float64Array;
  /** Sum of squared distances of rows to their centers. */
  readonly within: number;
  readonly iterations: number;
}

export interface LloydOptions {
  /** The most iterations. */
  readonly iterations: number;
  /** Stops when the centers' squared movements add up to no more; 0 stops when no row changes its center. */
  readonly movement: number;
}

/**
 * Lloyd's iterations from given centers: each row goes to its nearest center, each center to the mean of its rows. Bounds
 * on distances spare most of the comparisons, without any effect on the answer. A center without rows moves to the row
 * that is farthest from its own.
 *
 * Source: Lloyd (1982), IEEE Trans. Inf. Theory 28; Hamerly (2010), SDM, for the bounds.
 */
export function lloyd(points: Points, start: Float64Array, options: LloydOptions): Partition {
  const state = new Lloyd(points, start);
  let iterations = 0;
  for (let changed = true; changed && iterations < options.iterations; iterations += 1) {
    if (state.move() <= options.movement && options.movement > 0) break;
    changed = state.assign();
  }
  return { ...state.nearest(), iterations };
}

class Lloyd {
  readonly #points: Points;
  readonly #k: number;
  readonly #centers: Float64Array;
  readonly #sums: Float64Array;
  readonly #counts: Float64Array;
  readonly #labels: Int32Array;
  /** At least the distance to the own center. */
  readonly #upper: Float64Array;
  /** At most the distance to any other center. */
  readonly #lower: Float64Array;
  readonly #moved: Float64Array;
  #farthestMove = 0;

  constructor(points: Points, start: Float64Array) {
    this.#points = points;
    this.#k = start.length / points.dimensions;
    this.#centers = Float64Array.from(start);
    this.#sums = new Float64Array(start.length);
    this.#counts = new Float64Array(this.#k);
    this.#labels = new Int32Array(points.rows).fill(-1);
    this.#upper = new Float64Array(points.rows).fill(Infinity);
    this.#lower = new Float64Array(points.rows);
    this.#moved = new Float64Array(this.#k);
    this.assign();
  }

  /** Gives every row its nearest center. @returns whether any row has a new one. */
  assign(): boolean {
    const { rows, dimensions, values } = this.#points;
    const [labels, upper, lower, centers] = [this.#labels, this.#upper, this.#lower, this.#centers];
    const [moved, most, apart] = [this.#moved, this.#farthestMove, this.#halfGaps()];
    let changed = false;
    for (let i = 0; i < rows; i += 1) {
      const own = labels[i] ?? 0;
      const below = (lower[i] ?? 0) - most;
      const safe = own < 0 ? -1 : Math.max(below, apart[own] ?? 0);
      let above = own < 0 ? Infinity : (upper[i] ?? 0) + (moved[own] ?? 0);
      lower[i] = below;
      upper[i] = above;
      if (above <= safe) continue;
      if (own >= 0) {
        above = Math.sqrt(squaredDistance(values, i, centers, own, dimensions));
        upper[i] = above;
        if (above <= safe) continue;
      }
      if (this.#search(i) !== own) changed = true;
    }
    return changed;
  }

  /** Compares a row with all centers. @returns the nearest, the first if several are. */
  #search(i: number): number {
    const { dimensions, values } = this.#points;
    let [best, nearest, second] = [0, Infinity, Infinity];
    for (let center = 0; center < this.#k; center += 1) {
      const distance = squaredDistance(values, i, this.#centers, center, dimensions);
      if (distance < nearest) {
        second = nearest;
        nearest = distance;
        best = center;
      } else if (distance < second) second = distance;
    }
    this.#upper[i] = Math.sqrt(nearest);
    this.#lower[i] = Math.sqrt(second);
    this.#put(i, best);
    return best;
  }

  #put(i: number, center: number): void {
    const before = this.#labels[i] ?? 0;
    if (before === center) return;
    this.#labels[i] = center;
    this.#add(i, center, 1);
    if (before >= 0) this.#add(i, before, -1);
  }

  #add(i: number, center: number, sign: number): void {
    const { dimensions, values } = this.#points;
    this.#counts[center] = (this.#counts[center] ?? 0) + sign;
    for (let d = 0, to = center * dimensions, from = i * dimensions; d < dimensions; d += 1) {
      this.#sums[to + d] = (this.#sums[to + d] ?? 0) + sign * (values[from + d] ?? 0);
    }
  }

  /** Half the distance of each center to the nearest other one: a row that is closer to its own has no nearer one. */
  #halfGaps(): Float64Array {
    const { dimensions } = this.#points;
    return Float64Array.from({ length: this.#k }, (_, one) => {
      let least = Infinity;
      for (let other = 0; other < this.#k; other += 1) {
        const distance = squaredDistance(this.#centers, one, this.#centers, other, dimensions);
        if (other !== one && distance < least) least = distance;
      }
      return Math.sqrt(least) / 2;
    });
  }

  /** Moves every center to the mean of its rows. @returns the sum of squared movements. */
  move(): number {
    const { dimensions } = this.#points;
    this.#fillEmpty();
    const before = Float64Array.from(this.#centers);
    let total = 0;
    this.#farthestMove = 0;
    for (let center = 0; center < this.#k; center += 1) {
      const count = this.#counts[center] ?? 0;
      for (let d = center * dimensions; d < (center + 1) * dimensions; d += 1) {
        this.#centers[d] = (this.#sums[d] ?? 0) / count;
      }
      const squared = squaredDistance(before, center, this.#centers, center, dimensions);
      this.#moved[center] = Math.sqrt(squared);
      this.#farthestMove = Math.max(this.#farthestMove, Math.sqrt(squared));
      total += squared;
    }
    return total;
  }

  #fillEmpty(): void {
    const { rows, dimensions, values } = this.#points;
    for (let center = this.#counts.indexOf(0); center >= 0; center = this.#counts.indexOf(0)) {
      let [farthest, most] = [0, -1];
      for (let i = 0; i < rows; i += 1) {
        const own = this.#labels[i] ?? 0;
        const distance = squaredDistance(values, i, this.#centers, own, dimensions);
        if (distance > most && (this.#counts[own] ?? 0) > 1) {
          farthest = i;
          most = distance;
        }
      }
      this.#sums.fill(0, center * dimensions, (center + 1) * dimensions);
      this.#put(farthest, center);
      this.#upper.fill(Infinity);
      this.#lower.fill(0);
    }
  }

  /** Rows by their nearest centers, without bounds, whose sums have rounding errors. */
  nearest(): Omit<Partition, 'iterations'> {
    const { rows, dimensions, values } = this.#points;
    const [labels, centers] = [this.#labels, this.#centers];
    let within = 0;
    for (let i = 0; i < rows; i += 1) {
      let [best, least] = [0, Infinity];
      for (let center = 0; center < this.#k; center += 1) {
        const distance = squaredDistance(values, i, centers, center, dimensions);
        if (distance < least) {
          best = center;
          least = distance;
        }
      }
      labels[i] = best;
      within += least;
    }
    return { labels, centers, within };
  }
}
