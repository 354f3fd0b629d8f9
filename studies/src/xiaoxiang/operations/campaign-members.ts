import { column, literal, sql, Table, type Column, type Label, type Text } from 'tally';
import type { Shop } from '../shop.js';

const MEMBERS = {
  campaign_id: 'text',
  customer_id: 'text',
  arm: 'text',
  margin: 'decimal',
  cost: 'decimal',
  received: 'boolean?',
  orders_before: 'integer',
  revenue_before: 'decimal',
} as const;

/** Members of campaigns with what they brought in and cost. */
export type CampaignMembers = Table<typeof MEMBERS, { readonly user: 'customer_id' }>;

/** Days before a campaign that say what customers were. */
const BEFORE = 90;

/**
 * Who was in which arm of a campaign, with what `campaigns.roi` needs: `margin` = revenue less the cost of the goods from
 * the first to the last day, before coupons; `cost` = the cost of reaching the customer and the coupons that were used, 0 for
 * the control group; orders and revenue of the ninety days before; `received`: whether a coupon was handed out, null for
 * campaigns without. The welcome coupon went to everybody, and its days are those of each coupon.
 *
 * @example
 * const members = await xiaoxiang.campaignMembers(await xiaoxiang.loadShop(tally, 'data/sample'));
 */
export async function campaignMembers(shop: Shop): Promise<CampaignMembers> {
  const { orders, products, coupons, campaigns, campaignCustomers } = shop;
  const { session } = orders;
  const table: CampaignMembers = new Table({
    session,
    name: session.uniqueName('campaign_members'),
    columns: MEMBERS,
    roles: { user: 'customer_id' },
    schema: await schemaOf(shop),
  });
  await session.engine.run(sql`CREATE TABLE ${table} AS
    WITH members AS (
      SELECT m.campaign_id, m.customer_id, m.arm, c.starts AS first, c.ends AS last, c.cost_per_customer AS reach
      FROM ${campaignCustomers} m JOIN ${campaigns} c USING (campaign_id)
      UNION ALL
      SELECT k.campaign_id, k.customer_id, 'treatment', min(k.issued), max(k.expires), min(c.cost_per_customer)
      FROM ${coupons} k JOIN ${campaigns} c USING (campaign_id) WHERE c.control_share IS NULL GROUP BY 1, 2
    ),
    margins AS (
      SELECT o.customer_id, o."day", sum(l.amount - l.quantity * p.cost) AS margin
      FROM ${orders.lines} l JOIN ${orders.orders} o USING (order_id) JOIN ${products} p ON p.product = l.product
      GROUP BY 1, 2
    ),
    brought AS (
      SELECT m.campaign_id, m.customer_id, sum(g.margin) AS margin FROM members m
        JOIN margins g ON g.customer_id = m.customer_id AND g."day" BETWEEN m.first AND m.last GROUP BY 1, 2
    ),
    used AS (
      SELECT k.campaign_id, k.customer_id, sum(CASE WHEN o.kind = 'purchase' THEN k.value ELSE 0 END) AS value
      FROM ${coupons} k LEFT JOIN ${orders.orders} o USING (order_id) GROUP BY 1, 2
    ),
    before AS (
      SELECT m.campaign_id, m.customer_id, count(CASE WHEN o.kind = 'purchase' THEN 1 END) AS orders, sum(o.total) AS revenue
      FROM members m JOIN ${orders.orders} o ON o.customer_id = m.customer_id AND o."day" BETWEEN m.first - ${literal(BEFORE)} AND m.first - 1
      GROUP BY 1, 2
    )
    SELECT m.campaign_id, m.customer_id, m.arm,
      CAST(coalesce(g.margin, 0) + coalesce(u.value, 0) AS DECIMAL(18, 4)) AS margin,
      CAST(CASE WHEN m.arm = 'treatment' THEN m.reach + coalesce(u.value, 0) ELSE 0 END AS DECIMAL(18, 4)) AS cost,
      CASE WHEN m.campaign_id IN (SELECT campaign_id FROM used) THEN u.customer_id IS NOT NULL END AS received,
      coalesce(b.orders, 0) AS orders_before, CAST(coalesce(b.revenue, 0) AS DECIMAL(18, 4)) AS revenue_before
    FROM members m LEFT JOIN brought g USING (campaign_id, customer_id) LEFT JOIN used u USING (campaign_id, customer_id)
      LEFT JOIN before b USING (campaign_id, customer_id)
    ORDER BY 1, 2`);
  return table;
}

async function schemaOf({ campaigns, campaignCustomers }: Shop): Promise<Readonly<Record<string, Column>>> {
  const money = (en: string, zh: string): Column => ({ ...column.money({ en, zh }), kind: 'decimal' });
  return {
    ...campaignCustomers.schema,
    campaign_id: column.category(
      campaigns.schema['campaign_id']?.label ?? 'Campaign',
      await named(campaigns),
    ),
    margin: money('Margin before coupons', '优惠前毛利'),
    cost: money('Cost', '成本'),
    received: column.optional(column.yesNo({ en: 'Coupon handed out', zh: '已发券' })),
    orders_before: column.count({ en: 'Orders in the 90 days before', zh: '此前90天订单数' }),
    revenue_before: money('Revenue in the 90 days before', '此前90天营收'),
  };
}

/** Campaigns by id, with their kind in the name. */
async function named(
  campaigns: Shop['campaigns'],
): Promise<Readonly<Record<string, { readonly label: Label }>>> {
  const kinds: Readonly<Record<string, { readonly label: Text }>> = campaigns.schema['kind']?.values ?? {};
  const found = await campaigns.engine.all(sql`SELECT campaign_id, kind FROM ${campaigns} ORDER BY 1`, {
    campaign_id: 'text',
    kind: 'text',
  });
  return Object.fromEntries(
    found.map(({ campaign_id: id, kind }) => {
      const label = kinds[kind]?.label ?? kind;
      const { en, zh } = typeof label === 'string' ? { en: label, zh: label } : label;
      return [id, { label: { en: `${id} ${en}`, zh: `${id} ${zh}` } }];
    }),
  );
}
