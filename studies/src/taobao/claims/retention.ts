import type { retention } from 'tally';
import { judge, judgeSample, type Compared } from 'tally/claims';
import { exact, percent, share, tooFew } from '../evidence.js';
import type { TaobaoFigures } from '../figures.js';
import { PUBLISHED, PUBLISHED_USERS, eligiblePublished } from '../published.js';
import { type TaobaoClaim, defineClaim } from '../claim.js';
import { changeOfFirstCohort, dayLeads, usersOfMissingHour } from '../user-days.js';

type CurvePoint = retention.CurvePoints['rows'][number];

const CURVE = PUBLISHED.curve.map(Number);
const LAST = PUBLISHED.days - 1;

const OVER_ALL =
  'Users active n days after they were first seen / all users, including those whose day n is after the window.';

const PEAK =
  'A day is the peak of all users if, for each other day, more than half of the users who came on just one of the two came on it.';

/** Published retention on day n over the users who could be seen on it, in percent. */
const percentOfEligible = (day: number) =>
  (100 * (CURVE[day] ?? NaN) * PUBLISHED_USERS) / eligiblePublished(day);

/** Section 3.4: the retention curve. */
export const RETENTION_CLAIMS: readonly TaobaoClaim[] = [
  defineClaim({
    id: 'T-3.4-CURVE',
    section: '3.4',
    kind: 'statement',
    published:
      'The retention curve of days 0–8, in the chart: 1, 0.7504, 0.7362, 0.7381, 0.7422, 0.7511, 0.7717, 0.8607, 0.7028.',
    publishedZh:
      '第0–8天的留存曲线（图中数值）：1、0.7504、0.7362、0.7381、0.7422、0.7511、0.7717、0.8607、0.7028。',
    check: async ({ file, curve }) => {
      const points = await curve();
      return judgeSample(file, {
        computed: Object.fromEntries(
          points.slice(1).map((point) => [`percentOfEligible_${point.day}`, percent(point.rate)]),
        ),
        compared: Object.fromEntries(points.slice(1).map((point) => [`percent_${point.day}`, onDay(point)])),
        onlyAsDefined: true,
        definition: OVER_ALL,
        note: {
          'confirmed-as-defined':
            'The curve divides by all users, although day n of users first seen late is outside the window. Over users observable on days 6 to 8 it is {percentOfEligible_6}, {percentOfEligible_7} and {percentOfEligible_8} percent.',
        },
      });
    },
  }),
  defineClaim({
    id: 'T-3.4-D6',
    section: '3.4',
    kind: 'statement',
    published: 'Retention stops falling and starts to recover on day 6.',
    publishedZh: '留存率在第6天止跌回升。',
    check: async ({ curve }) => {
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
          'The first day from day 2 onward with higher retention than the day before, on the published curve.',
        note: {
          contradicted:
            'The published curve itself is lowest on day {publishedLowestDay} and rises every day from day {publishedFirstRise} to day 7.',
        },
      });
    },
  }),
  defineClaim({
    id: 'T-3.4-D7',
    section: '3.4',
    kind: 'statement',
    published: 'Retention peaks on day 7 at 86%.',
    publishedZh: '留存率在第7天达到峰值86%。',
    check: async ({ events, file, curve }) => {
      const points = await curve();
      const [seventh, eighth] = [points[7], points[8]];
      const { day, percent: height } = PUBLISHED.peakOfCurve;
      const published = points[day];
      const others = points.map((point) => point.day).filter((other) => other > 0 && other !== day);
      const peak = points.slice(1).reduce((top, point) => (point.active > top.active ? point : top));
      return judgeSample(file, {
        computed: {
          peakDay: peak.day,
          percentOfEligible_7: percent(seventh?.rate),
          percentOfEligible_8: percent(eighth?.rate),
          publishedOfEligible_7: percentOfEligible(7),
          publishedOfEligible_8: percentOfEligible(8),
        },
        compared:
          published === undefined ? {} : { percent: share(published.active, published.users, height) },
        words: !file.whole || peak.day === day,
        tests: file.whole ? {} : await dayLeads(events, day, others),
        onlyAsDefined: true,
        definition: file.whole ? OVER_ALL : `${OVER_ALL} ${PEAK}`,
        note: {
          'confirmed-as-defined':
            'Over users observable that day it is {percentOfEligible_7} percent, and {percentOfEligible_8} percent on day 8; the published figures give {publishedOfEligible_7} and {publishedOfEligible_8}. By these figures, day 7 is not a peak but the start of a plateau.',
        },
      });
    },
  }),
  defineClaim({
    id: 'T-3.4-D8',
    section: '3.4',
    kind: 'statement',
    published:
      'The fall on day 8 is attributed to truncated data, with that day only partly recorded, rather than to real churn.',
    publishedZh: '第8天的下降被归因于数据截断（当天行为只记录了一部分），而非真实流失。',
    check: async (study) => {
      const { file, curve, hoursOfLastDay } = study;
      const points = await curve();
      const [seventh, eighth] = [points[7], points[8]];
      const hours = await hoursOfLastDay();
      const { tests, words } = await truncation(study, hours, seventh, eighth);
      return judgeSample(file, {
        computed: {
          percentOfAll_7: percent(seventh?.shareOfAll),
          percentOfAll_8: percent(eighth?.shareOfAll),
          percentOfEligible_7: percent(seventh?.rate),
          percentOfEligible_8: percent(eighth?.rate),
          hoursOfLastDay: hours,
          publishedHighestPossible: (100 * eligiblePublished(LAST)) / PUBLISHED_USERS,
          publishedOfEligible_8: percentOfEligible(LAST),
        },
        ...{ tests, words },
        doubts:
          eighth === undefined || eighth.eligible === 0 ? ['No user is observable on day 8.'] : tooFew(file),
        definition:
          'Day 8 is observable only for users first seen on the first day; the study divides by all users. A truncated day would be missing hours, or have fewer of these users than day 7, in a sample by five points or more.',
        note: {
          contradicted:
            'Nothing is truncated: the last day has events in all {hoursOfLastDay} hours, and {percentOfEligible_8} percent of users observable on day 8 were active ({percentOfEligible_7} percent on day 7). The fall is caused by the denominator alone: divided by all users, day 8 cannot exceed {publishedHighestPossible} percent, and the published 70.28 is {publishedOfEligible_8} percent of that.',
        },
      });
    },
  }),
];

