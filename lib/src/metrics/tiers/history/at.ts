import * as column from '../../../core/column.js';
import { Table } from '../../../core/table.js';
import { literal, sql } from '../../../engine/sql.js';
import { OptionsError } from '../../../errors.js';
import { dayNumber } from '../../../orders/day.js';
import type { Tiered } from '../assign.js';
import { REASONS, type TierHistory } from './open.js';

/** Customers with their tier on a day, since when and why. */
export type TiersAt<K extends string = string> = Tiered<
  Table<
    { readonly customer_id: 'text'; readonly since: 'date'; readonly why: 'text' },
    { readonly user: 'customer_id' }
  >,
  K
>;

/**
 * The tiers of a history on one of its days, as `assign` gives them, for shares, migration and metrics of segments. The
 * score is that with which a customer came into the tier.
 *
 * @throws OptionsError for a day that is none, or outside the history.
 * @example
 * await tiers.shares(await tiers.historyAt(history, '2011-09-30'));
 */
export async function tiersAt<K extends string>(history: TierHistory<K>, day: string): Promise<TiersAt<K>> {
  dayNumber(day, 'day');
  const { session, stays, from, tiers, cuts } = history;
  const through = await history.through();
  if (through === null || day < from || day > through) {
    throw new OptionsError(
      `${day} is outside the history, which ${through === null ? 'has no day yet' : `goes from ${from} to ${through}`}.`,
    );
  }
  const { customer_id, tier, score, valid_from } = stays.schema;
  const at = new Table<TiersAt<K>['columns'], TiersAt<K>['roles']>({
    session,
    name: session.uniqueName(`tiers_${day}`),
    columns: { customer_id: 'text', tier_score: 'double?', tier: 'text', since: 'date', why: 'text' },
    roles: { user: 'customer_id', segment: 'tier' },
    schema: {
      ...(customer_id && { customer_id }),
      ...(score && { tier_score: score }),
      ...(tier && { tier }),
      ...(valid_from && { since: valid_from }),
      why: column.category('whyInTier', REASONS),
    },
  });
  const on = sql`CAST(${literal(day)} AS DATE)`;
  await session.engine.run(sql`CREATE TABLE ${at} AS
    SELECT customer_id, score AS tier_score, tier, valid_from AS since, why FROM ${stays}
    WHERE valid_from <= ${on} AND (valid_to IS NULL OR valid_to > ${on}) ORDER BY customer_id`);
  return Object.assign(at, { tiers, cuts });
}
