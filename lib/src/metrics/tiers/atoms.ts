import type { Tier, TierPlan } from './plan.js';

/** A part of a range: from (exclusive) to (inclusive); `to` is Infinity at the end. */
export interface Band {
  readonly from: number;
  readonly to: number;
}

/** A cell that no cut of a plan divides: a band of customers by score, from the top, and one of days since purchase. */
export interface Atom {
  readonly score: Band;
  readonly days: Band;
}

/** All cells of the grid that the cuts of a plan make, from the best customers to the worst. */
export function atomsOf(plan: TierPlan): readonly Atom[] {
  const tiers = Object.values(plan);
  const scores = bands(
    tiers.flatMap(({ top, below }) => [top ?? 1, below ?? 1]),
    0,
    1,
  );
  const days = bands(
    tiers.flatMap(({ within, after }) => [within ?? Infinity, after ?? Infinity]),
    -1,
    Infinity,
  );
  return scores.flatMap((score) => days.map((band) => ({ score, days: band })));
}

function bands(cuts: readonly number[], from: number, to: number): readonly Band[] {
  const ends = [...new Set([...cuts.filter((cut) => cut > from), to])].toSorted((a, b) => a - b);
  return ends.map((end, n) => ({ from: ends[n - 1] ?? from, to: end }));
}

/** Whether the conditions of a tier hold in a cell, whatever comes before it. */
export const holdsIn = (
  { top = 1, below = 0, within = Infinity, after = -1 }: Tier,
  { score, days }: Atom,
): boolean => score.to <= top && score.from >= below && days.to <= within && days.from >= after;

/** The first tier that holds in a cell. */
export const tierIn = <K extends string>(plan: TierPlan<K>, atom: Atom): K | undefined =>
  (Object.keys(plan) as K[]).find((key) => holdsIn(plan[key], atom));
