import type { Random } from '../../study/random.js';
import { DAYS, deliveredFrom, seasonOf, weekdayOf } from './calendar.js';
import type { Household, Person } from './people.js';
import { COMEBACK, DECLINE, EARLY, LAPSE, NEVER } from './truth.js';

/** A day on which a customer orders, and why: as usual, at ever longer intervals before lapsing, or woken by a coupon. */
export interface Visit {
  readonly day: number;
  readonly kind: 'usual' | 'declining' | 'woken';
}

/** Days of the week that suit a household, 0 for Monday. */
const SUITING: Readonly<Record<Household, readonly number[]>> = {
  family: [4, 5, 6],
  elderly: [0, 1, 2, 3, 4],
  office_worker: [5, 6],
  unknown: [0, 1, 2, 3, 4, 5, 6],
};

/** Of visits, those that are put off to a day that suits. */
const PUT_OFF = 0.6;

/** The days on which a customer orders, none for some. */
export function visitsOf(person: Person, random: Random): readonly Visit[] {
  const visits: Visit[] = [];
  if (random.next() < NEVER) return visits;
  const put = (day: number, kind: Visit['kind']): number => {
    const at = suitingDay(day, person, random);
    if (at < DAYS) visits.push({ day: at, kind });
    return at;
  };
  let day = person.registered + (random.next() < 0.5 ? 0 : random.integer(1, 14));
  for (let nth = 1; day < DAYS; nth += 1) {
    day = put(day, 'usual');
    if (random.next() >= lapseChance(person, nth)) {
      day += intervalAfter(day, nth, person, random);
      continue;
    }
    if (random.next() < DECLINE.share) {
      for (const factor of DECLINE.intervals) {
        day = put(day + Math.round(factor * intervalAfter(day, nth, person, random)), 'declining');
      }
    }
    if (random.next() >= COMEBACK.share) break;
    day += random.integer(COMEBACK.from, COMEBACK.to);
  }
  return visits;
}

const lapseChance = ({ channel }: Person, nth: number): number =>
  LAPSE[channel] * (nth <= EARLY.orders ? EARLY.factor : 1);

/** Around the customer's own interval, from two fifths of it to eight fifths; the first ones are longer. */
function intervalAfter(day: number, nth: number, { rhythm }: Person, random: Random): number {
  const spread = 0.4 + 0.6 * (random.next() + random.next());
  return Math.max(1, Math.round(rhythm * seasonOf(day) * (1 + 0.6 / nth) * spread));
}

function suitingDay(day: number, { household }: Person, random: Random): number {
  const wait = Array.from({ length: 3 }, (_, days) => days).find((days) =>
    SUITING[household].includes(weekdayOf(day + days)),
  );
  return deliveredFrom(random.next() < PUT_OFF ? day + (wait ?? 0) : day);
}
