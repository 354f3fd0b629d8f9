import { BEHAVIORS, HOURS } from './people.mjs';

/** Recency and purchases of a segment: since day 4, and 4 or more. */
const SEGMENTS = {
  vip: { recent: true, frequent: true, claim: 'T-3.3-VIP' },
  potential: { recent: true, frequent: false, claim: 'T-3.3-NEW' },
  wake: { recent: false, frequent: true },
  lost: { recent: false, frequent: false, claim: 'T-3.3-LOST' },
};

/**
 * The means, ratios of sums and differences of two that claims are judged by, each with the claims that contain it and
 * how many figures and comparisons those have. An estimate is the sum of its terms, `weight` sum(x) / sum(y) over the
 * users `among` whom it is. Those marked `leads` are only said to be above 0.
 */
export function askedOf(people) {
  return [
    ...sharesOfRows(),
    views(),
    ...bySegment(),
    frequency(),
    ...peakOfViews(people),
    ...peakOfPurchases(people),
  ];
}

const one = () => 1;
const bought = ({ buy }) => buy > 0;
const sum = (people, value) => people.reduce((all, person) => all + value(person), 0);

function sharesOfRows() {
  const all = ({ pv, cart, fav, buy }) => pv + cart + fav + buy;
  return BEHAVIORS.map((name) => ({
    claims: { 'T-3.0-TYPES': BEHAVIORS.length },
    terms: [{ x: (person) => person[name], y: all, weight: 100 }],
  }));
}

function views() {
  const viewed = ({ pv }) => (pv > 0 ? 1 : 0);
  return { claims: { 'T-3.2-91': 1, 'T-3.2-10': 1 }, terms: [{ x: ({ pv }) => pv, y: viewed, weight: 1 }] };
}

function bySegment() {
  return Object.entries(SEGMENTS).flatMap(([name, { recent, frequent, claim }]) => {
    const within = ({ buy, last }) => (buy > 0 && last >= 4 === recent && buy >= 4 === frequent ? 1 : 0);
    const own = (person) => person.buy * within(person);
    const ofOrders = { 'T-3.3-FIG1': 8, ...(claim !== undefined && { [claim]: 2 }) };
    const perBuyer = { 'T-3.3-FIG2': 4, ...(name === 'wake' && { 'T-3.3-WAKE': 2 }) };
    return [
      { claims: ofOrders, among: bought, terms: [{ x: own, y: ({ buy }) => buy, weight: 100 }] },
      { claims: perBuyer, among: bought, terms: [{ x: own, y: within, weight: 1 }] },
    ];
  });
}

function frequency() {
  return { claims: { 'T-3.3-FREQ': 2 }, among: bought, terms: [{ x: ({ buy }) => buy, y: one, weight: 1 }] };
}

/** The hour with the most views beside each other hour, and its purchases per view beside those of all hours. */
function peakOfViews(people) {
  const claims = { 'T-3.5-PV21': 24 };
  const at = (hour) => ({ x: ({ views }) => views[hour], y: one, weight: 1 });
  const peak = highest(HOURS.map((hour) => sum(people, at(hour).x)));
  const ofPeak = { x: ({ purchases }) => purchases[peak], y: at(peak).x, weight: 100 };
  const ofAll = { x: ({ buy }) => buy, y: ({ pv }) => pv, weight: -100 };
  return [...leads(claims, peak, at), { claims, terms: [ofPeak, ofAll] }];
}

/** The hour with the most purchases per user beside each other hour, and what it has. */
function peakOfPurchases(people) {
  const claims = { 'T-3.5-CV10': 24 };
  const at = (hour) => ({
    x: ({ purchases }) => purchases[hour],
    y: ({ there }) => there[hour],
    weight: 100,
  });
  const peak = highest(HOURS.map((hour) => sum(people, at(hour).x) / Math.max(1, sum(people, at(hour).y))));
  return [...leads(claims, peak, at), { claims, terms: [at(peak)] }];
}

function leads(claims, peak, at) {
  const others = HOURS.filter((hour) => hour !== peak);
  return others.map((other) => ({
    claims,
    leads: true,
    terms: [at(peak), { ...at(other), weight: -at(other).weight }],
  }));
}

const highest = (values) => values.indexOf(Math.max(...values));
