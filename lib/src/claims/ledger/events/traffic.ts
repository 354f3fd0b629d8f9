import type { HourTraffic } from '../../../metrics/events/traffic/hours.js';
import { judge, untestable, type Finding } from '../finding.js';
import type { HourSpread } from './counts.js';
import { apart, exact, judgeEvents, percent, tooFew, type Estimate } from './evidence.js';
import { PUBLISHED } from './published.js';
import type { EventCheck, EventStudy } from './study.js';

const MORNING = 10;
const EVENING = 21;
/** Of many purchases any difference is beyond chance: slower is what takes a quarter longer. */
const SLOWER = 1.25;

/** Section 3.5: the hours of the day. */
export const TRAFFIC_CHECKS: Readonly<Record<string, EventCheck>> = {
  'T-3.5-PV21': async (study) => {
    const peak = await peakOf(
      study,
      EVENING,
      (hour) => hour.pv,
      (spread) => spread.views,
    );
    const at = peak.published;
    const [views, purchases] = [
      sumOf(peak.hours, (hour) => hour.pv),
      sumOf(peak.hours, (hour) => hour.purchases),
    ];
    const perView = views === 0 ? null : purchases / views;
    return judgeEvents(study.file, {
      computed: {
        peakHour: peak.hour,
        viewsAtPeak: peak.value,
        views_21: at?.pv,
        percentOfViews_21: at === undefined || views === 0 ? null : (100 * at.pv) / views,
        purchasesPer100Views_21: percent(at?.purchasesPerView),
        purchasesPer100Views: percent(perView),
      },
      words: peak.possible && (at?.purchasesPerView ?? 0) < (perView ?? 0),
      doubts: peak.doubts,
      definition: `Page views by hour of the day, ${study.loaded.window.timeZone}, all days together. Users mostly browse where fewer views than otherwise end in a purchase.`,
      note: 'In that hour {purchasesPer100Views_21} purchases come on 100 views, over the day {purchasesPer100Views}.',
    });
  },
  'T-3.5-CV10': async (study) => {
    const peak = await peakOf(
      study,
      MORNING,
      (hour) => hour.purchasesPerUser ?? 0,
      (spread) => spread.purchases,
    );
    const at = peak.published;
    const spread = study.file.whole
      ? undefined
      : (await study.hourSpreads()).find(({ hour }) => hour === MORNING)?.purchases;
    const estimate = scaled(spread ?? exact(at?.purchasesPerUser ?? null, '0').estimate);
    return judgeEvents(study.file, {
      computed: {
        peakHour: peak.hour,
        purchasesPer100Users_peak: percent(peak.value),
        percentBuyers_10: percent(at?.buyerShare),
        purchasesPer100Views_10: percent(at?.purchasesPerView),
        purchases_10: at?.purchases,
        users_10: at?.users,
      },
      compared: { purchasesPer100Users_10: { estimate, figure: { above: 22 } } },
      words: peak.possible,
      doubts: peak.doubts,
      onlyAsDefined: true,
      definition:
        'Purchases at that hour of all days / users who did anything at that hour of any day. Not a share of users: one can buy twice.',
      note: 'As buyers / users it is {percentBuyers_10} percent.',
    });
  },
  'T-3.5-24': async ({ hours }) => {
    const rows = await hours();
    return untestable(
      {
        hours: rows.filter((hour) => hour.users > 0).length,
        views: sumOf(rows, (hour) => hour.pv),
        purchases: sumOf(rows, (hour) => hour.purchases),
        publishedViews: PUBLISHED.behaviors.pv,
        publishedPurchases: PUBLISHED.behaviors.buy,
        ...Object.fromEntries(rows.map((hour) => [`users_${hour.hour}`, hour.users])),
      },
      'The numbers of the table are not in the text. Ours are in notebook 10-traffic (trafficByHour). The columns of the author should add up to {publishedViews} views and {publishedPurchases} purchases; users do not add up, since one can come at several hours.',
    );
  },
  'T-3.5-FIG': async (study) => {
    const [traffic, conversion] = [
      await peakOf(
        study,
        EVENING,
        (hour) => hour.pv,
        (spread) => spread.views,
      ),
      await peakOf(
        study,
        MORNING,
        (hour) => hour.purchasesPerUser ?? 0,
        (spread) => spread.purchases,
      ),
    ];
    return judgeEvents(study.file, {
      computed: { peakOfViews: traffic.hour, peakOfPurchasesPerUser: conversion.hour },
      words: traffic.possible && conversion.possible,
      doubts: [...traffic.doubts, ...conversion.doubts],
      onlyAsDefined: true,
      definition: 'The picture is judged by its two peaks: views at 21:00, purchases / users at 10:00.',
      note: 'Where lines on two axes cross is up to the axes.',
    });
  },
  'T-3.5-DEC': async (study) => {
    const { medians, comparison } = await study.timesToPurchase();
    const [morning, evening] = [MORNING, EVENING].map((hour) => medians.find((row) => row.hour === hour));
    const hours = await study.hours();
    const p = comparison?.kruskal?.p ?? null;
    const slower = (evening?.minutes ?? 0) >= SLOWER * (morning?.minutes ?? 0);
    const computed = {
      purchases_10: morning?.purchases,
      medianMinutes_10: morning?.minutes,
      purchases_21: evening?.purchases,
      medianMinutes_21: evening?.minutes,
      p,
      purchasesPer100Views_10: percent(hours[MORNING]?.purchasesPerView),
      purchasesPer100Views_21: percent(hours[EVENING]?.purchasesPerView),
    };
    const definition =
      'Minutes from the first view of an item to its purchase, of purchases in that hour whose item was viewed before. Slower is a median longer by a quarter, and beyond chance by Kruskal-Wallis.';
    return p === null
      ? untestable(computed, 'No purchases at both hours whose item was viewed before.', definition)
      : judge({
          computed,
          concludes: slower && p < 0.05,
          definition,
          note: {
            confirmed:
              'From view to purchase it takes {medianMinutes_21} minutes at 21:00, {medianMinutes_10} at 10:00.',
            unsupported:
              'Of 100 views {purchasesPer100Views_21} end in a purchase at 21:00 and {purchasesPer100Views_10} at 10:00, which says nothing of how fast people decide. From the first view to the purchase it takes {medianMinutes_10} minutes at 10:00 and {medianMinutes_21} at 21:00 (medians, p = {p}).',
          },
        });
  },
};