/** A day of the curve over all users, in percent, beside the published one. */
function onDay({ day, active, users }: CurvePoint): Compared {
  return share(active, users, (100 * (CURVE[day] ?? NaN)).toFixed(2));
}

function lowestDay(curve: readonly number[]): number {
  return curve.indexOf(Math.min(...curve.slice(1, LAST)));
}

/** The first day after day 1 that is above the day before it. */
function firstRise(curve: readonly number[]): number {
  return curve.findIndex((value, day) => day > 1 && value > (curve[day - 1] ?? Infinity));
}

/** A fall of so many points, among users who could be seen on both days, would be one of the data. */
const TRUNCATED = 5;

/** So many users of an hour on eight other days, and none on the last, are chance in fewer than one in a thousand days. */
const MISSED_USERS = 60;

/** What decides whether the last day is truncated: a missing hour, or fewer users. */
async function truncation(
  { events, file }: TaobaoFigures,
  hours: number,
  seventh: CurvePoint | undefined,
  eighth: CurvePoint | undefined,
): Promise<{ readonly words: boolean; readonly tests: Readonly<Record<string, Compared>> }> {
  if (file.whole) return { words: falls(seventh, eighth) || hours < 24, tests: {} };
  if (hours < 24 && (await usersOfMissingHour(events)) >= MISSED_USERS) return { words: true, tests: {} };
  const estimate = await changeOfFirstCohort(events, LAST - 1, LAST);
  const change: Compared = { estimate, figure: { below: -TRUNCATED }, kind: 'percent' };
  // An hour without events in a sample may have some in the full file: then only a fall would decide.
  const known = hours === 24 || (estimate.interval !== null && estimate.interval.high < -TRUNCATED);
  return { words: true, tests: { pointsFromDay7To8: known ? change : { ...change, estimate: OPEN } } };
}

const OPEN = exact(null, '0').estimate;

function falls(seventh: CurvePoint | undefined, eighth: CurvePoint | undefined): boolean {
  const [before, after] = [seventh?.rate, eighth?.rate];
  return typeof before === 'number' && typeof after === 'number' && after < 0.99 * before;
}
