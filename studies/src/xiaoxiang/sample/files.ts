import { billed } from './placed.js';
import { dateOf } from './calendar.js';
import { CUSTOMER_FLAWS, withOrderFlaws, type Row } from './flaws.js';
import { PRODUCTS } from './products.js';
import { sampleShop, type SampleShopOptions } from './shop.js';
import { CAMPAIGNS } from './truth.js';

/** A file of the sample: its name without ending, the names of its columns, and its rows as text. */
export interface SampleFile {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

const yuan = (cents: number): string => (cents === 0 ? '' : (cents / 100).toFixed(2));

/**
 * The files of a sample shop: orders (a row per line, refunds as orders of their own), customers, communities, products, coupons,
 * group purchases with their orders, campaigns and who was put into which arm.
 *
 * @throws OptionsError as {@link sampleShop}.
 * @example
 * const [orders] = sampleShopFiles({ customers: 300, seed: 7 });
 */
export function sampleShopFiles(options: SampleShopOptions = {}): readonly SampleFile[] {
  const shop = sampleShop(options);
  const { orders, refunds, coupons, joined } = billed(shop);
  const lines = orders.flatMap(({ id, person, day, minute, lines: own, status }) =>
    own.map(({ product, quantity, price, off }): [string, Row] => {
      const time = `${dateOf(day)} ${clock(minute)}`;
      const goods = [product.name, product.category, String(quantity), price.toFixed(1), yuan(off)];
      return [time, [id, person.id, time, ...goods, person.community.id, status]];
    }),
  );
  const back = refunds.map(({ id, order, line, day, minute }): [string, Row] => {
    const time = `${dateOf(day)} ${clock(minute)}`;
    const { product, quantity, price, off } = line;
    const goods = [product.name, product.category, String(-quantity), price.toFixed(1), yuan(off)];
    return [time, [id, order.person.id, time, ...goods, order.person.community.id, 'completed']];
  });
  const inTime = [...lines, ...back].toSorted(([a], [b]) => (a < b ? -1 : Number(a > b)));
  return [
    {
      name: 'fresh-orders',
      columns: [
        ...['order_id', 'customer_id', 'order_time', 'product', 'category', 'quantity', 'unit_price'],
        ...['discount', 'community', 'status'],
      ],
      rows: withOrderFlaws(inTime.map(([, row]) => row)),
    },
    {
      name: 'fresh-customers',
      columns: ['customer_id', 'registered', 'channel', 'community', 'residence_years', 'household'],
      rows: [
        ...shop.members.map(({ person: { id, registered, channel, community, residence, household } }) => [
          ...[id, dateOf(registered), channel, community.id, residence.toFixed(1)],
          household === 'unknown' ? '' : household,
        ]),
        ...CUSTOMER_FLAWS,
      ],
    },
    {
      name: 'fresh-communities',
      columns: ['community', 'households', 'opened', 'leader'],
      rows: shop.communities.map(({ id, households, opened, leader }) => [
        ...[id, String(households), dateOf(opened), leader ?? ''],
      ]),
    },
    {
      name: 'fresh-products',
      columns: ['product', 'category', 'product_range', 'price', 'cost'],
      rows: PRODUCTS.map(({ name, category, range, price, cost }) => [
        ...[name, category, range, price.toFixed(2), cost.toFixed(2)],
      ]),
    },
    {
      name: 'fresh-coupons',
      columns: [
        'coupon_id',
        'campaign_id',
        'customer_id',
        'value',
        'minimum',
        'issued',
        'expires',
        'order_id',
      ],
      rows: coupons.map(({ id, campaign, customer, issued, expires, order }) => [
        ...[id, campaign.id, customer, String(campaign.coupon?.value), String(campaign.coupon?.minimum)],
        ...[dateOf(issued), dateOf(expires), order ?? ''],
      ]),
    },
    {
      name: 'fresh-groups',
      columns: ['group_id', 'community', 'product', 'opened', 'closed', 'needed', 'joined'],
      rows: [...shop.groups.values()].map(({ id, community, product, opened, closed, needed }) => [
        ...[id, community, product.name, dateOf(opened), dateOf(closed), String(needed)],
        String(joined.get(id) ?? 0),
      ]),
    },
    {
      name: 'fresh-group-orders',
      columns: ['group_id', 'order_id'],
      rows: orders
        .flatMap(({ id, lines: own, status }) =>
          own.flatMap(({ group }) => (group === null || status !== 'completed' ? [] : [[group, id]])),
        )
        .toSorted(([a = ''], [b = '']) => (a < b ? -1 : Number(a > b))),
    },
    {
      name: 'fresh-campaigns',
      columns: ['campaign_id', 'kind', 'starts', 'ends', 'control_share', 'cost_per_customer'],
      rows: CAMPAIGNS.map(({ id, kind, from, to, control, cost }) => [
        ...[id, kind, from, to, control === null ? '' : String(control), cost.toFixed(2)],
      ]),
    },
    {
      name: 'fresh-campaign-customers',
      columns: ['campaign_id', 'customer_id', 'arm'],
      rows: CAMPAIGNS.filter(({ control }) => control !== null).flatMap(({ id }) =>
        shop.members.flatMap(({ person, arms }) => {
          const arm = arms.get(id);
          return arm === undefined ? [] : [[id, person.id, arm]];
        }),
      ),
    },
  ];
}
