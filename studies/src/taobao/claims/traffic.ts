import type { traffic } from 'tally';
import {
  type Compared,
  type Estimate,
  between,
  INTERVAL,
  judge,
  judgeSample,
  known,
  medianOfUsers,
  ratioOfMedians,
  untestable,
} from 'tally/claims';
import { percent } from '../evidence.js';
import type { TaobaoFigures } from '../figures.js';
import { PUBLISHED } from '../published.js';
import { type TaobaoClaim, defineClaim } from '../claim.js';

type HourTraffic = traffic.HourTraffic['rows'][number];

const { views: EVENING, conversion: MORNING } = PUBLISHED.peaks;
/** With many purchases any difference is beyond chance, so slower means a quarter longer. */
const SLOWER = 1.25;

/** Section 3.5: the hours of the day. */
export const TRAFFIC_CLAIMS: readonly TaobaoClaim[] = [
  defineClaim({
    id: 'T-3.5-PV21',
    section: '3.5',
    kind: 'statement',
    published: 'Traffic peaks at 21:00, when users mostly browse.',
    publishedZh: '流量在21:00达到峰值，此时用户以浏览为主。',
    check: async (study) => {
      const peak = await peakOfViews(study);
      const at = peak.published;
      const [views, purchases] = [
        sumOf(peak.hours, (hour) => hour.views),
        sumOf(peak.hours, (hour) => hour.purchases),
      ];
      const perView = views === 0 ? null : purchases / views;
      const browse: Compared = {
        estimate: study.file.whole
          ? known(100 * ((at?.purchasesPerView ?? 0) - (perView ?? 0)))
          : (await study.atPeakOfViews()).rate,
        figure: { below: 0 },
        kind: 'number',
      };
      return judgeSample(study.file, {
        computed: {
          peakHour: peak.hour,
          viewsAtPeak: peak.value,
          views_21: at?.views,
          percentOfViews_21: at === undefined || views === 0 ? null : (100 * at.views) / views,
          purchasesPer100Views_21: percent(at?.purchasesPerView),
          purchasesPer100Views: percent(perView),
        },
        words: peak.possible,
        tests: { ...peak.tests, purchasesPer100ViewsMore_21: browse },
        doubts: peak.doubts,
        definition: `Page views by hour of the day, ${study.events.window.timeZone}, all days combined. Users mostly browse if fewer views than usual lead to a purchase.`,
        note: 'In that hour there are {purchasesPer100Views_21} purchases per 100 views, over the whole day {purchasesPer100Views}.',
      });
    },
  }),
  defineClaim({
    id: 'T-3.5-CV10',
    section: '3.5',
    kind: 'statement',
    published: 'The conversion rate peaks at 10:00, with a value above 22%.',
    publishedZh: '转化率在10:00达到峰值，超过22%。',
    check: async (study) => {
      const peak = await peakOfConversion(study);
      const at = peak.published;
      const estimate = study.file.whole
        ? known(percent(at?.purchasesPerUser))
        : (await study.atPeakOfConversion()).rate;
      return judgeSample(study.file, {
        computed: {
          peakHour: peak.hour,
          purchasesPer100Users_peak: percent(peak.value),
          percentBuyers_10: percent(at?.buyerShare),
          purchasesPer100Views_10: percent(at?.purchasesPerView),
          purchases_10: at?.purchases,
          users_10: at?.users,
        },
        compared: {
          purchasesPer100Users_10: { estimate, figure: PUBLISHED.peaks.purchasesPer100Users, kind: 'number' },
        },
        words: peak.possible,
        tests: peak.tests,
        doubts: peak.doubts,
        onlyAsDefined: true,
        definition:
          'Purchases in that hour on all days / users with any event in that hour on any day. Not a share of users: a user can buy more than once.',
        note: 'Measured as buyers / users it is {percentBuyers_10} percent.',
      });
    },
  }),
  defineClaim({
    id: 'T-3.5-24',
    section: '3.5',
    kind: 'statement',
    published: "Page views, users and purchases in each of the 24 hours, from the author's notebook.",
    check: async ({ hours }) => {
      const rows = await hours();
      return untestable(
        {
          hours: rows.filter((hour) => hour.users > 0).length,
          views: sumOf(rows, (hour) => hour.views),
          purchases: sumOf(rows, (hour) => hour.purchases),
          publishedViews: PUBLISHED.behaviors.pv,
          publishedPurchases: PUBLISHED.behaviors.buy,
          ...Object.fromEntries(rows.map((hour) => [`users_${hour.hour}`, hour.users])),
        },
        'The numbers in the table are not in the text. Ours are in notebook 10-traffic (traffic.byHour). The original columns should add up to {publishedViews} views and {publishedPurchases} purchases; users do not add up, because a user can be active in several hours.',
      );
    },
  }),
  defineClaim({
    id: 'T-3.5-FIG',
    section: '3.5',
    kind: 'figure-or-table',
    published: 'Traffic and conversion rate by hour, on two axes, published as an image (pv_rep.png).',
    publishedZh: '按小时的流量与转化率双轴图，以图片发布（pv_rep.png）。',
    check: async (study) => {
      const [traffic, conversion] = [await peakOfViews(study), await peakOfConversion(study)];
      return judgeSample(study.file, {
        computed: { peakOfViews: traffic.hour, peakOfPurchasesPerUser: conversion.hour },
        words: traffic.possible && conversion.possible,
        tests: { ...traffic.tests, ...conversion.tests },
        doubts: [...traffic.doubts, ...conversion.doubts],
        onlyAsDefined: true,
        definition: 'The image is judged by its two peaks: views at 21:00, purchases / users at 10:00.',
        note: 'Where lines on two axes cross depends on the axes.',
      });
    },
  }),
  defineClaim({
    id: 'T-3.5-DEC',
    section: '3.5',
    kind: 'statement',
    published:
      'Users are said to decide slowly at the evening peak and to take the shortest path to purchase at the morning peak.',
    publishedZh: '用户在晚高峰决策较慢，在早高峰购买路径最短。',
    check: async (study) => {
      const { medians, ofUsers } = await study.timesToPurchase();
      const [morning, evening] = [MORNING, EVENING].map((hour) => medians.find((row) => row.hour === hour));
      const hours = await study.hours();
      const figures = {
        purchases_10: morning?.purchases,
        medianMinutes_10: morning?.minutes,
        purchases_21: evening?.purchases,
        medianMinutes_21: evening?.minutes,
        purchasesPer100Views_10: percent(hours[MORNING]?.purchasesPerView),
        purchasesPer100Views_21: percent(hours[EVENING]?.purchasesPerView),
      };
      const definition = study.file.whole ? MINUTES : `${MINUTES} ${OF_USERS}`;
      if (morning === undefined || evening === undefined) {
        return untestable(
          figures,
          'The two hours do not both have purchases of items viewed before.',
          definition,
        );
      }
      if (study.file.whole) {
        const concludes = evening.minutes >= SLOWER * morning.minutes;
        return judge({ computed: figures, concludes, definition, note: DECISIONS });
      }
      const [early, late] = [await ofUsers(MORNING), await ofUsers(EVENING)];
      const times = ratioOfMedians(medianOfUsers(late), medianOfUsers(early));
      const computed = { ...figures, users_10: early.length, users_21: late.length, ...ratioValues(times) };
      const { low, high } = times.interval ?? { low: 0, high: Infinity };
      if (low < SLOWER && high >= SLOWER) return untestable(computed, TOO_FEW_DECISIONS, definition);
      return judge({ computed, concludes: low >= SLOWER, definition, note: DECISIONS });
    },
  }),
];

