import * as column from '../../../core/column.js';
import type { Schema } from '../../../core/schema.js';
import type { Session } from '../../../core/session.js';
import { Table } from '../../../core/table.js';
import { term } from '../../../core/term.js';
import type { Engine } from '../../../engine/engine.js';
import { sql } from '../../../engine/sql.js';
import { idColumn, type Kinds } from '../../../orders/tables.js';
import type { TierCuts } from '../cuts.js';
import { tierCategories, type FIVE_TIERS, type TierPlan } from '../plan.js';
import { settingsOf, type Settings, type TierHistoryOptions } from './settings.js';
import { HistoryStore } from './store.js';

/** Why a customer came into a tier. */
export const REASONS = {
  start: { label: term('tierAtStart') },
  first: { label: term('tierByFirstOrder') },
  order: { label: term('tierByOrder') },
  time: { label: term('tierByTime') },
} as const;

const historySchema = <K extends string>(plan: TierPlan<K>) =>
  ({
    customer_id: idColumn('customer'),
    tier: column.category('tier', tierCategories(plan)),
    score: column.optional(column.decimal('score')),
    valid_from: column.date('validFrom'),
    valid_to: column.optional(column.date('validTo')),
    why: column.category('whyInTier', REASONS),
  }) as const satisfies Schema;

/** One row per stay of a customer in a tier. */
export type TierStays<K extends string = string> = Table<
  Kinds<ReturnType<typeof historySchema<K>>>,
  { readonly user: 'customer_id'; readonly segment: 'tier' }
>;

/** A stored history of tiers. */
export interface TierHistory<K extends string = string> {
  readonly session: Session;
  readonly path: string;
  /** First day. */
  readonly from: string;
  readonly tiers: TierPlan<K>;
  readonly cuts: TierCuts;
  /**
   * One row per stay of a customer in a tier: from `valid_from` on and before `valid_to`, which is null for the present
   * stay. `score` is that with which the customer came into the tier.
   */
  readonly stays: TierStays<K>;
  /** What the stays depend on besides the orders. */
  readonly settings: Settings<K>;
  readonly store: HistoryStore;
  /** The last day with a batch; null before the first. */
  through(engine?: Engine): Promise<string | null>;
  /** Lets other programs open the file. Tables of the history cannot be read afterwards. */
  close(): Promise<void>;
}

/**
 * Opens the history of the tiers of a shop, kept in a database file of its own, or begins one. `runTierBatch` adds a day.
 * Cuts, plan, easing, first day, time zone and currency are those of the file from its first opening on.
 *
 * @throws OptionsError for settings other than those of the file, or that cannot be; OutputError where the file cannot
 *   be opened, such as while another program has it open.
 * @example
 * const { cuts } = await tiers.assign(await customersAt(shop, '2011-06-30'));
 * const history = await tiers.openHistory(shop.session, 'tiers.duckdb', { from: '2011-06-30', cuts });
 * await tiers.backfill(history, shop.orders, '2011-12-09');
 */
export async function openTierHistory<const K extends string = keyof typeof FIVE_TIERS>(
  session: Session,
  path: string,
  options: TierHistoryOptions<K>,
): Promise<TierHistory<K>> {
  const settings = settingsOf(session, options);
  const { from, plan, cuts } = settings;
  const { engine } = session;
  const store = await HistoryStore.open(engine, path, session.uniqueName('tier_history'), settings);
  const schema = historySchema(plan);
  const stays: TierStays<K> = new Table({
    session,
    name: session.uniqueName('tier_stays'),
    columns: Object.fromEntries(Object.entries(schema).map(([name, { kind }]) => [name, kind])) as Kinds<
      typeof schema
    >,
    roles: { user: 'customer_id', segment: 'tier' },
    schema,
  });
  await engine.run(sql`CREATE TEMP VIEW ${stays} AS
    SELECT customer_id, tier, score, valid_from, valid_to, why FROM ${store.table('closed')}
    UNION ALL SELECT customer_id, tier, score, valid_from, CAST(NULL AS DATE), why FROM ${store.table('state')}
    WHERE tier IS NOT NULL`);
  return {
    ...{ session, path, from, tiers: plan, cuts, stays, settings, store },
    through: async (running = engine) =>
      (await running.one(sql`SELECT through FROM ${store.table('progress')}`, { through: 'date?' })).through,
    close: async () => {
      await engine.run(sql`DROP VIEW ${stays}`);
      await store.close();
    },
  };
}
