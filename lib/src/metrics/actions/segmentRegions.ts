import { USER_REGIONS, type UserRegion } from '../../data/users.js';
import type { Engine } from '../../engine/engine.js';
import { shape } from '../../engine/shape.js';
import { sql } from '../../engine/sql.js';
import { MetricError } from '../../errors.js';
import type { ScoredUsers } from '../rfm/profile.js';
import { RFM_SEGMENT_KEYS, type RfmSegment } from '../rfm/segments.js';

const PAIRS = shape({
  segment: 'text',
  region: 'text',
  users: 'integer',
  revenue: 'double',
  reach: 'double',
});

/** The users of one segment in one region. */
export interface SegmentRegion {
  readonly segment: RfmSegment;
  readonly region: UserRegion;
  readonly users: number;
  /** Sum of their spending, in yuan. */
  readonly revenue: number;
  /** revenue / users; null without users. */
  readonly arpu: number | null;
  /**
   * Mean recency score / best recency score of anybody, in (0, 1]: who was here lately can be reached. Null without
   * users.
   */
  readonly reach: number | null;
}

/**
 * Users, revenue and reach of all 24 pairs of segment and region, those without users with 0, by segment, then
 * region.
 *
 * @throws MetricError for an empty table, or a region that the catalogue of actions does not know.
 * @example
 * const pairs = await segmentRegions(engine, scored);
 */
export async function segmentRegions(engine: Engine, scored: ScoredUsers): Promise<SegmentRegion[]> {
  const rows = await engine.all(
    sql`WITH best AS (SELECT max(r_score) AS score FROM ${scored})
    SELECT segment, coalesce(location, '') AS region, count(*) AS users,
      CAST(sum(total_spending) AS DOUBLE) AS revenue,
      sum(r_score) / CAST(count(*) * max(best.score) AS DOUBLE) AS reach
    FROM ${scored} CROSS JOIN best GROUP BY 1, 2 ORDER BY 1, 2`,
    PAIRS,
  );
  if (rows.length === 0) throw new MetricError(`${scored.name} is empty: there is nobody to act upon.`);
  const unknown = rows.find((row) => !USER_REGIONS.some((region) => region === row.region));
  if (unknown !== undefined) {
    throw new MetricError(
      `${scored.name}: ${unknown.users} users live in "${unknown.region}", for which there are no actions; ` +
        `the regions are ${USER_REGIONS.join(', ')}.`,
    );
  }
  return RFM_SEGMENT_KEYS.flatMap((segment) =>
    USER_REGIONS.map((region) => {
      const found = rows.find((row) => row.segment === segment && row.region === region);
      if (found === undefined) return { segment, region, users: 0, revenue: 0, arpu: null, reach: null };
      const { users, revenue, reach } = found;
      return { segment, region, users, revenue, arpu: revenue / users, reach };
    }),
  );
}
