import { Z, type Interval } from './proportion.js';

/** Units with the same score: in how many the event happened, and in how many it did not. */
export interface ScoredCounts {
  readonly score: number;
  readonly events: number;
  readonly others: number;
}

/** How well a score tells units with the event from the others. */
export interface Auc {
  readonly auc: number;
  /** 95% interval; null where the variance cannot be estimated: fewer than two units of a kind, or an area of 0 or 1. */
  readonly interval: Interval | null;
}

/**
 * The area under the ROC curve: the chance that a unit with the event has a higher score than one without, ties counted
 * half.
 *
 * Interval: auc ± z sqrt(S10 / m + S01 / n), S10 the variance over the m units with the event of the share of others that they
 * exceed, S01 that over the n others; cut to [0, 1].
 * @returns null without a unit of either kind.
 * Source: DeLong, DeLong & Clarke-Pearson (1988), Biometrics 44.
 * @example
 * areaUnderCurve([{ score: 2, events: 1, others: 0 }, { score: 1, events: 0, others: 1 }]); // { auc: 1, interval: null }
 */
export function areaUnderCurve(scored: readonly ScoredCounts[]): Auc | null {
  const sorted = scored.toSorted((a, b) => a.score - b.score);
  const [m, n] = [sumOf(sorted, 'events'), sumOf(sorted, 'others')];
  if (m === 0 || n === 0) return null;
  let [othersBelow, eventsBelow] = [0, 0];
  const placed = sorted.map(({ events, others }) => {
    const placements = {
      ...{ events, others },
      ofEvent: (othersBelow + others / 2) / n,
      ofOther: (m - eventsBelow - events / 2) / m,
    };
    othersBelow += others;
    eventsBelow += events;
    return placements;
  });
  const auc = placed.reduce((sum, { events, ofEvent }) => sum + events * ofEvent, 0) / m;
  if (m < 2 || n < 2 || auc === 0 || auc === 1) return { auc, interval: null };
  const squares = (kind: 'events' | 'others', of: 'ofEvent' | 'ofOther') =>
    placed.reduce((sum, row) => sum + row[kind] * (row[of] - auc) ** 2, 0);
  const variance =
    squares('events', 'ofEvent') / ((m - 1) * m) + squares('others', 'ofOther') / ((n - 1) * n);
  const half = Z * Math.sqrt(variance);
  return { auc, interval: { low: Math.max(0, auc - half), high: Math.min(1, auc + half) } };
}

const sumOf = (scored: readonly ScoredCounts[], kind: 'events' | 'others'): number =>
  scored.reduce((sum, row) => sum + row[kind], 0);
