import type { Engine } from '../../engine/engine.js';
import { shape, type Row } from '../../engine/shape.js';
import { id, sql } from '../../engine/sql.js';
import { USER_RFM_COLUMNS } from './options.js';
import type { ScoredTable } from './rfm.js';
import { RFM_SEGMENT_KEYS, RFM_SEGMENTS, type RfmSegment } from './segments.js';
import type { Label } from '../../label.js';

const SIZES = shape({ segment: 'text', users: 'integer', revenue: 'double' });

/** Users and revenue of one segment. */
export interface SegmentSize {
  readonly segment: RfmSegment;
  readonly label: Label;
  readonly users: number;
  /** users / all users */
  readonly share: number;
  /** Sum of the money column. */
  readonly revenue: number;
  /** revenue / all revenue; null when nobody has spent anything. */
  readonly revenueShare: number | null;
}

/**
 * Sizes of the eight segments in the order of {@link RFM_SEGMENTS}, empty ones with 0.
 *
 * @param options.monetary the money column, in yuan for the user table.
 * @example
 * const sizes = await segmentSizes(engine, scored);
 */
export async function segmentSizes(
  engine: Engine,
  scored: ScoredTable,
  { monetary = USER_RFM_COLUMNS.monetary }: { readonly monetary?: string } = {},
): Promise<SegmentSize[]> {
  const rows = await engine.all(
    sql`SELECT segment, count(*) AS users, CAST(sum(${id(monetary)}) AS DOUBLE) AS revenue
    FROM ${scored} GROUP BY segment ORDER BY segment`,
    SIZES,
  );
  const all = total(rows);
  return RFM_SEGMENT_KEYS.map((segment) => {
    const { users, revenue } = rows.find((row: Row<typeof SIZES>) => row.segment === segment) ?? {
      users: 0,
      revenue: 0,
    };
    return {
      segment,
      label: RFM_SEGMENTS[segment],
      users,
      share: users / all.users,
      revenue,
      revenueShare: all.revenue > 0 ? revenue / all.revenue : null,
    };
  });
}

/** Several segments taken together, such as the four of {@link HIGH_VALUE_SEGMENTS}. */
export function together(
  sizes: readonly SegmentSize[],
  segments: readonly RfmSegment[],
): Omit<SegmentSize, 'segment' | 'label'> {
  const part = total(sizes.filter(({ segment }) => segments.includes(segment)));
  const all = total(sizes);
  return {
    ...part,
    share: part.users / all.users,
    revenueShare: all.revenue > 0 ? part.revenue / all.revenue : null,
  };
}

function total(rows: readonly { readonly users: number; readonly revenue: number }[]): {
  users: number;
  revenue: number;
} {
  return {
    users: rows.reduce((sum, row) => sum + row.users, 0),
    revenue: rows.reduce((sum, row) => sum + row.revenue, 0),
  };
}
