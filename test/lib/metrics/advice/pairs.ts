import fc from 'fast-check';
import type { Session } from '../../../../lib/src/core/session.js';
import { Result } from '../../../../lib/src/core/result.js';
import { pairSchema, type SegmentRegions } from '../../../../lib/src/metrics/regions/segment-regions.js';
import { CUTS, KEYS, type Key } from '../segments/customers.js';

export const LANDS = 'Bern,Genf,Glarus,Jura,Luzern,Schwyz,Tessin,Thurgau,Uri,Waadt,Zug,Zürich'.split(',');

export interface Pair {
  readonly segment: Key;
  readonly region: string;
  readonly users: number;
  readonly revenue: number;
  readonly reach: number | null;
}

/** A pair of segment and region with what its users spent together. */
export const pair = (segment: Key, region: string, users: number, revenue: number, reach = 0.5): Pair =>
  users === 0
    ? { segment, region, users, revenue: 0, reach: null }
    : { segment, region, users, revenue, reach };

/** Pairs as `segments.byRegion` gives them, without their shares. */
export function pairsOf(session: Session, pairs: readonly Pair[]): SegmentRegions<Key> {
  const nothing = {
    shareOfSegment: null,
    intervalOfSegment: null,
    shareOfRegion: null,
    intervalOfRegion: null,
  };
  return new Result({
    session,
    name: 'segment-regions',
    title: 'Pairs',
    schema: pairSchema(CUTS.segments, { kind: 'text', label: 'Land' }),
    rows: pairs.map((one) => ({
      ...one,
      ...nothing,
      perUser: one.users > 0 ? one.revenue / one.users : null,
    })),
  });
}

/** All pairs of four segments and twelve regions with any users and revenue, of which at least one is above 0. */
export const allPairs = fc
  .array(
    fc.record({
      users: fc.integer({ min: 0, max: 50 }),
      revenue: fc.integer({ min: 0, max: 100_000 }).map((quarters) => quarters / 4),
      reach: fc.integer({ min: 1, max: 5 }).map((score) => score / 5),
    }),
    { minLength: KEYS.length * LANDS.length, maxLength: KEYS.length * LANDS.length },
  )
  .map((values) =>
    KEYS.flatMap((segment, row) =>
      LANDS.map((region, column) => {
        const { users = 0, revenue = 0, reach = 1 } = values[LANDS.length * row + column] ?? {};
        return pair(segment, region, users, revenue, reach);
      }),
    ),
  )
  .filter((rows) => rows.some((row) => row.revenue > 0));

export const shuffledPairs = allPairs.chain((rows) =>
  fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
);
