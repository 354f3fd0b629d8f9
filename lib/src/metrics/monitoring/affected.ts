import { described, Table } from '../../core/table.js';
import { join, literal, sql, type Sql } from '../../engine/sql.js';
import { judgedRule, type Alerts } from './alerts.js';
import type { AlertRule } from './rules.js';
import { stayedOn, type Stays } from './stays.js';

/** The customers of an alert, with their tier before and now. */
export type Affected = Table<
  { readonly customer_id: 'text'; readonly tier_before: 'text?'; readonly tier: 'text' },
  { readonly user: 'customer_id'; readonly segment: 'tier' }
>;

/**
 * The customers whom an alert is about: who fell out of the tier, who are in the tiers, or whose tier has changed. As many
 * as its `affected` says.
 *
 * @throws OptionsError for a week or an alert that was not judged.
 * @example
 * const lost = await monitoring.affected(found, { week: '2011-11-06', alert: 'platinumChurn' });
 */
export async function affected(
  alerts: Alerts,
  { week, alert }: { readonly week: string; readonly alert: string },
): Promise<Affected> {
  const rule = judgedRule(alerts, { week, alert });
  const { history, lag } = alerts;
  const { session, stays } = history;
  const table: Affected = new Table({
    session,
    name: session.uniqueName(`${alert}_${week}`),
    columns: { customer_id: 'text', tier_before: 'text?', tier: 'text' },
    roles: { user: 'customer_id', segment: 'tier' },
    schema: { customer_id: described(stays, 'customer_id'), tier: described(stays, 'tier') },
  });
  const end = sql`CAST(${literal(week)} AS DATE)`;
  const on = (day: Sql): Sql => sql`SELECT s.customer_id, s.tier FROM ${stays} s WHERE ${stayedOn(day)}`;
  await session.engine.run(sql`CREATE TABLE ${table} AS
    SELECT n.customer_id, w.tier AS tier_before, n.tier
    FROM (${on(end)}) n LEFT JOIN (${on(sql`(${end} - ${literal(lag * 7)})`)}) w ON w.customer_id = n.customer_id
    WHERE ${concerned(rule, history)} ORDER BY n.customer_id`);
  return table;
}

function concerned(rule: AlertRule, { tiers }: Stays): Sql {
  if ('drift' in rule) return sql`w.tier <> n.tier`;
  const isOneOf = (names: readonly string[]): Sql => sql`n.tier IN (${join(names.map(literal))})`;
  if ('share' in rule) return isOneOf(rule.share);
  const keys = Object.keys(tiers);
  const kept = keys.slice(0, keys.indexOf(rule.churn) + 1);
  return sql`w.tier = ${literal(rule.churn)} AND NOT ${isOneOf(kept)}`;
}
