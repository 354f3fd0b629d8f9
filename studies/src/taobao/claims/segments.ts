import { id, sql } from 'tally';
import { type Compared, type Judgment, implemented, judge, judgeSample, known, shareOf } from 'tally/claims';
import { percent, share } from '../evidence.js';
import type { TaobaoFigures } from '../figures.js';
import { PUBLISHED } from '../published.js';
import { CUTS, SEGMENT_KEYS, type SegmentKey } from '../segments.js';
import { type TaobaoClaim, defineClaim } from '../claim.js';
import { userRatios } from '../user-ratios.js';
import { quartileTests } from '../user-segments.js';
import { only } from '../../study/only.js';
import { total } from '../../study/total.js';

const { segments: SEGMENTS } = PUBLISHED;
const DIMENSIONS = ['recency', 'frequency'] as const;
const PUBLISHED_MEAN = PUBLISHED.behaviors.buy / PUBLISHED.users.bought;

type SegmentSize = Awaited<ReturnType<TaobaoFigures['segments']>>[number];

const OF_BUYERS =
  'Buyers of the segment / all buyers; their purchases / all purchases. R in days before the last day.';

/** Section 3.3: buyers by recency and frequency. */
export const SEGMENT_CLAIMS: readonly TaobaoClaim[] = [
  defineClaim({
    id: 'T-3.3-DYN',
    section: '3.3',
    kind: 'statement',
    published: 'The RFM thresholds are said to be dynamic.',
    publishedZh: 'RFM阈值为动态设定。',
    check: async ({ file, buyers, meanCuts, upperQuartiles }) => {
      const [mean, quartile] = [await meanCuts(), await upperQuartiles()];
      const moving = DIMENSIONS.every((dimension) => quartile[dimension][0] === CUTS[dimension][0]);
      return judgeSample(file, {
        computed: {
          meanRecency: mean.recency[0],
          meanPurchases: mean.frequency[0],
          upperQuartileOfRecency: quartile.recency[0],
          upperQuartileOfPurchases: quartile.frequency[0],
        },
        words: !file.whole || moving,
        tests: file.whole ? {} : await quartileTests(await buyers()),
        onlyAsDefined: true,
        definition:
          'A threshold is dynamic if it is computed from the data; the study does not say how. Tried here: means and upper quartiles over buyers.',
        note: {
          'confirmed-as-defined':
            'The study states two fixed numbers, 4 and 4. They are the upper quartiles of recency and of purchases; means would give {meanRecency} and {meanPurchases}.',
          contradicted:
            'The study states two fixed numbers, 4 and 4. Means would give {meanRecency} and {meanPurchases}, upper quartiles {upperQuartileOfRecency} and {upperQuartileOfPurchases}.',
        },
      });
    },
  }),
  defineClaim({
    id: 'T-3.3-RULE',
    section: '3.3',
    kind: 'rule',
    published:
      'Core VIP (核心 VIP 用户): R≤4 and F≥4; Potential new (潜力新客): R≤4 and F<4; Regular to wake (需唤醒老客): R>4 and F≥4; all others Lost (流失).',
    publishedZh: '核心VIP用户：R≤4且F≥4；潜力新客：R≤4且F<4；需唤醒老客：R>4且F≥4；其余为流失。',
    check: async ({ buyers, segments }) => {
      const [{ asOf }, rows] = [await buyers(), await segments()];
      return implemented(
        {
          asOf,
          buyers: sumOf(rows, 'users'),
          ...Object.fromEntries(rows.map((row) => [`users_${row.segment}`, row.users])),
        },
        'rfm with these cuts (taobao.CUTS): each of {buyers} buyers is in one segment. R counts days back from {asOf}; the study does not state its reference date.',
      );
    },
  }),
  defineClaim({
    id: 'T-3.3-VIP',
    section: '3.3',
    kind: 'statement',
    published: 'Core VIP (核心 VIP 用户) makes up 25.6% of users with 54.4% of orders.',
    publishedZh: '核心VIP用户占用户的25.6%，贡献54.4%的订单。',
    check: (study) => segmentShares(study, 'vip', true),
  }),
  defineClaim({
    id: 'T-3.3-NEW',
    section: '3.3',
    kind: 'statement',
    published: 'Potential new (潜力新客) makes up 51.5% of users with 31.8% of orders.',
    publishedZh: '潜力新客占用户的51.5%，贡献31.8%的订单。',
    check: (study) => segmentShares(study, 'potential', true),
  }),
  defineClaim({
    id: 'T-3.3-WAKE',
    section: '3.3',
    kind: 'statement',
    published: 'Regular to wake (需唤醒老客) makes up 2.0% of users, with 5.4 orders per user.',
    publishedZh: '需唤醒老客占用户的2.0%，人均5.4单。',
    check: async (study) => {
      const row = await segmentOf(study, 'wake');
      return judgeSample(study.file, {
        computed: { users: row.users, percentOfAllUsers: ofAllUsers(study, row) },
        compared: {
          percentOfBuyers: await buyersCompared(study, 'wake'),
          perBuyer: await perBuyerCompared(study, 'wake', PUBLISHED.perBuyerToWake),
        },
        onlyAsDefined: true,
        definition: `${OF_BUYERS} Orders are rows with behavior buy.`,
        note: 'They are 2.0 percent of the buyers, not of all users ({percentOfAllUsers} percent).',
      });
    },
  }),
  defineClaim({
    id: 'T-3.3-LOST',
    section: '3.3',
    kind: 'figure-or-table',
    published: 'Lost (流失) makes up 20.9% of buyers with 10.2% of orders, as read from the chart.',
    publishedZh: '据图读数，流失用户占购买用户的20.9%，贡献10.2%的订单。',
    check: (study) => segmentShares(study, 'lost', false),
  }),
  defineClaim({
    id: 'T-3.3-56',
    section: '3.3',
    kind: 'statement',
    published:
      'If these 56% of users (Potential new, 潜力新客) each bought 1 more time, GMV is said to rise markedly.',
    publishedZh: '若这56%的用户（潜力新客）每人多买1次，GMV将显著增长。',
    check: async (study) => {
      const rows = await study.segments();
      const [buyers, orders] = [sumOf(rows, 'users'), sumOf(rows, 'purchases')];
      const row = await segmentOf(study, 'potential');
      const published = Number(SEGMENTS.potential.percentOfBuyers);
      return judge({
        computed: {
          percentOfBuyers: shareOf(row.users, buyers).value,
          percentMorePurchases: orders === 0 ? null : (100 * row.users) / orders,
          publishedPercent: published,
          publishedPercentMorePurchases: published / PUBLISHED_MEAN,
        },
        published: { publishedPercent: PUBLISHED.otherPotentialPercent },
        definition: 'Buyers of the segment / all buyers, as the study itself gives elsewhere (T-3.3-NEW).',
        note: {
          contradicted:
            'The same study also gives 51.5 percent; here it is {percentOfBuyers} percent. One more purchase by each would mean {publishedPercentMorePurchases} percent more purchases; without prices nothing can be said about GMV.',
        },
      });
    },
  }),
  defineClaim({
    id: 'T-3.3-FREQ',
    section: '3.3',
    kind: 'statement',
    published:
      "Purchases per buyer, from the author's notebook: a mean of 2.998, and >=2 purchases for 66.01% of them.",
    publishedZh: '购买用户的购买次数，见作者的笔记本：均值2.998，66.01%的用户购买2次及以上。',
    check: async (study) => {
      const { buyers, purchases: orders, repeatBuyers } = only((await study.purchases()).summary);
      const table = await study.buyers();
      const perBuyer = [{ x: id('purchases'), y: sql`1` }];
      const { mean } = await userRatios(table.engine, sql`SELECT purchases FROM ${table}`, {
        mean: perBuyer,
      });
      return judgeSample(study.file, {
        computed: {
          buyers,
          orders,
          publishedBuyers: PUBLISHED.users.bought,
          publishedPurchases: PUBLISHED.behaviors.buy,
        },
        compared: {
          mean: { estimate: mean, figure: PUBLISHED.frequency.mean, kind: 'number' },
          percentTwoOrMore: share(repeatBuyers, buyers, PUBLISHED.frequency.percentTwoOrMore),
        },
        definition: 'Purchases / buyers; buyers with two purchases or more / buyers.',
        note: '{publishedPurchases} purchases by {publishedBuyers} buyers, published elsewhere, give the same mean.',
      });
    },
  }),
  defineClaim({
    id: 'T-3.3-FIG1',
    section: '3.3',
    kind: 'figure-or-table',
    published:
      'Shares of users and orders by class, in the chart RFM_cust.png: Core VIP 25.6/54.4, Lost 20.9/10.2, Potential new 51.5/31.8, Regular to wake 2.0/3.7.',
    check: async (study) => {
      const sum = (name: 'percentOfBuyers' | 'percentOfOrders') =>
        SEGMENT_KEYS.reduce((all, segment) => all + Number(SEGMENTS[segment][name]), 0);
      const pairs = await Promise.all(
        SEGMENT_KEYS.map(async (segment): Promise<[string, Compared][]> => [
          [`percentOfBuyers_${segment}`, await buyersCompared(study, segment)],
          [`percentOfOrders_${segment}`, await ordersCompared(study, segment)],
        ]),
      );
      return judgeSample(study.file, {
        computed: {
          publishedSumOfBuyers: sum('percentOfBuyers'),
          publishedSumOfOrders: sum('percentOfOrders'),
        },
        compared: Object.fromEntries(pairs.flat()),
        onlyAsDefined: true,
        definition: OF_BUYERS,
        note: 'Shares of buyers, not of all users. The published shares add up to {publishedSumOfBuyers} and, because of rounding, {publishedSumOfOrders} percent.',
      });
    },
  }),
  defineClaim({
    id: 'T-3.3-FIG2',
    section: '3.3',
    kind: 'figure-or-table',
    published:
      'Orders per user by class, in the chart RFM_order_cust.png: Core VIP 6.37, Regular to wake 5.39, Potential new 1.85, Lost 1.47.',
    check: async (study) => {
      const pairs = await Promise.all(
        SEGMENT_KEYS.map(async (segment): Promise<[string, Compared]> => {
          return [`perBuyer_${segment}`, await perBuyerCompared(study, segment, SEGMENTS[segment].perBuyer)];
        }),
      );
      return judgeSample(study.file, {
        computed: Object.fromEntries(
          SEGMENT_KEYS.map((segment) => [`publishedPerBuyer_${segment}`, fromShares(segment)]),
        ),
        compared: Object.fromEntries(pairs),
        words: SEGMENT_KEYS.every(fitsShares),
        definition: 'Purchases / buyers of the segment.',
        note: {
          confirmed:
            'The published shares, multiplied by the published mean of 2.998, give the same to within rounding: {publishedPerBuyer_vip}, {publishedPerBuyer_wake}, {publishedPerBuyer_potential}, {publishedPerBuyer_lost}.',
        },
      });
    },
  }),
];

