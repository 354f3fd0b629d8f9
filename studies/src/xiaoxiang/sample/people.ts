import type { Random } from '../../study/random.js';
import { DAYS, dayOf } from './calendar.js';

export const CHANNELS = {
  organic: { en: 'Organic', zh: '自然流量' },
  invitation: { en: 'Invitation', zh: '邀请' },
  field: { en: 'Field promotion', zh: '地推' },
} as const;

export type Channel = keyof typeof CHANNELS;

export const HOUSEHOLDS = {
  family: { en: 'Family', zh: '家庭用户' },
  elderly: { en: 'Elderly', zh: '老年用户' },
  office_worker: { en: 'Office worker', zh: '上班族' },
} as const;

export type Household = keyof typeof HOUSEHOLDS | 'unknown';

export interface Community {
  readonly id: string;
  /** Homes in it. */
  readonly households: number;
  readonly opened: number;
  /** Null where nobody leads it. */
  readonly leader: string | null;
  /** How likely a customer joins a group purchase of the leader's; not in any file. */
  readonly pull: number;
}

/** A customer, and what the files do not tell: their own interval, their wealth and what they like. */
export interface Person {
  readonly id: string;
  readonly registered: number;
  readonly channel: Channel;
  readonly community: Community;
  /** Years lived in the community. */
  readonly residence: number;
  readonly household: Household;
  /** Usual days between two orders. */
  readonly rhythm: number;
  /** From 0 to 1. */
  readonly wealth: number;
}

const CHANNEL_SHARES: Readonly<Record<Channel, number>> = { organic: 0.45, invitation: 0.3, field: 0.25 };

const HOUSEHOLD_SHARES: Readonly<Record<Household, number>> = {
  family: 0.4,
  elderly: 0.2,
  office_worker: 0.3,
  unknown: 0.1,
};

/** Usual days between two orders of a household, before what is its own. */
const RHYTHMS: Readonly<Record<Household, number>> = { family: 8, elderly: 6, office_worker: 11, unknown: 9 };

export function communitiesOf(random: Random, number: number): readonly Community[] {
  return Array.from({ length: number }, (_, at) => ({
    id: `M${String(at + 1).padStart(2, '0')}`,
    households: 20 * random.integer(15, 90),
    opened: at < 6 ? 0 : random.integer(1, 200),
    leader: at === number - 1 ? null : `L${String(at + 1).padStart(2, '0')}`,
    pull: at === number - 1 ? 0 : 0.1 + 0.5 * random.next(),
  }));
}

export function personOf(random: Random, nth: number, communities: readonly Community[]): Person {
  const community = weighted(random, communities);
  const channel = random.pick(CHANNEL_SHARES);
  const household = random.pick(HOUSEHOLD_SHARES);
  return {
    id: `U${String(nth).padStart(5, '0')}`,
    registered: Math.min(DAYS - 1, registrationOf(random, channel, community)),
    ...{ channel, community, household },
    residence: Math.floor(20 * random.next() * random.next() * 10) / 10,
    rhythm: RHYTHMS[household] * (0.5 + random.next() + random.next()),
    wealth: random.next(),
  };
}

function weighted(random: Random, communities: readonly Community[]): Community {
  const sizes = Object.fromEntries(communities.map(({ id, households }) => [id, households]));
  const id = random.pick(sizes);
  const found = communities.find((one) => one.id === id);
  if (found === undefined) throw new TypeError('There is no community.');
  return found;
}

/** The share of registrations that come rather later than earlier. */
const GROWING = 0.25;

/** More and more customers register; those of field promotion in the two weeks after a quarter begins. */
function registrationOf(random: Random, channel: Channel, { opened }: Community): number {
  const [one, other, later] = [random.next(), random.next(), random.next() < GROWING];
  const day = opened + Math.floor((DAYS - opened) * (later ? Math.max(one, other) : one));
  if (channel !== 'field') return day;
  const start = Math.max(opened, QUARTERS.findLast((quarter) => quarter <= day) ?? 0);
  return start + random.integer(0, 13);
}

const QUARTERS = ['2024-01-01', '2024-04-01', '2024-07-01', '2024-10-01', '2025-01-01', '2025-04-01'].map(
  dayOf,
);
