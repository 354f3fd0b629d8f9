import { literal, sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import type { NoInfer } from '../../core/no-infer.js';
import { Result } from '../../core/result.js';
import { described, columnOf, Table } from '../../core/table.js';
import { OptionsError } from '../../errors.js';
import type { Orders } from '../../orders/open.js';
import { requireOptions } from '../orders/require-options.js';
import { lineColumn } from '../orders/shop.js';
import type { Tiered } from '../tiers/assign.js';
import { tierCategories, UNASSIGNED, type TierPlan } from '../tiers/plan.js';
import { listTable, methodSql, ruleKey } from './assigned.js';
import { forget, knownAt } from './known.js';
import { needPairs, requirePrices } from './lists.js';
import { METHODS, type Method, type TierRule } from './methods.js';
import { LIST_OPTIONS, listOptions, methodsOf, type ListOptions } from './options.js';

export interface RecommendOptions<K extends string = string> extends ListOptions {
  /** Which method each tier gets. */
  readonly rule: TierRule<NoInfer<K>>;
}

const audienceSchema = <K extends string>(plan: TierPlan<K>) => ({
  tier: column.category('tier', tierCategories(plan)),
  method: column.category('recommendedBy', METHODS),
  customers: column.count('customers'),
  newcomers: column.count('newcomers'),
  treatedAsNew: column.count('treatedAsNew'),
  withList: column.count('customersWithList'),
});

/** `customer_id`, `tier`, `method`, `place` from 1 and the product: what to recommend to whom. */
export type Recommendations<K extends string = string> = Table<
  Readonly<Record<'customer_id' | 'tier' | 'method' | 'item', 'text'>> & { readonly place: 'integer' },
  { readonly user: 'customer_id'; readonly segment: 'tier' }
> & {
  /**
   * Whom each method is for. `treatedAsNew` are customers who get the picks for newcomers though they first bought long
   * ago: with a rule that treats no lapsed customer as new it is 0.
   */
  readonly audience: Result<ReturnType<typeof audienceSchema<K>>>;
};

/**
 * What to recommend to each customer at the as-of date of the orders, by the method that a rule gives to their tier.
 *
 * @param tiered customers of the same orders in tiers.
 * @throws OptionsError for a rule that leaves out a tier, an unknown method, or orders without the columns it needs.
 * @example
 * const rule = { label: 'By what they bought', newcomer: 'newcomers', tiers: {
 *   platinum: 'association', gold: 'association', silver: 'association', dormant: 'association', lost: 'association', unassigned: 'popular' } } as const;
 * const picks = await recommendations.forCustomers(shop, await tiers.assign(shop.customers), { rule });
 * picks.audience.total('treatedAsNew').raw; // 0
 */
export async function forCustomers<K extends string>(
  shop: Orders,
  tiered: Tiered<Table, K>,
  { rule, ...listing }: RecommendOptions<K>,
): Promise<Recommendations<K>> {
  requireOptions('forCustomers', listing, LIST_OPTIONS);
  const options = listOptions(listing);
  const keys = [...Object.keys(tiered.tiers), UNASSIGNED];
  const methods = methodsOf({ rule }, keys);
  requirePrices(methods, Object.hasOwn(shop.lines.columns, 'quantity'));
  if (columnOf(tiered, 'user') !== 'customer_id') {
    throw new OptionsError('The tiers are not of customers of these orders: assign tiers to shop.customers.');
  }
  const { session, lines, asOf } = shop;
  const known = await knownAt(shop, tiered, { day: asOf, pairs: needPairs(methods) }, options);
  const lists = await listTable(known, methods, { rule });
  const table = new Table({
    session,
    name: session.uniqueName(`${lines.name}_recommended`),
    columns: { customer_id: 'text', tier: 'text', method: 'text', place: 'integer', item: 'text' } as const,
    roles: { user: 'customer_id', segment: 'tier' } as const,
    schema: {
      customer_id: described(lines, 'customer_id'),
      tier: column.category('tier', tierCategories(tiered.tiers)),
      method: column.category('recommendedBy', METHODS),
      place: column.count('rank'),
      item: { ...described(lines, lineColumn(shop, options.of)), kind: 'text' },
    },
  });
  await session.engine.run(sql`CREATE TABLE ${table} AS
    SELECT customer_id, tier, ${methodSql(rule)} AS method, place, item
    FROM ${lists} JOIN ${known.people} USING (customer_id) WHERE list = ${literal(ruleKey('rule'))} ORDER BY customer_id, place`);
  const query = sql`SELECT tier, method, count(*) AS customers, count(CASE WHEN newcomer THEN 1 END) AS newcomers,
      count(CASE WHEN method = 'newcomers' AND NOT newcomer THEN 1 END) AS treated_as_new,
      count(CASE WHEN customer_id IN (SELECT customer_id FROM ${table}) THEN 1 END) AS with_list
    FROM (SELECT *, ${methodSql(rule)} AS method FROM ${known.people}) AS people GROUP BY 1, 2`;
  const found = await session.engine.all(query, {
    ...{ tier: 'text', method: 'text', customers: 'integer', newcomers: 'integer' },
    ...{ treated_as_new: 'integer', with_list: 'integer' },
  } as const);
  await forget(known);
  await session.engine.run(sql`DROP TABLE ${lists}`);
  const places = Object.keys(METHODS) as Method[];
  const rows = found
    .toSorted(
      (a, b) =>
        keys.indexOf(a.tier) - keys.indexOf(b.tier) ||
        places.indexOf(a.method as Method) - places.indexOf(b.method as Method),
    )
    .map(({ treated_as_new: treatedAsNew, with_list: withList, ...row }) => ({
      ...row,
      treatedAsNew,
      withList,
    }));
  return Object.assign(table, {
    audience: new Result({
      session,
      name: 'recommendation-audience',
      title: { en: 'Who is recommended what', zh: '各推荐方式面向的客户' },
      schema: audienceSchema(tiered.tiers),
      rows: rows as Recommendations<K>['audience']['rows'],
    }),
  });
}
