import { OptionsError } from '../errors.js';

/** Shares that one period after another leaves as they are. */
export interface StableShares {
  /** What the total is multiplied by in a period. */
  readonly growth: number;
  /** By place, adding up to 1. */
  readonly shares: readonly number[];
}

/** Two growth factors this close are taken as equal. */
const EQUAL = 1e-9;
const [STEPS, CLOSE] = [100_000, 1e-15];

/**
 * The shares x with x A = growth x for a matrix of flows: `flows[i][j]` goes from each unit in i to j in a period. growth is
 * the greatest eigenvalue; where rows add up to 1 it is 1, and the shares are the stationary distribution of the chain.
 *
 * @returns null where more than one distribution is stable: two groups of places, neither of which is left, grow equally.
 * @throws OptionsError for a flow below 0, or a matrix that is not square.
 * Source: Seneta (1981), Non-negative Matrices and Markov Chains, 1.1-1.2.
 * @example
 * stableShares([[0.9, 0.1], [0.3, 0.7]]); // { growth: 1, shares: [0.75, 0.25] }
 */
export function stableShares(flows: readonly (readonly number[])[]): StableShares | null {
  requireFlows(flows);
  const places = flows.map((_, place) => place);
  const reach = reached(flows);
  const together = (i: number, j: number) => i === j || (reach[i]?.[j] === true && reach[j]?.[i] === true);
  const groups = places
    .filter((place) => !places.some((other) => other < place && together(other, place)))
    .map((first) => places.filter((place) => together(first, place)));
  const growing = groups.map((group) => ({ group, growth: fixedPoint(within(flows, group)).growth }));
  const growth = Math.max(...growing.map((one) => one.growth));
  const [lead, second] = growing.filter((one) => growth - one.growth <= EQUAL * Math.max(1, growth));
  if (lead === undefined || second !== undefined || growth === 0) return null;
  const [start = 0] = lead.group;
  const fed = places.filter((place) => together(start, place) || reach[start]?.[place] === true);
  const { weights } = fixedPoint(within(flows, fed));
  return { growth, shares: places.map((place) => weights[fed.indexOf(place)] ?? 0) };
}

function requireFlows(flows: readonly (readonly number[])[]): void {
  if (
    flows.some((row) => row.length !== flows.length || row.some((flow) => !(flow >= 0 && flow < Infinity)))
  ) {
    throw new OptionsError('Flows must be a square matrix of numbers of at least 0.');
  }
}

/** Which place is reached from which in one or more periods. */
function reached(flows: readonly (readonly number[])[]): readonly (readonly boolean[])[] {
  const reach = flows.map((row) => row.map((flow) => flow > 0));
  for (const [by, onward] of reach.entries()) {
    for (const row of reach) {
      if (row[by] === true) onward.forEach((on, to) => (row[to] = row[to] === true || on));
    }
  }
  return reach;
}

const within = (flows: readonly (readonly number[])[], group: readonly number[]): number[][] =>
  group.map((i) => group.map((j) => flows[i]?.[j] ?? 0));

/** Power iteration on A + I, whose eigenvectors are those of A, so that shares do not swing. */
function fixedPoint(flows: readonly (readonly number[])[]): { growth: number; weights: readonly number[] } {
  let weights = flows.map(() => 1 / flows.length);
  let growth = 0;
  for (let step = 0; step < STEPS; step += 1) {
    const next = weights.map((weight) => weight);
    flows.forEach((row, i) => {
      row.forEach((flow, j) => (next[j] = (next[j] ?? 0) + (weights[i] ?? 0) * flow));
    });
    const total = next.reduce((sum, weight) => sum + weight, 0);
    const scaled = next.map((weight) => weight / total);
    const change = Math.max(...scaled.map((weight, place) => Math.abs(weight - (weights[place] ?? 0))));
    [growth, weights] = [total - 1, scaled];
    if (change < CLOSE) break;
  }
  return { growth, weights };
}
