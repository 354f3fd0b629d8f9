import { MetricError } from '../../errors.js';
import { entryOf } from '../../core/entry-of.js';
import { scaled, scalingOf, type Scale, type Scaling } from '../../stats/scaling.js';
import { pointsOf, type Points } from '../../stats/points.js';

/** A feature as it is used. */
export interface Feature {
  readonly column: string;
  readonly values: Float64Array;
  readonly scaling: Scaling;
}

export interface Features {
  readonly used: readonly Feature[];
  readonly points: Points;
  /** Columns with the same value everywhere. */
  readonly constant: readonly string[];
  /** Columns that are a copy of one before, or a straight-line function of it. */
  readonly copies: readonly string[];
}

/** How features are brought to one scale: all alike, or by column. */
export type Scales = Scale | Readonly<Partial<Record<string, Scale>>>;

/** The scale of a column; that by mean and standard deviation if nothing else is asked for. */
export const scaleOf = (scales: Scales, column: string): Scale =>
  typeof scales === 'string' ? scales : (entryOf(scales, column) ?? 'z');

/** From here on a correlation is that of a copy. */
const COPY = 1 - 1e-12;

/**
 * Brings features to one scale and leaves out those that tell nothing: constant ones, and copies, which would count twice.
 *
 * @throws MetricError if none is left, or a scale does not suit a feature.
 */
export function featuresOf(
  table: string,
  columns: readonly string[],
  numbers: readonly Float64Array[],
  scale: Scales,
): Features {
  const constant: string[] = [];
  const copies: string[] = [];
  const used: (Feature & { readonly z: Float64Array })[] = [];
  columns.forEach((column, at) => {
    const values = numbers[at] ?? new Float64Array();
    const standard = scalingOf(values, 'z');
    if (standard === null) return void constant.push(column);
    const z = scaled(values, standard);
    if (used.some((other) => Math.abs(correlation(z, other.z)) >= COPY)) return void copies.push(column);
    const asked = scaleOf(scale, column);
    const scaling = scalingOf(values, asked);
    if (scaling === null) throw unsuited(table, column, asked);
    used.push({ column, values, scaling, z });
  });
  if (used.length === 0) {
    throw new MetricError(
      `${table}: no feature varies (${columns.join(', ')}), so there is nothing to cluster by.`,
    );
  }
  return {
    used,
    points: pointsOf(used.map(({ values, scaling }) => scaled(values, scaling))),
    constant,
    copies,
  };
}

function unsuited(table: string, column: string, scale: Scale): MetricError {
  return new MetricError(
    scale === 'log'
      ? `${table}.${column} has values of −1 or below, which have no logarithm of 1 + value: use the scale z or robust.`
      : `${table}.${column}: half of the values or more are equal, so the scale ${scale} has no spread: use z or log.`,
  );
}

/** Of standardized values. */
function correlation(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < one.length; row += 1) sum += (one[row] ?? 0) * (other[row] ?? 0);
  return sum / one.length;
}
