import type { JudgedFile } from 'tally/claims';
import { categories, funnel, purchases, retention, rfm, sql, traffic } from 'tally';
import type { Check } from '../study/claim.js';
import { once } from '../study/once.js';
import { only } from '../study/only.js';
import { STEPS, TRAFFIC, type Events, type EventType } from './contract.js';
import { timesToPurchase, type TimesToPurchase } from './times-to-purchase.js';
import { dayContrasts, daysAroundSaturday, type DayContrasts } from './day-contrasts.js';
import { purchasesContrasts, userHours, viewsContrasts, type HourContrasts } from './user-hours.js';
import { segmentEstimates, type SegmentEstimates } from './user-segments.js';
import { PUBLISHED } from './published.js';
import { CUTS, SEGMENTS, type SegmentKey } from './segments.js';

/** Recomputes one published claim of the study of the marketplace. */
export type TaobaoCheck = Check<TaobaoFigures>;

type RowOf<R extends { readonly rows: readonly unknown[] }> = R['rows'][number];

/** The results shared by several claims, each computed on first use and then kept. */
export interface TaobaoFigures {
  readonly events: Events;
  readonly file: JudgedFile;
  /** Users by what they did, and how these sets overlap. */
  readonly funnel: RowOf<funnel.SetFunnel['summary']>;
  /** Users with an event of a type. */
  readonly usersOf: (type: EventType) => number;
  /** Accepted events of a type. */
  readonly eventsOf: (type: EventType) => number;
  readonly concentration: () => Promise<RowOf<categories.Concentration>>;
  readonly top: () => Promise<categories.RankedCategories['rows']>;
  readonly buyers: () => Promise<purchases.Buyers>;
  readonly segments: () => Promise<purchases.BuyerSegments<SegmentKey>['rows']>;
  readonly segmentEstimates: () => Promise<Readonly<Record<SegmentKey, SegmentEstimates>>>;
  readonly meanCuts: () => Promise<purchases.TwoCuts>;
  readonly upperQuartiles: () => Promise<purchases.TwoCuts>;
  readonly purchases: () => Promise<purchases.PurchasesPerBuyer>;
  readonly cells: () => Promise<retention.CohortCells['rows']>;
  readonly curve: () => Promise<retention.CurvePoints['rows']>;
  readonly dates: () => Promise<retention.Calendar['rows']>;
  readonly days: () => Promise<traffic.DayTraffic['rows']>;
  /** The Saturdays beside other days, where the window has them; only for a sample, because it reads the events. */
  readonly aroundSaturday: () => Promise<DayContrasts | null>;
  /** Hours of the last day in which anything happened. */
  readonly hoursOfLastDay: () => Promise<number>;
  readonly hours: () => Promise<traffic.HourTraffic['rows']>;
  /** What each of the two published hours has ahead of the others; only for a sample, because it reads the events. */
  readonly atPeakOfViews: () => Promise<HourContrasts>;
  readonly atPeakOfConversion: () => Promise<HourContrasts>;
  /** Minutes from the first view of an item to its purchase, by hour of the purchase. */
  readonly timesToPurchase: () => Promise<TimesToPurchase>;
}

/** A file whose number of rows is this close to the published number counts as the full file. */
const NEARLY_ALL = 0.99;

/** The results on loaded events. */
export async function taobaoFigures(events: Events): Promise<TaobaoFigures> {
  const sets = await funnel.sets(events, { steps: STEPS });
  const users = only(sets.summary);
  const { peaks } = PUBLISHED;
  const part = events.rows / PUBLISHED.rows;
  const file: JudgedFile = { whole: part >= NEARLY_ALL && part <= 1 / NEARLY_ALL, users: users.users };
  const cells = once(() => retention.cohorts(events));
  const buyers = once(() => purchases.buyers(events, { type: 'buy' }));
  const days = once(async () => (await traffic.byDay(events, TRAFFIC)).rows);
  const byHour = once(() => userHours(events));
  return {
    events,
    file,
    funnel: users,
    usersOf: (type: EventType) => only(sets.types.where({ type })).users,
    eventsOf: (type: EventType) => only(events.counts.where({ type })).events,
    concentration: once(async () => only(await categories.concentration(events, { type: 'buy' }))),
    top: once(async () => (await categories.top(events, { type: 'buy', top: 20 })).rows),
    buyers,
    segments: once(async () => {
      const dimensions = ['recency', 'frequency'] as const;
      const scored = await rfm(await buyers(), { dimensions, cuts: CUTS, segments: SEGMENTS });
      return (await purchases.segments(scored)).rows;
    }),
    segmentEstimates: once(async () => segmentEstimates(await buyers())),
    meanCuts: once(async () => purchases.meanCuts(await buyers())),
    upperQuartiles: once(async () => purchases.quantileCuts(await buyers(), 0.75)),
    purchases: once(() => purchases.perBuyer(events, { type: 'buy' })),
    cells: once(async () => (await cells()).rows),
    curve: once(async () => retention.curve(await cells()).rows),
    dates: once(async () => retention.calendar(await cells()).rows),
    days,
    aroundSaturday: once(async () => {
      const compared = daysAroundSaturday((await days()).map(({ weekday }) => weekday));
      return compared && dayContrasts(events, compared);
    }),
    hoursOfLastDay: once(async () => {
      const { hours } = await events.session.engine.one(
        sql`SELECT count(*) AS hours FROM ${events.hours} WHERE "day" = ${events.window.days.length - 1}`,
        { hours: 'integer' },
      );
      return hours;
    }),
    hours: once(async () => (await traffic.byHour(events, TRAFFIC)).rows),
    atPeakOfViews: once(async () => viewsContrasts(await byHour(), peaks.views)),
    atPeakOfConversion: once(async () => purchasesContrasts(await byHour(), peaks.conversion)),
    timesToPurchase: once(() => timesToPurchase(events, [peaks.conversion, peaks.views])),
  };
}
