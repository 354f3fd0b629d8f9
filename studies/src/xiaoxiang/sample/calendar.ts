const DAY = 86_400_000;
const START = Date.UTC(2024, 0, 1);

/** First and last day of the sample: eighteen months, with two Spring Festivals. */
export const PERIOD = { from: '2024-01-01', to: '2025-06-30' } as const;

/** Days from the first to the last, both included. */
export const DAYS = 547;

/** Days on which nothing is delivered, around Spring Festival. */
const FESTIVALS = [
  { from: dayOf('2024-02-09'), to: dayOf('2024-02-14') },
  { from: dayOf('2025-01-28'), to: dayOf('2025-02-02') },
] as const;

/** Days before a festival on which households stock up. */
const STOCKING = 10;

/** Intervals between orders, by month: longer in the summer holidays, shorter in winter. */
const INTERVALS = [0.95, 1, 1, 1, 1, 1, 1.2, 1.2, 1, 1, 0.95, 0.9] as const;

/** The place of a day in the sample, from 0. */
export function dayOf(date: string): number {
  return Math.round((Date.parse(`${date}T00:00:00Z`) - START) / DAY);
}

export const dateOf = (day: number): string => new Date(START + day * DAY).toISOString().slice(0, 10);

/** 0 for Monday to 6 for Sunday; the sample begins on a Monday. */
export const weekdayOf = (day: number): number => day % 7;

export const monthOf = (day: number): number => new Date(START + day * DAY).getUTCMonth();

/** The first day from here on on which orders are delivered. */
export function deliveredFrom(day: number): number {
  const festival = FESTIVALS.find(({ from, to }) => day >= from && day <= to);
  return festival === undefined ? day : festival.to + 1;
}

export const isStockingUp = (day: number): boolean =>
  FESTIVALS.some(({ from }) => day >= from - STOCKING && day < from);

/** How much longer than usual the interval after this day is. */
export const seasonOf = (day: number): number => INTERVALS[monthOf(day)] ?? 1;
