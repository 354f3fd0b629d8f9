import { performance } from 'node:perf_hooks';
import { partOptions } from '../options.mjs';
import { peakOf } from '../peak.mjs';
import { findPolars } from './polars.mjs';

const START = Date.parse('2017-11-25T00:00:00+08:00') / 1000;
const END = Date.parse('2017-12-04T00:00:00+08:00') / 1000;
const DAY = 86_400;
const DAYS = (END - START) / DAY;
const BEHAVIORS = ['pv', 'cart', 'fav', 'buy'];

const { csv, threads } = partOptions();
process.env['POLARS_MAX_THREADS'] = String(threads);
const { default: pl } = await import(/** @type {string} */ (findPolars()));
const { col, lit } = pl;

const began = performance.now();
const steps = {};
const events = await timed('scan', scan);
const answers = await timed('metrics', async () => ({
  events: events.height,
  concentration: await concentration(),
  ...(await users()),
  ...(await retention()),
  hours: await hours(),
}));
const seconds = (performance.now() - began) / 1000;
console.log(JSON.stringify({ seconds, steps, peakBytes: peakOf(), answers }));

/** @template T @param {string} name @param {() => Promise<T>} work @returns {Promise<T>} */
async function timed(name, work) {
  const from = performance.now();
  const result = await work();
  steps[name] = (performance.now() - from) / 1000;
  return result;
}

/** What the questions need of the file: items are never read, text and times become small numbers. */
function scan() {
  const since = col('time').minus(START);
  const behavior = col('behavior');
  return pl
    .scanCSV(csv, {
      hasHeader: false,
      schema: { user: pl.Int64, item: pl.Int64, category: pl.Int64, behavior: pl.Utf8, time: pl.Int64 },
    })
    .filter(col('time').gtEq(START).and(col('time').lt(END)).and(behavior.isIn(BEHAVIORS)))
    .select(
      col('user'),
      col('category'),
      ...BEHAVIORS.map((name) => behavior.eq(lit(name)).alias(name)),
      since.div(DAY).cast(pl.Int8).alias('day'),
      since.modulo(DAY).div(3600).cast(pl.Int8).alias('hour'),
    )
    .collect();
}

async function concentration() {
  const before = col('running').minus(col('n'));
  const sold = await first(
    events
      .lazy()
      .filter(col('buy'))
      .groupBy('category')
      .agg(pl.len().alias('n'))
      .sort({ by: [col('n'), col('category')], descending: [true, false] })
      .withColumns(col('n').cumSum().alias('running'))
      .withColumns(before.lt(col('n').sum().mul(0.8)).alias('within'))
      .select(
        col('n').sum().alias('purchases'),
        pl.len().alias('sold'),
        col('within').sum().alias('reaching80'),
        col('n').filter(col('within')).sum().alias('purchasesWithin'),
      ),
  );
  const all = await first(events.lazy().select(col('category').nUnique().alias('categories')));
  return { ...sold, ...all };
}

/** The funnel and the segments, both from one row a user. */
async function users() {
  const rows = await events
    .lazy()
    .groupBy('user')
    .agg(
      ...BEHAVIORS.map((name) => col(name).any().alias(name)),
      col('buy').sum().alias('orders'),
      col('day').filter(col('buy')).max().alias('last'),
    )
    .withColumns(col('cart').or(col('fav')).alias('interested'))
    .collect();
  const [interested, bought] = [col('interested'), col('buy')];
  const funnel = await first(
    rows
      .lazy()
      .select(
        pl.len().alias('users'),
        col('pv').sum().alias('viewed'),
        col('cart').sum().alias('carted'),
        col('fav').sum().alias('favored'),
        interested.sum().alias('interestedUsers'),
        bought.sum().alias('bought'),
        interested.and(bought).sum().alias('interestedAndBought'),
        interested.and(bought.not()).sum().alias('interestedNotBought'),
        bought.and(interested.not()).sum().alias('boughtNotInterested'),
      ),
  );
  const { interestedUsers, ...others } = funnel;
  return { funnel: { ...others, interested: interestedUsers }, segments: await segments(rows) };
}

async function segments(rows) {
  const [recent, frequent] = [
    lit(DAYS - 1)
      .minus(col('last'))
      .ltEq(4),
    col('orders').gtEq(4),
  ];
  const counted = await rows
    .lazy()
    .filter(col('buy'))
    .groupBy([recent.alias('recent'), frequent.alias('frequent')])
    .agg(pl.len().alias('users'), col('orders').sum())
    .collect();
  const found = counted.toRecords();
  const of = (isRecent, isFrequent) => {
    const row = found.find(({ recent, frequent }) => recent === isRecent && frequent === isFrequent);
    return { users: row?.users ?? 0, orders: row?.orders ?? 0 };
  };
  return { vip: of(true, true), new: of(true, false), wake: of(false, true), lost: of(false, false) };
}

async function retention() {
  const counted = await events
    .lazy()
    .select(col('user'), col('day'))
    .unique()
    .withColumns(col('day').min().over('user').alias('first'))
    .groupBy(['first', 'day'])
    .agg(pl.len().alias('users'))
    .collect();
  const days = Array.from({ length: DAYS }, (_, day) => day);
  const cells = new Map(counted.toRecords().map(({ first, day, users }) => [`${first} ${day}`, users]));
  const at = (cohort, n) => cells.get(`${cohort} ${cohort + n}`) ?? 0;
  const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
  const cohorts = days.map((cohort) => at(cohort, 0));
  return {
    cohorts,
    retention: days.map((day) => ({
      day,
      eligible: sum(cohorts.slice(0, DAYS - day)),
      retained: sum(days.map((cohort) => at(cohort, day))),
    })),
  };
}

async function hours() {
  const rows = await events
    .lazy()
    .groupBy('hour')
    .agg(
      col('pv').sum(),
      col('user').nUnique().alias('users'),
      col('buy').sum().alias('purchases'),
      col('user').filter(col('buy')).nUnique().alias('buyers'),
    )
    .sort('hour')
    .collect();
  return rows.toRecords();
}

async function first(frame) {
  const [row] = (await frame.collect()).toRecords();
  return row;
}
