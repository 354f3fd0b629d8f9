import type { Abundance } from '../../stats/rarefaction.js';
import { ratio } from '../ratio.js';

/** A share of a total, such as 0.07 of 100, may come out slightly above the whole number that it is. */
const ROUNDING = 1e-6;

const sum = (sizes: readonly Abundance[], of: (each: Abundance) => number): number =>
  sizes.reduce((all, each) => all + of(each), 0);

export const groupsOf = (sizes: readonly Abundance[]): number => sum(sizes, ({ groups }) => groups);

/** What the groups hold together. */
export const totalOf = (sizes: readonly Abundance[]): number =>
  sum(sizes, ({ size, groups }) => size * groups);

/**
 * Groups, none of them empty, from the largest down until they hold a share of the total: how many, what share they
 * hold, the size of the last one and how many have that size. Null without groups.
 */
export function reaching(sizes: readonly Abundance[], share: number) {
  const total = totalOf(sizes);
  const target = Math.ceil(share * total - ROUNDING);
  let [needed, held] = [0, 0];
  for (const { size, groups } of [...sizes].reverse()) {
    if (held + size * groups >= target) {
      const more = Math.max(1, Math.ceil((target - held) / size));
      return { needed: needed + more, reached: (held + more * size) / total, last: size, tied: groups };
    }
    needed += groups;
    held += size * groups;
  }
  return { needed: null, reached: null, last: null, tied: 0 };
}

/**
 * Gini coefficient: 2 sum(i x_i) / (n sum(x)) - (n + 1) / n with x in ascending order and i from 1; null where the
 * total is 0.
 */
export function giniOf(sizes: readonly Abundance[]): number | null {
  const [n, total] = [groupsOf(sizes), totalOf(sizes)];
  if (total === 0) return null;
  let before = 0;
  const ranked = sum(sizes, ({ size, groups }) => {
    const ranks = groups * before + (groups * (groups + 1)) / 2;
    before += groups;
    return size * ranks;
  });
  return (2 * ranked) / (n * total) - (n + 1) / n;
}

/** Share of the total that the `count` smallest groups hold; null where the total is 0. */
export function heldBySmallest(sizes: readonly Abundance[], count: number): number | null {
  const total = totalOf(sizes);
  let left = count;
  const held = sum(sizes, ({ size, groups }) => {
    const taken = Math.min(left, groups);
    left -= taken;
    return size * taken;
  });
  return ratio(held, total);
}

/** Share of the total that the largest part of the groups holds, rounded up to whole groups. */
export function heldByLargest(sizes: readonly Abundance[], part: number): number | null {
  return heldBySmallest([...sizes].reverse(), Math.ceil(part * groupsOf(sizes)));
}

/** Points of the Lorenz curve at equal steps: the smallest `part` of the groups holds `share` of the total. */
export function lorenzOf(sizes: readonly Abundance[], steps: number) {
  const n = groupsOf(sizes);
  return Array.from({ length: steps + 1 }, (_, k) => ({
    part: k / steps,
    share: heldBySmallest(sizes, Math.floor((k * n) / steps)),
  }));
}

/** Sums over pairs: `hhi` of events with repetition, `pairs` of two different events; null where there are none. */
export function sameGroup(sizes: readonly Abundance[]) {
  const total = totalOf(sizes);
  return {
    hhi: ratio(
      sum(sizes, ({ size, groups }) => groups * size * size),
      total * total,
    ),
    pairs: ratio(
      sum(sizes, ({ size, groups }) => groups * size * (size - 1)),
      total * (total - 1),
    ),
  };
}
