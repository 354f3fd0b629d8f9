import { MetricError, OptionsError } from '../../../errors.js';
import type { Engine } from '../../../engine/engine.js';
import { shape } from '../../../engine/shape.js';
import { id, sql } from '../../../engine/sql.js';
import { mean } from '../../mean.js';
import { buyersOf, type BuyerTables } from './buyers.js';

/**
 * Where recent ends and frequent begins: recent is R <= recency, frequent F >= frequency.
 *
 * - `fixed`: at these values, whatever the data. The study cuts at 4 and 4 and calls it dynamic.
 * - `mean`: at the means over all buyers.
 * - `quantile`: at these quantiles of all buyers, interpolated; 0.5 is the median.
 */
export type RfCuts =
  | { readonly mode: 'fixed'; readonly recency: number; readonly frequency: number }
  | { readonly mode: 'mean' }
  | { readonly mode: 'quantile'; readonly recency: number; readonly frequency: number };

/** The study's cuts: bought within the last four days before the as-of day or on it; four purchases or more. */
export const STUDY_CUTS = { mode: 'fixed', recency: 4, frequency: 4 } as const satisfies RfCuts;

/** The two cuts as numbers. */
export interface RfCutValues {
  readonly recency: number;
  readonly frequency: number;
}

const CUTS = shape({ recency: 'double?', frequency: 'double?' });

/**
 * @throws OptionsError for cuts that make no sense; MetricError for means or quantiles where nobody has bought.
 */
export async function cutValues(
  engine: Engine,
  tables: BuyerTables,
  asOf: string,
  cuts: RfCuts,
): Promise<RfCutValues> {
  requireSound(cuts);
  if (cuts.mode === 'fixed') return { recency: cuts.recency, frequency: cuts.frequency };
  const [recency, frequency] =
    cuts.mode === 'mean'
      ? [mean(id('recency')), mean(id('purchases'))]
      : [
          engine.dialect.quantile(id('recency'), cuts.recency),
          engine.dialect.quantile(id('purchases'), cuts.frequency),
        ];
  const found = await engine.one(
    sql`SELECT ${recency} AS recency, ${frequency} AS frequency FROM (${buyersOf(tables, asOf)}) AS buyers`,
    CUTS,
  );
  if (found.recency === null || found.frequency === null) {
    throw new MetricError(
      `Nobody in ${tables.users.name} has bought anything: there is no ${cuts.mode} to cut at. Take fixed cuts.`,
    );
  }
  return { recency: found.recency, frequency: found.frequency };
}

function requireSound(cuts: RfCuts): void {
  switch (cuts.mode) {
    case 'mean':
      return;
    case 'fixed':
      requireCut('recency', cuts.recency, 0);
      requireCut('frequency', cuts.frequency, 1);
      return;
    case 'quantile':
      requireQuantile('recency', cuts.recency);
      requireQuantile('frequency', cuts.frequency);
      return;
    default:
      throw new OptionsError(
        `"${String((cuts as { readonly mode: unknown }).mode)}" is no way to cut: take fixed, mean or quantile.`,
      );
  }
}

export function requireCut(name: string, value: number, least: number): void {
  if (!Number.isFinite(value) || value < least) {
    throw new OptionsError(`The cut of ${name} must be a number from ${least}, not ${value}.`);
  }
}

function requireQuantile(name: string, value: number): void {
  if (!(value >= 0 && value <= 1)) {
    throw new OptionsError(`The quantile of ${name} must lie between 0 and 1, not at ${value}.`);
  }
}
