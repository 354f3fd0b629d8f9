import { RF_SEGMENT_KEYS } from '../../../metrics/events/rf/segments.js';
import type { RfSegmentSize } from '../../../metrics/events/rf/rf.js';
import { implemented, judge, type Finding } from '../finding.js';
import { meanOf } from './counts.js';
import { estimateOf, judgeEvents, percentOf, tooFew, type Compared } from './evidence.js';
import { PUBLISHED, type PublishedSegment } from './published.js';
import type { EventCheck, EventStudy } from './study.js';

const { segments: SEGMENTS } = PUBLISHED;
const PUBLISHED_MEAN = PUBLISHED.behaviors.buy / PUBLISHED.users.bought;
const STUDY_CUT = 4;

const OF_BUYERS =
  'Buyers of the segment / all buyers; their purchases / all purchases. R in days back from the last day.';

/** Section 3.3: buyers by recency and frequency. */
export const SEGMENT_CHECKS: Readonly<Record<string, EventCheck>> = {
  'T-3.3-DYN': async ({ file, segmentsByMean, segmentsByQuartile }) => {
    const [mean, quartile] = [(await segmentsByMean()).cuts, (await segmentsByQuartile()).cuts];
    const moving = quartile.recency === STUDY_CUT && quartile.frequency === STUDY_CUT;
    return judgeEvents(file, {
      computed: {
        meanRecency: mean.recency,
        meanPurchases: mean.frequency,
        upperQuartileOfRecency: quartile.recency,
        upperQuartileOfPurchases: quartile.frequency,
      },
      words: moving,
      doubts: tooFew(file),
      onlyAsDefined: true,
      definition:
        'A threshold is dynamic where it is computed from the data; the study does not say how. Tried: means and upper quartiles of buyers.',
      note: {
        'confirmed-as-defined':
          'Written down are two fixed numbers, 4 and 4. They are the upper quartiles of recency and of purchases; means would give {meanRecency} and {meanPurchases}.',
        contradicted:
          'Written down are two fixed numbers, 4 and 4. Means would give {meanRecency} and {meanPurchases}, upper quartiles {upperQuartileOfRecency} and {upperQuartileOfPurchases}.',
      },
    });
  },
  'T-3.3-RULE': async ({ segments }) => {
    const { asOf, buyers, segments: rows } = await segments();
    return implemented(
      { asOf, buyers, ...Object.fromEntries(rows.map((row) => [`users_${row.segment}`, row.users])) },
      'rfSegments, with these cuts unless others are given: each of {buyers} buyers is in one segment. R counts days back from {asOf}, which the study leaves unsaid.',
    );
  },
  'T-3.3-VIP': (study) => segmentShares(study, 'vip', true),
  'T-3.3-NEW': (study) => segmentShares(study, 'potential', true),
  'T-3.3-WAKE': async (study) => {
    const row = await segmentOf(study, 'wake');
    return judgeEvents(study.file, {
      computed: { users: row.users, percentOfAllUsers: ofAllUsers(study, row) },
      compared: {
        percentOfBuyers: await buyersCompared(study, 'wake'),
        perBuyer: { estimate: estimateOf(row.perHead, row.perHeadInterval), figure: '5.4' },
      },
      onlyAsDefined: true,
      definition: `${OF_BUYERS} Orders are rows of behavior buy.`,
      note: 'They are 2.0 percent of the buyers, not of all users ({percentOfAllUsers} percent).',
    });
  },
  'T-3.3-LOST': (study) => segmentShares(study, 'lost', false),
  'T-3.3-56': async (study) => {
    const { buyers, orders } = await study.segments();
    const row = await segmentOf(study, 'potential');
    const published = Number(SEGMENTS.potential.percentOfBuyers);
    return judge({
      computed: {
        percentOfBuyers: percentOf(row.users, buyers).value,
        percentMorePurchases: orders === 0 ? null : (100 * row.users) / orders,
        publishedPercent: published,
        publishedPercentMorePurchases: published / PUBLISHED_MEAN,
      },
      published: { publishedPercent: PUBLISHED.otherPotentialPercent },
      definition: 'Buyers of the segment / all buyers, as the study gives it itself (T-3.3-NEW).',
      note: {
        contradicted:
          'The same study gives 51.5 percent; here it is {percentOfBuyers}. One purchase more by each would be {publishedPercentMorePurchases} percent more purchases; of GMV nothing can be said without prices.',
      },
    });
  },
  'T-3.3-FREQ': async (study) => {
    const { buyers, orders, repeat, counts } = await study.purchases();
    const squares = counts.reduce((sum, row) => sum + row.buyers * row.purchases ** 2, 0);
    return judgeEvents(study.file, {
      computed: {
        buyers,
        orders,
        publishedBuyers: PUBLISHED.users.bought,
        publishedPurchases: PUBLISHED.behaviors.buy,
      },
      compared: {
        mean: { estimate: meanOf(buyers, orders, squares), figure: '2.998' },
        percentTwoOrMore: { estimate: percentOf(repeat.buyers, buyers), figure: '66.01' },
      },
      definition: 'Purchases / buyers; buyers with two purchases or more / buyers.',
      note: '{publishedPurchases} purchases of {publishedBuyers} buyers, as published elsewhere, come to the same mean.',
    });
  },
  'T-3.3-FIG1': async (study) => {
    const sum = (name: 'percentOfBuyers' | 'percentOfOrders') =>
      RF_SEGMENT_KEYS.reduce((all, segment) => all + Number(SEGMENTS[segment][name]), 0);
    const pairs = await Promise.all(
      RF_SEGMENT_KEYS.map(async (segment): Promise<[string, Compared][]> => [
        [`percentOfBuyers_${segment}`, await buyersCompared(study, segment)],
        [`percentOfOrders_${segment}`, await ordersCompared(study, segment)],
      ]),
    );
    return judgeEvents(study.file, {
      computed: {
        publishedSumOfBuyers: sum('percentOfBuyers'),
        publishedSumOfOrders: sum('percentOfOrders'),
      },
      compared: Object.fromEntries(pairs.flat()),
      onlyAsDefined: true,
      definition: OF_BUYERS,
      note: 'Shares of buyers, not of all users. The published ones add up to {publishedSumOfBuyers} and, rounded, {publishedSumOfOrders} percent.',
    });
  },
  'T-3.3-FIG2': async (study) => {
    const pairs = await Promise.all(
      RF_SEGMENT_KEYS.map(async (segment): Promise<[string, Compared]> => {
        const row = await segmentOf(study, segment);
        const figure = SEGMENTS[segment].perBuyer;
        return [`perBuyer_${segment}`, { estimate: estimateOf(row.perHead, row.perHeadInterval), figure }];
      }),
    );
    return judgeEvents(study.file, {
      computed: Object.fromEntries(
        RF_SEGMENT_KEYS.map((segment) => [`publishedPerBuyer_${segment}`, fromShares(segment)]),
      ),
      compared: Object.fromEntries(pairs),
      words: RF_SEGMENT_KEYS.every(fitsShares),
      definition: 'Purchases / buyers of the segment.',
      note: {
        confirmed:
          'The published shares, times the published mean of 2.998, give the same within their rounding: {publishedPerBuyer_vip}, {publishedPerBuyer_wake}, {publishedPerBuyer_potential}, {publishedPerBuyer_lost}.',
      },
    });
  },
};

