import { defineTable, load, type Label, type LoadedAs, type Session, type TableContract } from 'tally';
import { CHANNELS, HOUSEHOLDS } from './sample/people.js';
import { CATEGORIES, RANGES } from './sample/products.js';

const named = (en: string, zh: string): { readonly label: Label } => ({ label: { en, zh } });

const valuesOf = <K extends string>(names: Readonly<Record<K, Label>>) =>
  Object.fromEntries(Object.entries<Label>(names).map(([key, label]) => [key, { label }])) as Readonly<
    Record<K, { readonly label: Label }>
  >;

const CUSTOMER = { type: 'text', pattern: 'U[0-9]+', role: 'user', ...named('Customer', '客户') } as const;
const COMMUNITY = { type: 'text', ...named('Community', '社区') } as const;
const CAMPAIGN = { type: 'text', ...named('Campaign', '活动') } as const;
const PRODUCT = { type: 'text', ...named('Product', '产品') } as const;

/** The customers who registered: where they came from and where they live; one row each, also of those without orders. */
export const customersContract = defineTable({
  name: 'fresh_customers',
  columns: {
    customer_id: CUSTOMER,
    registered: { type: 'date', ...named('Registered', '注册日期') },
    channel: { type: 'text', values: valuesOf(CHANNELS), ...named('Acquisition channel', '来源渠道') },
    community: COMMUNITY,
    residence_years: { type: 'decimal', scale: 1, min: 0, ...named('Years of residence', '居住年数') },
    household: { type: 'text?', values: valuesOf(HOUSEHOLDS), ...named('Household', '家庭标签') },
  },
  key: ['customer_id'],
});

/** The communities that are delivered to, with the one who leads each, if anybody does. */
export const communitiesContract = defineTable({
  name: 'fresh_communities',
  columns: {
    community: COMMUNITY,
    households: { type: 'integer', min: 1, ...named('Homes', '户数') },
    opened: { type: 'date', ...named('Opened', '开通日期') },
    leader: { type: 'text?', ...named('Leader', '团长') },
  },
  key: ['community'],
});

/** What is sold, with its list price at first and its cost. */
export const productsContract = defineTable({
  name: 'fresh_products',
  columns: {
    product: PRODUCT,
    category: { type: 'text', role: 'category', values: valuesOf(CATEGORIES), ...named('Category', '品类') },
    product_range: { type: 'text', values: valuesOf(RANGES), ...named('Range', '档次') },
    price: { type: 'decimal', min: 0, format: 'money', ...named('Price', '价格') },
    cost: { type: 'decimal', min: 0, format: 'money', ...named('Cost', '成本') },
  },
  key: ['product'],
});

/** Coupons that were handed out, with the order in which each was used, if it was. */
export const couponsContract = defineTable({
  name: 'fresh_coupons',
  columns: {
    coupon_id: { type: 'text', ...named('Coupon', '优惠券') },
    campaign_id: CAMPAIGN,
    customer_id: CUSTOMER,
    value: { type: 'decimal', min: 0, format: 'money', ...named('Value', '面额') },
    minimum: { type: 'decimal', min: 0, format: 'money', ...named('From an order of', '使用门槛') },
    issued: { type: 'date', ...named('Issued', '发放日期') },
    expires: { type: 'date', ...named('Expires', '到期日期') },
    order_id: { type: 'text?', ...named('Used in order', '使用订单') },
  },
  key: ['coupon_id'],
});

/** Group purchases that leaders opened: the price holds where at least `needed` orders joined. */
export const groupsContract = defineTable({
  name: 'fresh_groups',
  columns: {
    group_id: { type: 'text', ...named('Group purchase', '拼团') },
    community: COMMUNITY,
    product: PRODUCT,
    opened: { type: 'date', ...named('Opened', '开团日期') },
    closed: { type: 'date', ...named('Closed', '截团日期') },
    needed: { type: 'integer', min: 1, ...named('Orders needed', '成团门槛') },
    joined: { type: 'integer', min: 0, ...named('Orders joined', '参团订单数') },
  },
  key: ['group_id'],
});

/** Which orders joined which group purchase. */
export const groupOrdersContract = defineTable({
  name: 'fresh_group_orders',
  columns: {
    group_id: { type: 'text', ...named('Group purchase', '拼团') },
    order_id: { type: 'text', ...named('Order', '订单') },
  },
  key: ['group_id', 'order_id'],
});

/** Campaigns, the share that each was meant to keep as a control group, and what a customer of it costs. */
export const campaignsContract = defineTable({
  name: 'fresh_campaigns',
  columns: {
    campaign_id: CAMPAIGN,
    kind: {
      type: 'text',
      values: {
        welcome: named('Welcome coupon', '新人礼券'),
        basket: named('Basket voucher', '满减券'),
        gift: named('Festival gift', '节日礼品'),
        wake_up: named('Wake-up', '唤醒'),
        points: named('Double points', '双倍积分'),
      },
      ...named('Kind', '类型'),
    },
    starts: { type: 'date', ...named('Starts', '开始日期') },
    ends: { type: 'date', ...named('Ends', '结束日期') },
    control_share: {
      type: 'decimal?',
      min: 0,
      max: 1,
      format: 'percent',
      ...named('Control group, by design', '设计对照组占比'),
    },
    cost_per_customer: {
      type: 'decimal',
      min: 0,
      format: 'money',
      ...named('Cost per customer', '人均成本'),
    },
  },
  key: ['campaign_id'],
});

/** Who was put into which arm of a campaign; the welcome coupon went to everybody and is not in it. */
export const campaignCustomersContract = defineTable({
  name: 'fresh_campaign_customers',
  columns: {
    campaign_id: CAMPAIGN,
    customer_id: CUSTOMER,
    arm: {
      type: 'text',
      values: { treatment: named('Treatment', '实验组'), control: named('Control', '对照组') },
      ...named('Arm', '组别'),
    },
  },
  key: ['campaign_id', 'customer_id'],
});

/** The files beside the orders, by name, with the contract of each. */
export const FILES = {
  customers: customersContract,
  communities: communitiesContract,
  products: productsContract,
  coupons: couponsContract,
  groups: groupsContract,
  'group-orders': groupOrdersContract,
  campaigns: campaignsContract,
  'campaign-customers': campaignCustomersContract,
} as const;

export type FileName = keyof typeof FILES;

/**
 * Loads one of the files beside the orders under its contract; rows that break it are quarantined.
 *
 * @throws SourceNotFoundError, EmptySourceError, SourceFormatError, ColumnsError for the file as a whole.
 * @example
 * const coupons = await xiaoxiang.loadFile(tally, 'data/sample', 'coupons');
 */
export function loadFile<const N extends FileName>(
  tally: Session,
  folder: string,
  name: N,
): Promise<LoadedAs<(typeof FILES)[N]>> {
  const contract: TableContract = FILES[name];
  return load(tally, `${folder}/fresh-${name}.csv`, { contract }) as unknown as Promise<
    LoadedAs<(typeof FILES)[N]>
  >;
}
