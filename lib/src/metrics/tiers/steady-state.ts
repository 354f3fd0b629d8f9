import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import type { Interval } from '../../core/schema.js';
import { MetricError, OptionsError } from '../../errors.js';
import { seeded, type Random } from '../../stats/random.js';
import { stableShares, type StableShares } from '../../stats/stable-shares.js';
import { NOT_THERE } from '../moves.js';
import type { TierMigration } from './migration.js';
import { tierCategories, type TierPlan, type UNASSIGNED } from './plan.js';

const steadySchema = <K extends string>(plan: TierPlan<K>) => ({
  tier: column.category('tier', tierCategories(plan)),
  customers: column.count('customers'),
  share: column.percent('share', { base: 'customers' }),
  steady: column.percent('steadyShare', { interval: 'steadyInterval' }),
  steadyInterval: column.optional(column.interval()),
});

/** The shares of tiers to which a migration leads if it goes on like this. */
export type SteadyState<K extends string = string> = Result<ReturnType<typeof steadySchema<K>>> & {
  /** What the number of customers is multiplied by in a period. */
  readonly growth: number;
};

export interface SteadyOptions {
  /** Resamples of the interval. Default: 1,000. */
  readonly resamples?: number;
  readonly seed?: number;
}

/**
 * The shares of tiers to which customers tend, if in every period the same shares of each tier move as in a migration:
 * flow(i, j) = customers from i to j / customers in i, leavers being those who are not there afterwards. Newcomers come in
 * the same proportion to all customers, and into the same tiers: flow(i, j) += newcomers / customers × share of newcomers in j.
 *
 * steady = the shares x with x flow = growth x, growth being the greatest eigenvalue. `share` is that after the migration,
 * of those who are there. The interval is that of the 2.5% and 97.5% points over Poisson resamples of the customers; it
 * says nothing about whether the future is like the period. Null if more than one in twenty resamples has no answer.
 *
 * @throws MetricError if the shares depend on where customers are now, as when two tiers are never left, or if nobody was
 *   before in a tier into which customers come, so that it is not known where they go from there; OptionsError for fewer
 *   than 100 resamples.
 * Source: Bartholomew (1982), Stochastic Models for Social Processes, 3; Hanley & MacGibbon (2006), Computer Methods and
 *   Programs in Biomedicine 83 (Poisson resampling).
 * @example
 * const steady = tierSteadyState(await tierMigration(june, september));
 * steady.at({ tier: 'lost' }).steady.en;
 */
export function tierSteadyState<K extends string>(
  migration: TierMigration<K>,
  { resamples = 1000, seed = migration.session.seed }: SteadyOptions = {},
): SteadyState<K> {
  if (!Number.isInteger(resamples) || resamples < 100) {
    throw new OptionsError(`resamples must be a whole number of at least 100, not ${resamples}.`);
  }
  const { session } = migration;
  const cells = migration.rows.map(({ before, after, customers }) => ({ before, after, customers }));
  const tiers = tiersIn(migration);
  const flows = flowsOf(cells, tiers);
  if (flows.unknown !== undefined) {
    throw new MetricError(
      `Nobody was in ${flows.unknown} before, so it is not known where customers go from there. Take a later date, or a longer period.`,
    );
  }
  const found = stableShares(flows.matrix);
  if (found === null) {
    throw new MetricError(
      'The steady state depends on where customers are now: there are tiers that are never left for one another. Take a longer period, or fewer tiers.',
    );
  }
  const intervals = intervalsOf(cells, tiers, resamples, seeded(seed));
  const there = cells.filter(({ after }) => after !== NOT_THERE);
  const all = sumOf(there);
  const result = new Result({
    session,
    name: 'tier-steady-state',
    title: { en: 'Where the tiers are heading', zh: '各层级占比的稳态' },
    schema: steadySchema(migration.tiers),
    rows: tiers.map((tier, place) => {
      const customers = sumOf(there.filter(({ after }) => after === tier));
      return {
        ...{ tier, customers, share: customers / all },
        ...{ steady: found.shares[place] ?? 0, steadyInterval: intervals?.[place] ?? null },
      };
    }),
    chart: { mark: 'bar', x: ['share', 'steady'], y: 'tier' },
  });
  return Object.assign(result, { growth: found.growth });
}

interface Cell {
  readonly before: string;
  readonly after: string;
  readonly customers: number;
}

const sumOf = (cells: readonly Cell[]): number => cells.reduce((sum, { customers }) => sum + customers, 0);

/** The tiers with customers on either date, in the order of the plan. */
function tiersIn<K extends string>(migration: TierMigration<K>): readonly (K | typeof UNASSIGNED)[] {
  const found = new Set<string>(migration.rows.flatMap(({ before, after }) => [before, after]));
  return Object.keys(migration.schema.before.values).filter(
    (tier): tier is K | typeof UNASSIGNED => tier !== NOT_THERE && found.has(tier),
  );
}

interface Flows {
  readonly matrix: number[][];
  /** A tier that customers come into, but nobody was in. */
  readonly unknown?: string;
}

function flowsOf(cells: readonly Cell[], tiers: readonly string[]): Flows {
  const count = (before: string, after: string) =>
    sumOf(cells.filter((cell) => cell.before === before && cell.after === after));
  const known = cells.filter(({ before }) => before !== NOT_THERE);
  const all = sumOf(known);
  const unknown = tiers.find(
    (tier) => !known.some(({ before, customers }) => before === tier && customers > 0),
  );
  if (unknown !== undefined) return { matrix: [], unknown };
  const matrix = tiers.map((tier) => {
    const total = sumOf(known.filter(({ before }) => before === tier));
    return tiers.map((to) => count(tier, to) / total + count(NOT_THERE, to) / all);
  });
  return { matrix };
}

/** Null where too many resamples have no steady state of their own. */
function intervalsOf(
  cells: readonly Cell[],
  tiers: readonly string[],
  resamples: number,
  random: Random,
): readonly Interval[] | null {
  const drawn: StableShares[] = [];
  for (let n = 0; n < resamples; n += 1) {
    const sample = cells.map((cell) => ({ ...cell, customers: poisson(cell.customers, random) }));
    const { matrix, unknown } = flowsOf(sample, tiers);
    const found = unknown === undefined ? stableShares(matrix) : null;
    if (found !== null) drawn.push(found);
  }
  if (drawn.length < 0.95 * resamples) return null;
  return tiers.map((_, place) => {
    const shares = drawn.map(({ shares: of }) => of[place] ?? 0).toSorted((a, b) => a - b);
    const at = (p: number) => shares[Math.floor(p * shares.length)] ?? 0;
    return { low: at(0.025), high: at(0.975) };
  });
}

/** By multiplication (Knuth) for small means, as a rounded normal for large ones. */
function poisson(mean: number, random: Random): number {
  if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.normal()));
  const limit = Math.exp(-mean);
  let [count, product] = [0, random.next()];
  while (product > limit) {
    count += 1;
    product *= random.next();
  }
  return count;
}