async function segmentShares(study: TaobaoFigures, segment: SegmentKey, ofUsers: boolean): Promise<Judgment> {
  const row = await segmentOf(study, segment);
  return judgeSample(study.file, {
    computed: { users: row.users, orders: row.purchases, percentOfAllUsers: ofAllUsers(study, row) },
    compared: {
      percentOfBuyers: await buyersCompared(study, segment),
      percentOfOrders: await ordersCompared(study, segment),
    },
    onlyAsDefined: ofUsers,
    definition: OF_BUYERS,
    note: ofUsers
      ? {
          'confirmed-as-defined':
            'The share is a share of buyers. As a share of all users it is {percentOfAllUsers} percent.',
        }
      : '',
  });
}

async function segmentOf({ segments }: TaobaoFigures, segment: SegmentKey): Promise<SegmentSize> {
  const row = (await segments()).find((candidate) => candidate.segment === segment);
  if (row === undefined) throw new TypeError(`purchases.segments gives no row for ${segment}.`);
  return row;
}

const sumOf = (rows: readonly SegmentSize[], name: 'users' | 'purchases') =>
  total(rows.map((row) => row[name]));

const ofAllUsers = ({ file }: TaobaoFigures, { users }: SegmentSize) => (100 * users) / file.users;

async function buyersCompared(study: TaobaoFigures, segment: SegmentKey): Promise<Compared> {
  const buyers = sumOf(await study.segments(), 'users');
  const { users } = await segmentOf(study, segment);
  return share(users, buyers, SEGMENTS[segment].percentOfBuyers);
}

