import type { RetentionPoint } from '../../../metrics/events/retention/curve.js';
import { judge } from '../finding.js';
import { judgeEvents, percent, percentOf, tooFew, type Compared } from './evidence.js';
import { eligiblePublished, PUBLISHED, PUBLISHED_USERS } from './published.js';
import type { EventCheck } from './study.js';

const CURVE = PUBLISHED.curve.map(Number);
const LAST = PUBLISHED.days - 1;

const OVER_ALL =
  'Users active on day n since they were first seen / all users, those too whose day n lies after the window.';

/** Published retention on day n over the users who could be seen on it, in percent. */
const percentOfEligible = (day: number) =>
  (100 * (CURVE[day] ?? NaN) * PUBLISHED_USERS) / eligiblePublished(day);

/** Section 3.4: the retention curve. */
export const RETENTION_CHECKS: Readonly<Record<string, EventCheck>> = {
  'T-3.4-CURVE': async ({ file, curve }) => {
    const points = await curve();
    return judgeEvents(file, {
      computed: Object.fromEntries(
        points.slice(1).map((point) => [`percentOfEligible_${point.day}`, percent(point.rate)]),
      ),
      compared: Object.fromEntries(points.slice(1).map((point) => [`percent_${point.day}`, onDay(point)])),
      onlyAsDefined: true,
      definition: OVER_ALL,
      note: {
        'confirmed-as-defined':
          'The curve is one over all users, although the window hides day n of those who were first seen late. Over those who could be seen on days 6 to 8 it is {percentOfEligible_6}, {percentOfEligible_7} and {percentOfEligible_8} percent.',
      },
    });
  },
  'T-3.4-D6': async ({ curve }) => {
    const lowest = lowestDay(CURVE);
    const here = (await curve()).map((point) => point.shareOfAll ?? 0);
    return judge({
      computed: {
        publishedLowestDay: lowest,
        publishedFirstRise: firstRise(CURVE),
        lowestDayHere: lowestDay(here),
      },
      published: { publishedFirstRise: '6' },
      definition:
        'The first day from day 2 on whose retention is above that of the day before, on the published curve.',
      note: {
        contradicted:
          'The published curve itself is lowest on day {publishedLowestDay} and rises every day from day {publishedFirstRise} to day 7.',
      },
    });
  },
  'T-3.4-D7': async ({ file, curve }) => {
    const points = await curve();
    const [seventh, eighth] = [points[7], points[8]];
    const peak = points.slice(1).reduce((top, point) => (point.onDay > top.onDay ? point : top));
    return judgeEvents(file, {
      computed: {
        peakDay: peak.day,
        percentOfEligible_7: percent(seventh?.rate),
        percentOfEligible_8: percent(eighth?.rate),
        publishedOfEligible_7: percentOfEligible(7),
        publishedOfEligible_8: percentOfEligible(8),
      },
      compared: seventh === undefined ? {} : { percent: { ...onDay(seventh), figure: '86' } },
      words: peak.day === 7,
      onlyAsDefined: true,
      definition: OVER_ALL,
      note: {
        'confirmed-as-defined':
          'Over the users who could be seen that day it is {percentOfEligible_7} percent, and {percentOfEligible_8} on day 8; the published figures give {publishedOfEligible_7} and {publishedOfEligible_8}. By these day 7 is no peak but the start of a level that is kept.',
      },
    });
  },
  'T-3.4-D8': async ({ file, curve, hoursOfLastDay }) => {
    const points = await curve();
    const [seventh, eighth] = [points[7], points[8]];
    const falls = below(eighth, seventh, file.whole);
    const hours = await hoursOfLastDay();
    return judgeEvents(file, {
      computed: {
        percentOfAll_7: percent(seventh?.shareOfAll),
        percentOfAll_8: percent(eighth?.shareOfAll),
        percentOfEligible_7: percent(seventh?.rate),
        percentOfEligible_8: percent(eighth?.rate),
        hoursOfLastDay: hours,
        publishedHighestPossible: (100 * eligiblePublished(LAST)) / PUBLISHED_USERS,
        publishedOfEligible_8: percentOfEligible(LAST),
      },
      words: falls || hours < 24,
      doubts:
        eighth === undefined || eighth.eligible === 0 ? ['Nobody could be seen on day 8.'] : tooFew(file),
      definition:
        'Day 8 can be seen only of users first seen on the first day; the study divides them by all users. A truncated day would lack hours, or have fewer of those users than day 7.',
      note: {
        contradicted:
          'Nothing is cut off: the last day has events in all {hoursOfLastDay} hours, and {percentOfEligible_8} percent of those who could be seen on day 8 were there ({percentOfEligible_7} on day 7). Only the denominator makes it fall: divided by all users day 8 cannot pass {publishedHighestPossible} percent, of which the published 70.28 are {publishedOfEligible_8} percent.',
      },
    });
  },
};

/** A day of the curve over all users, in percent, beside the published one. */
function onDay({ day, onDay: active, users }: RetentionPoint): Compared {
  return { estimate: percentOf(active, users), figure: (100 * (CURVE[day] ?? NaN)).toFixed(2) };
}

function lowestDay(curve: readonly number[]): number {
  return curve.indexOf(Math.min(...curve.slice(1, LAST)));
}

/** The first day after day 1 that is above the day before it. */
function firstRise(curve: readonly number[]): number {
  return curve.findIndex((value, day) => day > 1 && value > (curve[day - 1] ?? Infinity));
}

/** Whether a rate is below another; in a sample, beyond what chance would do. */
function below(one: RetentionPoint | undefined, other: RetentionPoint | undefined, whole: boolean): boolean {
  if (typeof one?.rate !== 'number' || typeof other?.rate !== 'number') return false;
  if (whole) return one.rate < 0.99 * other.rate;
  const [upper, lower] = [one.interval?.high ?? 1, other.interval?.low ?? 0];
  return upper < lower;
}
