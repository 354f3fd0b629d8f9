import fc from 'fast-check';
import { RFM_SEGMENT_KEYS, USER_REGIONS, type RfmSegment, type SegmentRegion, type UserRegion } from 'tally';

/** A pair of segment and region with what its users spent together. */
export function pair(
  segment: RfmSegment,
  region: UserRegion,
  users: number,
  revenue: number,
  reach = 0.5,
): SegmentRegion {
  return users === 0
    ? { segment, region, users, revenue: 0, arpu: null, reach: null }
    : { segment, region, users, revenue, arpu: revenue / users, reach };
}

/** All 24 pairs with any numbers of users and revenue, of which at least one is above 0. */
export const allPairs = fc
  .array(
    fc.record({
      users: fc.integer({ min: 0, max: 50 }),
      revenue: fc.integer({ min: 0, max: 100_000 }).map((yuan) => yuan / 4),
      reach: fc.integer({ min: 1, max: 5 }).map((score) => score / 5),
    }),
    { minLength: 24, maxLength: 24 },
  )
  .map((values) =>
    RFM_SEGMENT_KEYS.flatMap((segment, row) =>
      USER_REGIONS.map((region, column) => {
        const { users = 0, revenue = 0, reach = 1 } = values[3 * row + column] ?? {};
        return pair(segment, region, users, revenue, reach);
      }),
    ),
  )
  .filter((rows) => rows.some((row) => row.revenue > 0));
