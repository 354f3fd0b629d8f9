import type { LoadedEvents } from '../../../data/events/load.js';
import type { Engine } from '../../../engine/engine.js';
import { sql } from '../../../engine/sql.js';
import { concentration } from '../../../metrics/events/concentration.js';
import { purchasesPerBuyer } from '../../../metrics/events/purchases.js';
import { setFunnel } from '../../../metrics/events/funnel/setFunnel.js';
import { activityByDate } from '../../../metrics/events/retention/calendar.js';
import { retentionCohorts } from '../../../metrics/events/retention/cohorts.js';
import { retentionCurve } from '../../../metrics/events/retention/curve.js';
import { rfSegments } from '../../../metrics/events/rf/rf.js';
import { topCategories } from '../../../metrics/events/topCategories.js';
import { trafficByDay } from '../../../metrics/events/traffic/days.js';
import { trafficByHour } from '../../../metrics/events/traffic/hours.js';
import type { Finding } from '../finding.js';
import { once } from '../once.js';
import { behaviorCounts, hourSpreads, timesToPurchase } from './counts.js';
import type { JudgedFile } from './evidence.js';
import { PUBLISHED } from './published.js';

/** Recomputes one published claim of the study of the marketplace. */
export type EventCheck = (study: EventStudy) => Promise<Finding> | Finding;

/** The results that several claims rest on, each computed when first asked for and then kept. */
export type EventStudy = Awaited<ReturnType<typeof openEventStudy>>;

/** A file with so large a part of the published rows, or so many times as many, counts as the whole one. */
const NEARLY_ALL = 0.99;

/** Opens the study of loaded events. */
export async function openEventStudy(engine: Engine, loaded: LoadedEvents) {
  const funnel = await setFunnel(engine, loaded);
  const part = loaded.rows / PUBLISHED.rows;
  const file: JudgedFile = { whole: part >= NEARLY_ALL && part <= 1 / NEARLY_ALL, users: funnel.users };
  const cells = once(() => retentionCohorts(engine, loaded));
  return {
    engine,
    loaded,
    file,
    funnel,
    behaviors: once(() => behaviorCounts(engine, loaded.users)),
    concentration: once(() => concentration(engine, loaded.categories)),
    top: once(() => topCategories(engine, loaded.categories, { top: 20 })),
    segments: once(() => rfSegments(engine, loaded)),
    segmentsByMean: once(() => rfSegments(engine, loaded, { cuts: { mode: 'mean' } })),
    segmentsByQuartile: once(() =>
      rfSegments(engine, loaded, { cuts: { mode: 'quantile', recency: 0.75, frequency: 0.75 } }),
    ),
    purchases: once(() => purchasesPerBuyer(engine, loaded.users)),
    cells,
    curve: once(async () => retentionCurve(await cells())),
    dates: once(async () => activityByDate(await cells())),
    days: once(() => trafficByDay(engine, loaded)),
    /** Hours of the last day in which anything happened. */
    hoursOfLastDay: once(async () => {
      const { hours } = await engine.one(
        sql`SELECT count(*) AS hours FROM ${loaded.hours} WHERE "day" = ${loaded.window.days.length - 1}`,
        { hours: 'integer' },
      );
      return hours;
    }),
    hours: once(() => trafficByHour(engine, loaded)),
    /** How much hours differ from user to user: only of a sample, since it reads the events. */
    hourSpreads: once(() => hourSpreads(engine, loaded, funnel.users)),
    /** Minutes from the first view of an item to its purchase, by hour of the purchase. */
    timesToPurchase: once(() => timesToPurchase(engine, loaded, [10, 21])),
  };
}
