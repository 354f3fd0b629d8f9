import { categories, funnel, purchases, retention, rfm, traffic } from 'tally';
import { taobao } from 'tally-studies';

/**
 * All that the study publishes, with the library's metrics: what `answers.mjs` compares, and the top 20, the curve of
 * categories and the distribution of purchases besides.
 *
 * @param {import('tally-studies').taobao.Events} events
 * @returns {Promise<import('./answers.mjs').Answers>}
 */
export async function publishedMetrics(events) {
  const cohorts = await retention.cohorts(events);
  await purchases.perBuyer(events, { type: 'buy' });
  return {
    events: events.accepted,
    concentration: await categoriesOf(events),
    funnel: await setsOf(events),
    segments: await segmentsOf(events),
    cohorts: cohorts.sizes.rows.map(({ users }) => users),
    retention: retention.curve(cohorts).rows.map(({ day, eligible, active }) => ({
      day,
      eligible,
      retained: active,
    })),
    hours: (await traffic.byHour(events, taobao.TRAFFIC)).rows.map(
      ({ hour, views, users, purchases, buyers }) => ({ hour, pv: views, users, purchases, buyers }),
    ),
  };
}

/** @param {import('tally-studies').taobao.Events} events */
async function categoriesOf(events) {
  const [bought] = (await categories.concentration(events, { type: 'buy', share: 0.8 })).rows;
  const needed = bought?.needed ?? 0;
  await categories.top(events, { type: 'buy', top: 20 });
  const ranks = await categories.ranks(events, { type: 'buy', also: [needed] });
  return {
    purchases: bought?.events ?? 0,
    categories: bought?.seen ?? 0,
    sold: bought?.active ?? 0,
    reaching80: needed,
    purchasesWithin: ranks.at({ place: needed }).cumulative.raw ?? 0,
  };
}

/** @param {import('tally-studies').taobao.Events} events */
async function segmentsOf(events) {
  const scored = await rfm(await purchases.buyers(events, { type: 'buy' }), {
    dimensions: ['recency', 'frequency'],
    cuts: taobao.CUTS,
    segments: taobao.SEGMENTS,
  });
  const sizes = await purchases.segments(scored);
  const of = (/** @type {import('tally-studies').taobao.SegmentKey} */ segment) => {
    const { users, purchases } = sizes.at({ segment });
    return { users: users.raw ?? 0, orders: purchases.raw ?? 0 };
  };
  return { vip: of('vip'), new: of('potential'), wake: of('wake'), lost: of('lost') };
}

/** @param {import('tally-studies').taobao.Events} events */
async function setsOf(events) {
  const sets = await funnel.sets(events, { steps: taobao.STEPS });
  const [found] = sets.summary.rows;
  if (found === undefined) throw new Error('The set funnel has no summary.');
  const { users, viewers, interested, buyers } = found;
  const { interestedAndBought, interestedNotBought, boughtNotInterested } = found;
  return {
    users,
    viewed: viewers,
    carted: sets.types.at({ type: 'cart' }).users.raw ?? 0,
    favored: sets.types.at({ type: 'fav' }).users.raw ?? 0,
    interested,
    bought: buyers,
    interestedAndBought,
    interestedNotBought,
    boughtNotInterested,
  };
}

/**
 * Users who viewed, then put into the cart or marked, then bought, all within a day: how many came to each step, and
 * their median seconds on the way.
 *
 * @param {import('tally-studies').taobao.Events} events
 */
export async function orderedFunnelOf(events) {
  const ordered = await funnel.ordered(events, { steps: taobao.STEPS, window: 86_400, unit: 'user' });
  return ordered.rows.map(({ units, censored, median }) => ({
    units,
    censored: censored ?? 0,
    median: median ?? 0,
  }));
}
