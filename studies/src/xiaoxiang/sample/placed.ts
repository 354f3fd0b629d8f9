import { seededRandom, type Random } from '../../study/random.js';
import { DAYS, dayOf, deliveredFrom } from './calendar.js';
import type { Line } from './baskets.js';
import type { Group } from './groups.js';
import type { PlacedOrder, SampleShop } from './shop.js';
import { isDuring, valueOf } from './shop.js';
import { CAMPAIGNS, GROUP_DISCOUNT, REFUNDS, type Campaign } from './truth.js';

/** An order with its id, and what was taken off its lines, in cents. */
export interface BilledOrder extends Omit<PlacedOrder, 'lines'> {
  readonly id: string;
  readonly lines: readonly (Line & { readonly off: number })[];
}

/** Goods that were sent back, as an order of its own. */
export interface Refund {
  readonly id: string;
  readonly order: BilledOrder;
  readonly line: BilledOrder['lines'][number];
  readonly day: number;
  readonly minute: number;
}

/** A coupon that was handed out; `order` is where it was used. */
export interface Coupon {
  readonly id: string;
  readonly campaign: Campaign;
  readonly customer: string;
  readonly issued: number;
  readonly expires: number;
  readonly order: string | null;
}

/** All orders in the order of time, and what follows from them. */
export interface Billed {
  readonly orders: readonly BilledOrder[];
  readonly refunds: readonly Refund[];
  readonly coupons: readonly Coupon[];
  /** Orders in each group purchase. */
  readonly joined: ReadonlyMap<Group['id'], number>;
}

const WELCOME_DAYS = 14;
/** Of welcome coupons that could be used, those that are. */
const REDEEMED = 0.6;

/** Gives orders their ids, and takes off what coupons and group purchases are worth. */
export function billed({ seed, members, groups }: SampleShop): Billed {
  const random = seededRandom(seed + 1);
  const placed = members
    .flatMap(({ orders }) => orders)
    .toSorted((a, b) => a.day - b.day || a.minute - b.minute || (a.person.id < b.person.id ? -1 : 1));
  const joined = joinedOf(placed);
  const lasting = new Set(
    [...groups.values()].filter(({ id, needed }) => (joined.get(id) ?? 0) >= needed).map(({ id }) => id),
  );
  const ids = new Map(placed.map((order, at) => [order, `O${String(at + 1).padStart(6, '0')}`]));
  const coupons = members.flatMap(({ person, arms, orders }) =>
    CAMPAIGNS.filter(({ id, coupon }) => coupon !== null && arms.get(id) === 'treatment').map((campaign) => {
      const issued = campaign.kind === 'welcome' ? person.registered : dayOf(campaign.from);
      const expires = campaign.kind === 'welcome' ? issued + WELCOME_DAYS : dayOf(campaign.to);
      const used = orders.find((order) => isUsable(campaign, order, issued, expires));
      const taken = used !== undefined && (used.kind === 'woken' || random.next() < REDEEMED);
      return {
        ...{ id: `${campaign.id}-${person.id}`, campaign, customer: person.id, issued, expires },
        order: taken ? (ids.get(used) ?? null) : null,
      };
    }),
  );
  const values = new Map<string | null, number>();
  for (const { order, campaign } of coupons) {
    values.set(order, (values.get(order) ?? 0) + 100 * (campaign.coupon?.value ?? 0));
  }
  const orders = placed.map((order): BilledOrder => {
    const id = ids.get(order) ?? '';
    return { ...order, id, lines: offLines(order.lines, lasting, values.get(id) ?? 0) };
  });
  return { orders, refunds: refundsOf(orders, random), coupons, joined };
}

function joinedOf(placed: readonly PlacedOrder[]): Map<Group['id'], number> {
  const joined = new Map<Group['id'], number>();
  for (const { lines, status } of placed) {
    for (const { group } of lines) {
      if (group !== null && status === 'completed') joined.set(group, (joined.get(group) ?? 0) + 1);
    }
  }
  return joined;
}

function isUsable(campaign: Campaign, order: PlacedOrder, issued: number, expires: number): boolean {
  return (
    order.status === 'completed' &&
    isDuring(campaign, order.day) &&
    order.day >= issued &&
    order.day <= expires &&
    valueOf(order.lines) >= (campaign.coupon?.minimum ?? 0)
  );
}

const cents = (yuan: number): number => Math.round(100 * yuan);

/** The group price first, then the coupon from the dearest line on until it is used up. */
function offLines(
  lines: readonly Line[],
  lasting: ReadonlySet<string>,
  coupon: number,
): BilledOrder['lines'] {
  const grouped = lines.map((line) => {
    const full = cents(line.price) * line.quantity;
    const off = line.group !== null && lasting.has(line.group) ? Math.round(GROUP_DISCOUNT * full) : 0;
    return { line, off, left: full - off };
  });
  let unused = coupon;
  for (const one of grouped.toSorted((a, b) => b.left - a.left)) {
    const used = Math.min(unused, one.left);
    one.off += used;
    unused -= used;
  }
  return grouped.map(({ line, off }) => ({ ...line, off }));
}

function refundsOf(orders: readonly BilledOrder[], random: Random): readonly Refund[] {
  const refunds = orders.flatMap((order) =>
    order.lines.flatMap((line) => {
      const fragile = ['vegetables', 'seafood', 'fruit'].includes(line.product.category);
      const draw = random.next();
      const [day, minute] = [deliveredFrom(order.day + random.integer(1, 2)), random.integer(480, 1200)];
      const chance = fragile ? REFUNDS.fragile : REFUNDS.other;
      return draw < chance && order.status === 'completed' && day < DAYS
        ? [{ order, line, day, minute }]
        : [];
    }),
  );
  return refunds
    .toSorted((a, b) => a.day - b.day || a.minute - b.minute || (a.order.id < b.order.id ? -1 : 1))
    .map((refund, at) => ({ ...refund, id: `R${String(at + 1).padStart(5, '0')}` }));
}
