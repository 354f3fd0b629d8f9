import type { Random } from '../../study/random.js';
import { dayOf } from './calendar.js';
import type { Person } from './people.js';
import { ACTIVE_DAYS, CAMPAIGNS, DORMANT_DAYS, GIFT_FROM, LEAKED, WOKEN, type Campaign } from './truth.js';
import type { Visit } from './visits.js';

export type Arm = 'treatment' | 'control';

/** The arm that a customer was put into, campaign by campaign. */
export type Arms = ReadonlyMap<Campaign['id'], Arm>;

/** A customer's days with those that a coupon adds, and the arms of campaigns that go by days alone. */
export interface Treated {
  readonly visits: readonly Visit[];
  readonly arms: Arms;
}

/** Puts a customer into the arms of campaigns, and adds the order to which the wake-up coupon leads. */
export function treated(person: Person, natural: readonly Visit[], random: Random): Treated {
  const arms = new Map<Campaign['id'], Arm>();
  let visits = natural;
  for (const campaign of CAMPAIGNS) {
    const first = dayOf(campaign.from);
    const before = visits.filter(({ day }) => day < first);
    // Drawn for everybody, so that who is eligible changes nothing for the others.
    const [draw, woken, delay, leak] = [random.next(), random.next(), random.integer(1, 25), random.next()];
    if (!isEligible(campaign, person, first, before)) continue;
    const drawn: Arm = draw < (campaign.control ?? 0) ? 'control' : 'treatment';
    arms.set(campaign.id, leaks(campaign, first, before) && leak < LEAKED.share ? 'treatment' : drawn);
    const comes = visits.some(({ day }) => day >= first && day <= dayOf(campaign.to));
    if (campaign.id === 'K4' && drawn === 'treatment' && !comes && woken < WOKEN) {
      const day = first + delay;
      visits = [...visits, { day, kind: 'woken' as const }].toSorted((a, b) => a.day - b.day);
    }
  }
  return { visits, arms };
}

function isEligible(
  { id, kind }: Campaign,
  { registered }: Person,
  first: number,
  before: readonly Visit[],
): boolean {
  const last = before.at(-1)?.day;
  switch (kind) {
    case 'welcome':
      return registered >= first;
    case 'wake_up':
      return last !== undefined && first - last > DORMANT_DAYS;
    case 'basket':
    case 'points':
      return last !== undefined && first - last <= ACTIVE_DAYS;
    case 'gift':
      // By what was spent, which is known only with the baskets.
      return id === 'K3' && last !== undefined;
  }
}

const leaks = ({ id }: Campaign, first: number, before: readonly Visit[]): boolean =>
  id === 'K5' && before.filter(({ day }) => first - day <= ACTIVE_DAYS).length >= LEAKED.orders;

/** The arms without the gift of a customer who had not spent enough. */
export const withoutGift = (arms: Arms, spentBefore: number): Arms =>
  spentBefore >= GIFT_FROM ? arms : new Map([...arms].filter(([id]) => id !== 'K3'));
