import { readFileSync } from 'node:fs';

/** The window of the study in Shanghai: its first day as days since 1970, and how many there are. */
const FIRST_DAY = 17_495;
const DAYS = 9;
const SHANGHAI_SECONDS = 8 * 3600;

export const BEHAVIORS = ['pv', 'cart', 'fav', 'buy'];
export const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/**
 * The users of a file of events with anything in the window: events by behavior, page views and purchases by hour of the
 * day, the hours in which they did anything, and the day of their last purchase from 0, -1 without any.
 */
export function peopleOf(path) {
  const people = new Map();
  for (const line of readFileSync(path, 'utf8').trimEnd().split('\n')) {
    const [user, , , behavior, time] = line.trim().split(',');
    const local = Number(time) + SHANGHAI_SECONDS;
    const day = Math.floor(local / 86_400) - FIRST_DAY;
    if (!(day >= 0 && day < DAYS) || !BEHAVIORS.includes(behavior)) continue;
    const person = people.get(user) ?? newcomer();
    people.set(user, person);
    count(person, behavior, day, Math.floor((local % 86_400) / 3600));
  }
  return [...people.values()];
}

function newcomer() {
  const byHour = () => HOURS.map(() => 0);
  return { pv: 0, cart: 0, fav: 0, buy: 0, last: -1, views: byHour(), purchases: byHour(), there: byHour() };
}

function count(person, behavior, day, hour) {
  person[behavior] += 1;
  person.there[hour] = 1;
  if (behavior === 'pv') person.views[hour] += 1;
  if (behavior !== 'buy') return;
  person.purchases[hour] += 1;
  person.last = Math.max(person.last, day);
}