interface PublishedPeak {
  readonly hours: readonly HourTraffic[];
  readonly published: HourTraffic | undefined;
  /** The hour where the file has its peak, and the value there. */
  readonly hour: number | null;
  readonly value: number;
  /** Whether the published hour may be the peak of the whole file. */
  readonly possible: boolean;
  readonly doubts: readonly string[];
}

/**
 * A published peak is confirmed where the file has its own at that hour. Where another hour of a sample is ahead, it
 * is contradicted if that one is ahead by more than chance would do, and untestable otherwise.
 */
async function peakOf(
  study: EventStudy,
  hour: number,
  value: (hour: HourTraffic) => number,
  spread: (hour: HourSpread) => Estimate,
): Promise<PublishedPeak> {
  const hours = await study.hours();
  const top = hours.reduce((best, row) => (value(row) > value(best) ? row : best));
  const published = hours.find((row) => row.hour === hour);
  const found = { hours, published, hour: top.hour, value: value(top) };
  if (published === undefined || value(published) === value(top)) {
    return {
      ...found,
      possible: true,
      doubts: value(top) === 0 ? ['Nothing happened at any hour.'] : tooFew(study.file),
    };
  }
  if (study.file.whole) return { ...found, possible: false, doubts: [] };
  const spreads = await study.hourSpreads();
  const [ahead, behind] = [top.hour, hour].map((n) => spreads.find((row) => row.hour === n));
  if (ahead !== undefined && behind !== undefined && apart(spread(ahead), spread(behind))) {
    return { ...found, possible: false, doubts: [] };
  }
  return {
    ...found,
    possible: true,
    doubts: [`Here ${top.hour}:00 is ahead of ${hour}:00, by less than chance can do.`],
  };
}

const sumOf = (rows: readonly HourTraffic[], value: (hour: HourTraffic) => number): number =>
  rows.reduce((sum, row) => sum + value(row), 0);

const scaled = ({ value, interval, error }: Estimate): Estimate => ({
  value: percent(value),
  interval: interval && { low: 100 * interval.low, high: 100 * interval.high },
  error: (at) => 100 * error(at / 100),
});

/** The findings that the strategies of chapters 3.1 to 3.5 rest on. */
const GROUNDS = [
  'T-3.1-90.3/20',
  'T-3.2-21.8',
  'T-3.2-18.6W',
  'T-3.3-VIP',
  'T-3.3-56',
  'T-3.3-WAKE',
  'T-3.4-CAUSE',
  'T-3.5-CV10',
  'T-3.5-DEC',
] as const;

/** The strategies, by what becomes of the findings that they rest on. */
export async function strategies(
  study: EventStudy,
  checks: Readonly<Record<string, EventCheck>>,
): Promise<Finding> {
  const verdicts = await Promise.all(GROUNDS.map(async (id) => ({ id, ...(await checks[id]?.(study)) })));
  const stand = verdicts.filter(({ verdict }) => verdict?.startsWith('confirmed'));
  const others = verdicts.filter((ground) => !stand.includes(ground));
  return judge({
    computed: {
      grounds: GROUNDS.length,
      thatStand: stand.length,
      others: others.map(({ id, verdict }) => `${id} ${verdict}`).join(', '),
    },
    concludes: others.length === 0,
    definition: 'Findings of the study that its strategies name as their reason, by the verdicts above.',
    note: {
      unsupported:
        'Of the {grounds} findings that they rest on {thatStand} stand. What no count of events can say is whether such a measure works: that takes an experiment.',
    },
  });
}
