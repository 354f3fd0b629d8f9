import { OptionsError } from 'tally';
import { seededRandom } from '../../study/random.js';
import { treated, withoutGift, type Arms } from './assignments.js';
import { basketOf, likedBy, minuteOf, type Line } from './baskets.js';
import { DAYS, dayOf } from './calendar.js';
import { groupOn, groupsOf, type Group, type Groups } from './groups.js';
import { communitiesOf, personOf, type Community, type Person } from './people.js';
import { ADDED_LINES, CAMPAIGNS, CANCELED_SHARE, type Campaign } from './truth.js';
import { visitsOf, type Visit } from './visits.js';

export interface SampleShopOptions {
  /** Customers who register; a few flawed rows come on top. */
  readonly customers?: number;
  readonly seed?: number;
}

/** An order as it is placed. */
export interface PlacedOrder {
  readonly person: Person;
  readonly day: number;
  readonly minute: number;
  readonly kind: Visit['kind'];
  readonly lines: readonly Line[];
  readonly status: 'completed' | 'canceled' | 'pending';
}

/** A customer with orders, days and arms: all that is known of them, also what the files do not tell. */
export interface Member {
  readonly person: Person;
  readonly arms: Arms;
  readonly orders: readonly PlacedOrder[];
}

/** The shop with the truth behind it. */
export interface SampleShop {
  readonly seed: number;
  readonly communities: readonly Community[];
  readonly members: readonly Member[];
  readonly groups: Groups;
}

const COMMUNITIES = 12;
/** Streams of random numbers that lie apart. */
const APART = 65_537;
/** Of the orders of the last two days, those not paid yet. */
const PENDING_SHARE = 0.1;

/**
 * A fresh-food shop of communities over eighteen months, as it really is: what `sampleShopFiles` writes, and what its files do
 * not tell, such as every customer's own interval and who lapsed. Each customer has random numbers of their own: a larger
 * shop begins with the smaller one's customers.
 *
 * @throws OptionsError when `customers` is not a whole number of at least 20, or `seed` none at all.
 * @example
 * const { members } = sampleShop({ customers: 2400, seed: 2024 });
 */
export function sampleShop({ customers = 2400, seed = 2024 }: SampleShopOptions = {}): SampleShop {
  if (!Number.isInteger(customers) || customers < 20) {
    throw new OptionsError(`shop must be a whole number of at least 20 customers, not ${customers}.`);
  }
  if (!Number.isInteger(seed)) throw new OptionsError(`seed must be a whole number, not ${seed}.`);
  const random = seededRandom(seed);
  const communities = communitiesOf(random, COMMUNITIES);
  const groups = groupsOf(random, communities);
  const members = Array.from({ length: customers }, (_, at) => memberOf(seed, at + 1, communities, groups));
  return { seed, communities, members, groups };
}

function memberOf(seed: number, nth: number, communities: readonly Community[], groups: Groups): Member {
  const random = seededRandom(seed + APART * nth);
  const person = personOf(random, nth, communities);
  const liked = likedBy(random);
  const { visits, arms } = treated(person, visitsOf(person, random), random);
  const voucher = arms.get('K2') === 'treatment' ? CAMPAIGNS.find(({ id }) => id === 'K2') : undefined;
  const orders = visits.map(({ day, kind }): PlacedOrder => {
    const added = voucher !== undefined && isDuring(voucher, day) && random.next() < ADDED_LINES;
    const group: Group | undefined = groupOn(groups, person.community, day);
    return {
      ...{ person, day, kind, minute: minuteOf(person, random) },
      lines: basketOf(person, { day, liked, group, added }, random),
      status: statusOf(day, random.next()),
    };
  });
  const gift = dayOf(CAMPAIGNS.find(({ kind }) => kind === 'gift')?.from ?? '');
  const spent = orders.filter(({ day }) => day < gift).reduce((sum, { lines }) => sum + valueOf(lines), 0);
  return { person, arms: withoutGift(arms, spent), orders };
}

export const isDuring = ({ from, to }: Campaign, day: number): boolean =>
  day >= dayOf(from) && day <= dayOf(to);

/** What lines cost before discounts, in yuan. */
export const valueOf = (lines: readonly Line[]): number =>
  lines.reduce((sum, { quantity, price }) => sum + quantity * price, 0);

function statusOf(day: number, draw: number): PlacedOrder['status'] {
  if (draw < CANCELED_SHARE) return 'canceled';
  return day >= DAYS - 2 && draw > 1 - PENDING_SHARE ? 'pending' : 'completed';
}
