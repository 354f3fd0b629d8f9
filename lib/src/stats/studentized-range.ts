import { normalLowerTail } from './distributions.js';
import { logGamma } from './log-gamma.js';

/** The range of k standard normal values is looked up in a table with this step, up to this end. */
const STEP = 0.02;
const END = 20;

/** Values of the normal distribution that an integral over it needs, and the number of them. */
const REACH = 8;
const NODES = 400;

const tables = new Map<number, Float64Array>();

/** P(range of k standard normal values <= w) at multiples of {@link STEP}, by the trapezoidal rule. */
function rangeTable(k: number): Float64Array {
  const known = tables.get(k);
  if (known !== undefined) return known;
  // Nodes are multiples of the table's step, so that each normal probability is evaluated once.
  const spacing = (2 * REACH) / NODES;
  const perNode = Math.round(spacing / STEP);
  const offset = Math.round((REACH + END) / STEP);
  const lower = Float64Array.from({ length: offset + Math.round(REACH / STEP) + 1 }, (_, index) =>
    normalLowerTail((index - offset) * STEP),
  );
  const table = Float64Array.from({ length: Math.round(END / STEP) + 1 }, (_, width) => {
    let sum = 0;
    for (let node = 0; node <= NODES; node += 1) {
      const z = -REACH + node * spacing;
      const at = offset + Math.round(-REACH / STEP) + node * perNode;
      const inside = (lower[at] ?? 0) - (lower[at - width] ?? 0);
      sum += Math.exp((-z * z) / 2) * inside ** (k - 1);
    }
    return Math.min(1, (k * sum * spacing) / Math.sqrt(2 * Math.PI));
  });
  tables.set(k, table);
  return table;
}

/**
 * Cubic interpolation (Catmull and Rom) between neighbors of the table. Before its start the integral continues with
 * the sign of w ** (k - 1).
 */
function rangeLowerTail(table: Float64Array, k: number, width: number): number {
  const place = width / STEP;
  const index = Math.floor(place);
  const t = place - index;
  const at = (i: number) => (i < 0 ? (-1) ** (k - 1) * (table[-i] ?? 1) : (table[i] ?? 1));
  const [a, b, c, d] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
  return b + (t / 2) * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}

/**
 * P(Q > q) for the studentized range of k means with `df` degrees of freedom, to about seven decimals.
 *
 * Source: Tukey (1953), The Problem of Multiple Comparisons; integrated by the trapezoidal rule, both ends
 * of the integrands being next to nothing.
 * @example
 * studentizedRangeUpperTail(3.88, 3, 10); // 0.05
 */
export function studentizedRangeUpperTail(q: number, k: number, df: number): number {
  if (!(q > 0)) return 1;
  const table = rangeTable(k);
  const reach = 9 / Math.sqrt(2 * df);
  // Over u with s = u^3, since the density of s may rise steeply from 0.
  const [from, nodes] = [Math.cbrt(Math.max(0, 1 - reach)), 400];
  const spacing = (Math.cbrt(1 + reach) - from) / nodes;
  const scale = Math.log(6) + (df / 2) * Math.log(df / 2) - logGamma(df / 2);
  let sum = 0;
  for (let node = 0; node <= nodes; node += 1) {
    const u = from + node * spacing;
    const s = u ** 3;
    const density = Math.exp(scale + (3 * df - 1) * Math.log(u) - (df * s * s) / 2);
    sum += density * (1 - rangeLowerTail(table, k, q * s));
  }
  return Math.min(1, Math.max(0, sum * spacing));
}