const MINUTES =
  'Minutes from the first view of an item to its purchase, for purchases in that hour of items viewed before. Slower means a median at least a quarter longer.';

const OF_USERS =
  'Purchases of one user come together, so each user counts once, with the median of all; 95 percent intervals from the order of the values.';

const TOO_FEW_DECISIONS =
  'From view to purchase it takes {medianMinutes_21} minutes at 21:00 and {medianMinutes_10} at 10:00; too few users bought then to tell whether that is a quarter longer. Purchases per view, which the study infers it from, say nothing about how fast people decide.';

const DECISIONS = {
  confirmed:
    'From view to purchase it takes {medianMinutes_21} minutes at 21:00 and {medianMinutes_10} at 10:00.',
  unsupported:
    'Per 100 views there are {purchasesPer100Views_21} purchases at 21:00 and {purchasesPer100Views_10} at 10:00, which says nothing about how fast people decide. From the first view to the purchase it takes {medianMinutes_10} minutes at 10:00 and {medianMinutes_21} at 21:00 (medians).',
};

/** The ratio of the two medians over users as a computed value with its interval. */
function ratioValues({ value, interval }: Estimate): Record<string, number | string | null> {
  return {
    timesAsLong_21: value,
    ...(interval !== null && { [`timesAsLong_21${INTERVAL}`]: between(interval) }),
  };
}

interface PublishedPeak {
  readonly hours: readonly HourTraffic[];
  readonly published: HourTraffic | undefined;
  /** The hour of the file's peak, and its value. */
  readonly hour: number;
  readonly value: number;
  /** Whether the published hour is the peak of the full file; a sample leaves it to the tests. */
  readonly possible: boolean;
  /** What the published hour of a sample has ahead of each other hour. */
  readonly tests: Readonly<Record<string, Compared>>;
  readonly doubts: readonly string[];
}

const peakOfViews = (study: TaobaoFigures) =>
  peakOf(
    study,
    EVENING,
    (hour) => hour.views,
    'viewsPerUserAheadOf',
    async () => (await study.atPeakOfViews()).leads,
  );

const peakOfConversion = (study: TaobaoFigures) =>
  peakOf(
    study,
    MORNING,
    (hour) => hour.purchasesPerUser ?? 0,
    'purchasesPer100UsersAheadOf',
    async () => (await study.atPeakOfConversion()).leads,
  );

/**
 * A published peak: on the full file its highest hour. On a sample the published hour must be ahead of every other
 * hour, each by the interval of the difference within users; it is contradicted where one of them is ahead of it.
 */
async function peakOf(
  { file, hours: compute }: TaobaoFigures,
  hour: number,
  value: (hour: HourTraffic) => number,
  name: string,
  leads: () => Promise<Readonly<Record<number, Estimate>>>,
): Promise<PublishedPeak> {
  const hours = await compute();
  const top = hours.reduce((best, row) => (value(row) > value(best) ? row : best));
  const published = hours.find((row) => row.hour === hour);
  const tests = Object.entries(file.whole ? {} : await leads()).map(
    ([other, estimate]): [string, Compared] => [
      `${name}_${other}`,
      { estimate, figure: { above: 0 }, kind: 'number' },
    ],
  );
  return {
    ...{ hours, published, hour: top.hour, value: value(top) },
    possible: !file.whole || published === undefined || value(published) === value(top),
    tests: Object.fromEntries(tests),
    doubts: value(top) === 0 ? ['There are no events in any hour.'] : [],
  };
}

const sumOf = (rows: readonly HourTraffic[], value: (hour: HourTraffic) => number): number =>
  rows.reduce((sum, row) => sum + value(row), 0);