async function ordersCompared(study: TaobaoFigures, segment: SegmentKey): Promise<Compared> {
  const estimate = study.file.whole
    ? known(percent((await segmentOf(study, segment)).purchasesShare))
    : (await study.segmentEstimates())[segment].orders;
  return { estimate, figure: SEGMENTS[segment].percentOfOrders, kind: 'percent' };
}

async function perBuyerCompared(
  study: TaobaoFigures,
  segment: SegmentKey,
  figure: string,
): Promise<Compared> {
  const estimate = study.file.whole
    ? known((await segmentOf(study, segment)).perBuyer)
    : (await study.segmentEstimates())[segment].perBuyer;
  return { estimate, figure, kind: 'number' };
}

/** Orders per buyer that the published shares of orders and buyers come to. */
function fromShares(segment: SegmentKey): number {
  const { percentOfOrders, percentOfBuyers } = SEGMENTS[segment];
  return (Number(percentOfOrders) / Number(percentOfBuyers)) * PUBLISHED_MEAN;
}

/** Whether the published orders per buyer fit the published shares, which are rounded to a tenth of a percent. */
function fitsShares(segment: SegmentKey): boolean {
  const { percentOfOrders, percentOfBuyers, perBuyer } = SEGMENTS[segment];
  const [orders, buyers] = [Number(percentOfOrders), Number(percentOfBuyers)];
  const low = ((orders - 0.05) / (buyers + 0.05)) * PUBLISHED_MEAN;
  const high = ((orders + 0.05) / (buyers - 0.05)) * PUBLISHED_MEAN;
  return Number(perBuyer) >= low - 0.005 && Number(perBuyer) <= high + 0.005;
}
