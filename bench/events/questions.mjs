import {
  categoryRanks,
  concentration,
  orderedFunnel,
  purchasesPerBuyer,
  retentionCohorts,
  retentionCurve,
  rfSegments,
  setFunnel,
  topCategories,
  trafficByHour,
} from 'tally';

/**
 * All that the study publishes, with the library's metrics: what `answers.mjs` compares, and the top 20, the curve of
 * categories and the distribution of purchases besides.
 *
 * @param {import('tally').Engine} engine
 * @param {import('tally').LoadedEvents} events
 * @returns {Promise<import('./answers.mjs').Answers>}
 */
export async function publishedMetrics(engine, events) {
  const cells = await retentionCohorts(engine, events);
  await purchasesPerBuyer(engine, events.users);
  return {
    events: events.accepted,
    concentration: await categoriesOf(engine, events),
    funnel: await funnelOf(engine, events),
    segments: await segmentsOf(engine, events),
    cohorts: cells.filter(({ day }) => day === 0).map(({ size }) => size),
    retention: retentionCurve(cells).map(({ day, eligible, onDay }) => ({ day, eligible, retained: onDay })),
    hours: (await trafficByHour(engine, events)).map(({ hour, pv, users, purchases, buyers }) => ({
      hour,
      pv,
      users,
      purchases,
      buyers,
    })),
  };
}

/** @param {import('tally').Engine} engine @param {import('tally').LoadedEvents} events */
async function categoriesOf(engine, { categories }) {
  const { total, seen, active, needed } = await concentration(engine, categories, { share: 0.8 });
  await topCategories(engine, categories, { top: 20 });
  const ranks = await categoryRanks(engine, categories, { also: [needed ?? 1] });
  const within = ranks.find(({ place }) => place === needed)?.cumulative ?? 0;
  return {
    purchases: total,
    categories: seen,
    sold: active,
    reaching80: needed ?? 0,
    purchasesWithin: within,
  };
}

/** @param {import('tally').Engine} engine @param {import('tally').LoadedEvents} events */
async function segmentsOf(engine, events) {
  const { segments } = await rfSegments(engine, events, {
    cuts: { mode: 'fixed', recency: 4, frequency: 4 },
  });
  const of = (/** @type {string} */ name) => {
    const { users, orders } = segments.find(({ segment }) => segment === name) ?? { users: 0, orders: 0 };
    return { users, orders };
  };
  return { vip: of('vip'), new: of('potential'), wake: of('wake'), lost: of('lost') };
}

/** @param {import('tally').Engine} engine @param {import('tally').LoadedEvents} events */
async function funnelOf(engine, events) {
  const funnel = await setFunnel(engine, events);
  const { users, viewers, cartUsers, favUsers, interested, buyers } = funnel;
  const { interestedAndBought, interestedNotBought, boughtNotInterested } = funnel;
  return {
    users,
    viewed: viewers,
    carted: cartUsers,
    favoured: favUsers,
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
 * @param {import('tally').Engine} engine
 * @param {import('tally').LoadedEvents} events
 */
export async function orderedFunnelOf(engine, events) {
  const steps = await orderedFunnel(engine, events, {
    steps: [
      { name: 'viewed', behaviors: ['pv'] },
      { name: 'interested', behaviors: ['cart', 'fav'] },
      { name: 'bought', behaviors: ['buy'] },
    ],
    window: 86_400,
    unit: 'user',
  });
  return steps.map(({ units, censored, median }) => ({
    units,
    censored: censored ?? 0,
    median: median ?? 0,
  }));
}