async function segmentShares(
  study: EventStudy,
  segment: PublishedSegment,
  ofUsers: boolean,
): Promise<Finding> {
  const row = await segmentOf(study, segment);
  return judgeEvents(study.file, {
    computed: { users: row.users, orders: row.orders, percentOfAllUsers: ofAllUsers(study, row) },
    compared: {
      percentOfBuyers: await buyersCompared(study, segment),
      percentOfOrders: await ordersCompared(study, segment),
    },
    onlyAsDefined: ofUsers,
    definition: OF_BUYERS,
    note: ofUsers
      ? {
          'confirmed-as-defined':
            'The share is one of buyers. Of all users it is {percentOfAllUsers} percent.',
        }
      : '',
  });
}

async function segmentOf({ segments }: EventStudy, segment: PublishedSegment): Promise<RfSegmentSize> {
  const { segments: rows } = await segments();
  const row = rows.find((candidate) => candidate.segment === segment);
  if (row === undefined) throw new TypeError(`rfSegments gives no row for ${segment}.`);
  return row;
}

const ofAllUsers = ({ file }: EventStudy, { users }: RfSegmentSize) => (100 * users) / file.users;

async function buyersCompared(study: EventStudy, segment: PublishedSegment): Promise<Compared> {
  const { buyers } = await study.segments();
  const { users } = await segmentOf(study, segment);
  return { estimate: percentOf(users, buyers), figure: SEGMENTS[segment].percentOfBuyers };
}

async function ordersCompared(study: EventStudy, segment: PublishedSegment): Promise<Compared> {
  const { ordersShare, ordersInterval } = await segmentOf(study, segment);
  return {
    estimate: estimateOf(ordersShare, ordersInterval, 100),
    figure: SEGMENTS[segment].percentOfOrders,
  };
}

/** Orders per buyer that the published shares of orders and buyers come to. */
function fromShares(segment: PublishedSegment): number {
  const { percentOfOrders, percentOfBuyers } = SEGMENTS[segment];
  return (Number(percentOfOrders) / Number(percentOfBuyers)) * PUBLISHED_MEAN;
}

/** Whether the published orders per buyer fit the published shares, which are rounded to a tenth of a percent. */
function fitsShares(segment: PublishedSegment): boolean {
  const { percentOfOrders, percentOfBuyers, perBuyer } = SEGMENTS[segment];
  const [orders, buyers] = [Number(percentOfOrders), Number(percentOfBuyers)];
  const low = ((orders - 0.05) / (buyers + 0.05)) * PUBLISHED_MEAN;
  const high = ((orders + 0.05) / (buyers - 0.05)) * PUBLISHED_MEAN;
  return Number(perBuyer) >= low - 0.005 && Number(perBuyer) <= high + 0.005;
}
