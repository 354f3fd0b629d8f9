import { portrait, sql } from 'tally';
import { implemented, judge } from 'tally/claims';
import { cells } from '../../study/cells.js';
import { FREQUENCY_BANDS, ORDER_VALUE_BANDS, SPENDING_BANDS } from '../bands.js';
import { type DouyinClaim, defineClaim } from '../claim.js';
import { percent } from './cross.js';

const shares = {
  users: (row: { readonly users: number }) => row.users,
  percent: (row: { readonly share: number }) => 100 * row.share,
};

/** A mean that exceeds its median by less than this factor is not raised by a few users. */
const PULLED_UP = 1.1;

/** Section 4.2.3: what the users are worth. */
export const SPENDING_CLAIMS: readonly DouyinClaim[] = [
  defineClaim({
    id: 'D-4.2.3-FREQ-D',
    section: '4.2.3',
    kind: 'statement',
    published:
      'Mean, minimum and maximum purchase frequency, published as an image; the text rounds the mean to about 7 purchases.',
    check: async ({ summaries }) => {
      const { purchase_frequency: purchases } = await summaries();
      return judge({
        computed: { mean: purchases.mean, min: purchases.min, max: purchases.max, median: purchases.median },
        published: { mean: '7' },
        definition: 'Purchases per user.',
      });
    },
  }),
  defineClaim({
    id: 'D-4.2.3-AOV-D',
    section: '4.2.3',
    kind: 'statement',
    published:
      'Mean, minimum and maximum average order value, published as an image; the text gives a mean of 838 yuan.',
    publishedZh: '客单价的均值、最小值和最大值以图片发布；正文给出的均值为838元。',
    check: async ({ summaries, orderValue }) => {
      const { average_order_value: value } = await summaries();
      const worth = await orderValue();
      return judge({
        computed: {
          meanOfUsers: worth.meanOfUsers.raw,
          min: value.min,
          max: value.max,
          spendingPerOrder: worth.perOrder.raw,
          median: worth.medianOfUsers.raw,
        },
        published: { meanOfUsers: '838' },
        definition:
          'Mean over users of their average order values, each user counted once. Spending / orders is a different number.',
        onlyAsDefined: true,
        note: {
          'confirmed-as-defined':
            'The average order is {spendingPerOrder} yuan; the median user averages {median}.',
        },
      });
    },
  }),
  defineClaim({
    id: 'D-4.2.3-SPEND-D',
    section: '4.2.3',
    kind: 'statement',
    published:
      'Mean, minimum and maximum total spending, published as an image; the text gives a mean of about 2437 yuan.',
    check: async ({ summaries }) => {
      const { total_spending: spending } = await summaries();
      return judge({
        computed: { mean: spending.mean, min: spending.min, max: spending.max, median: spending.median },
        published: { mean: '2437' },
        definition: 'Total spending per user, in yuan.',
      });
    },
  }),
  defineClaim({
    id: 'D-4.2.3-C1',
    section: '4.2.3',
    kind: 'statement',
    published:
      'The average user makes about 7 purchases of 838 yuan each and spends about 2437 yuan in total.',
    publishedZh: '人均购买约7次，每次838元，累计消费约2437元。',
    check: async ({ summaries, orderValue }) => {
      const { purchase_frequency: purchases, total_spending: spending } = await summaries();
      const worth = await orderValue();
      return judge({
        computed: {
          purchases: purchases.mean,
          perOrder: worth.perOrder.raw,
          meanOfUsers: worth.meanOfUsers.raw,
          spending: spending.mean,
          purchasesTimesMeanOfUsers: purchases.mean * (worth.meanOfUsers.raw ?? NaN),
        },
        published: { purchases: '7', perOrder: '838', spending: '2437' },
        definition: 'Average value of a purchase: total spending / total purchases.',
        note: {
          contradicted:
            "The three figures are inconsistent: {purchases} purchases at {meanOfUsers} would be {purchasesTimesMeanOfUsers}. The mean of users' averages is not the average value of a purchase.",
        },
      });
    },
  }),
  defineClaim({
    id: 'D-4.2.3-C2',
    section: '4.2.3',
    kind: 'statement',
    published:
      'The wide range between minimum and maximum shows that a few frequent big spenders raise the means.',
    publishedZh: '最小值与最大值相差悬殊，说明少数高频高消费用户拉高了均值。',
    check: async ({ users, summaries }) => {
      const { total_spending: spending, purchase_frequency: purchases } = await summaries();
      const spread = (await portrait.inequality(users, 'total_spending', { top: 0.2 })).at();
      const ratios = [spending.mean / spending.median, purchases.mean / purchases.median];
      return judge({
        computed: {
          meanSpending: spending.mean,
          medianSpending: spending.median,
          meanPurchases: purchases.mean,
          medianPurchases: purchases.median,
          gini: spread.gini.raw,
          percentOfSpendingByTop20Percent: percent(spread.topShare.raw),
        },
        words: spending.max > 10 * spending.min,
        concludes: ratios.every((ratio) => ratio >= PULLED_UP),
        definition: `A few users raise the mean if it exceeds the median by a factor of ${PULLED_UP} or more.`,
        note: {
          unsupported:
            'The range is wide, but mean spending, {meanSpending}, is close to the median, {medianSpending}; for purchases the two are {meanPurchases} and {medianPurchases}. The top fifth accounts for {percentOfSpendingByTop20Percent} percent of spending.',
        },
      });
    },
  }),
  defineClaim({
    id: 'D-4.2.3-FREQ-BIN',
    section: '4.2.3',
    kind: 'figure-or-table',
    published: 'Users by purchase frequency in 4 bins (<5, 5-10, 11-15, >15), published as an image.',
    check: async ({ purchases }) => {
      const rows = await purchases();
      return judge({
        computed: cells(rows, (row) => FREQUENCY_BANDS[row.band].label, shares),
        published: { percent_over_15: { below: 10 } },
        definition:
          'Bands of purchases: under 5, 5-10, 11-15, over 15; the image is judged by the figures quoted in the text.',
      });
    },
  }),
  defineClaim({
    id: 'D-4.2.3-FREQ-C1',
    section: '4.2.3',
    kind: 'statement',
    published: 'About 73% of users have a purchase frequency of 1-10.',
    publishedZh: '购买1-10次的用户约占73%。',
    check: async ({ purchases }) => {
      const [few, some] = await purchases();
      return judge({
        computed: {
          percent: 100 * ((few?.share ?? 0) + (some?.share ?? 0)),
          users: (few?.users ?? 0) + (some?.users ?? 0),
        },
        published: { percent: '73' },
        definition: 'Users with 1 to 10 purchases / all users.',
      });
    },
  }),
  defineClaim({
    id: 'D-4.2.3-FREQ-C2',
    section: '4.2.3',
    kind: 'statement',
    published: 'Users with >15 purchases make up <10% of all users and are called the high-value core.',
    publishedZh: '购买15次以上的用户不足10%，是高价值用户的核心。',
    check: async ({ users, purchases }) => {
      const most = (await purchases()).at(-1);
      const groups = await users.engine.one(
        sql`SELECT CAST(avg(total_spending) FILTER (WHERE purchase_frequency > 15) AS DOUBLE) AS frequent,
        CAST(avg(total_spending) FILTER (WHERE purchase_frequency <= 15) AS DOUBLE) AS others,
        100 * CAST(sum(total_spending) FILTER (WHERE purchase_frequency > 15) AS DOUBLE)
          / nullif(sum(total_spending), 0) AS revenue
      FROM ${users}`,
        { frequent: 'double?', others: 'double?', revenue: 'double?' },
      );
      return judge({
        computed: {
          percent: 100 * (most?.share ?? 0),
          users: most?.users,
          meanSpending: groups.frequent,
          meanSpendingOfOthers: groups.others,
          percentOfRevenue: groups.revenue,
        },
        published: { percent: { below: 10 } },
        concludes: (groups.frequent ?? 0) > PULLED_UP * (groups.others ?? Infinity),
        definition: 'Users with more than 15 purchases; a high-value core would spend more than the others.',
        note: {
          unsupported:
            'They are few, but not a high-value core: they spend {meanSpending} on average, the others {meanSpendingOfOthers}, and bring in {percentOfRevenue} percent of revenue.',
        },
      });
    },
  }),
  defineClaim({
    id: 'D-4.2.3-AOV-BIN',
    section: '4.2.3',
    kind: 'figure-or-table',
    published:
      'Users by average order value in 5 bins (<200, 200-500, 500-1000, 1000-5000, >=5000), published as an image.',
    check: async ({ orderValues }) => {
      const rows = await orderValues();
      const under500 = 100 * ((rows[0]?.share ?? 0) + (rows[1]?.share ?? 0));
      return judge({
        computed: {
          ...cells(rows, (row) => ORDER_VALUE_BANDS[row.band].label, shares),
          percent_under_500: under500,
        },
        published: { percent_under_500: { above: 60 } },
        definition:
          'Bands of average order value in yuan; the image is judged by the figures quoted in the text.',
      });
    },
  }),
  defineClaim({
    id: 'D-4.2.3-AOV-C1',
    section: '4.2.3',
    kind: 'statement',
    published: '>60% of users have an average order value below 500 yuan.',
    publishedZh: '超过60%的用户客单价低于500元。',
    check: async ({ orderValues }) => {
      const [low, middle] = await orderValues();
      return judge({
        computed: {
          percent: 100 * ((low?.share ?? 0) + (middle?.share ?? 0)),
          users: (low?.users ?? 0) + (middle?.users ?? 0),
        },
        published: { percent: { above: 60 } },
        definition: 'Users with an average order value below 500 yuan / all users.',
      });
    },
  }),
  defineClaim({
    id: 'D-4.2.3-AOV-C2',
    section: '4.2.3',
    kind: 'statement',
    published: 'About 23% of users have an average order value >1000 yuan.',
    check: async ({ orderValues }) => {
      const rows = await orderValues();
      return judge({
        computed: {
          percent: 100 * ((rows[3]?.share ?? 0) + (rows[4]?.share ?? 0)),
          users: (rows[3]?.users ?? 0) + (rows[4]?.users ?? 0),
        },
        published: { percent: '23' },
        definition: 'Users with an average order value of 1,000 yuan or more / all users.',
      });
    },
  }),
  defineClaim({
    id: 'D-4.2.3-SPEND-BIN',
    section: '4.2.3',
    kind: 'figure-or-table',
    published:
      'Users by total spending in 4 bins (<1000, 1000-3000, 3000-5000, >=5000), published as an image.',
    check: async ({ spending }) => {
      const rows = await spending();
      return judge({
        computed: cells(rows, (row) => SPENDING_BANDS[row.band].label, shares),
        published: { percent_5000_and_over: '3.7' },
        definition: 'Bands of total spending in yuan; the image is judged by the figures quoted in the text.',
      });
    },
  }),
  defineClaim({
    id: 'D-4.2.3-SPEND-C1',
    section: '4.2.3',
    kind: 'statement',
    published: 'Nearly half of users spend 1000-3000 yuan in total.',
    publishedZh: '接近一半的用户累计消费1000-3000元。',
    check: async ({ spending }) => {
      const row = (await spending())[1];
      return judge({
        computed: { percent: 100 * (row?.share ?? 0), users: row?.users },
        published: { percent: { about: 50, within: 2.5 } },
        words: (row?.share ?? 0) < 0.5,
        definition:
          'Users who spend from 1,000 to under 3,000 yuan / all users; nearly half: at most 2.5 points below 50.',
      });
    },
  }),
  defineClaim({
    id: 'D-4.2.3-SPEND-C2',
    section: '4.2.3',
    kind: 'statement',
    published: 'About 3.7% of users spend ≥5000 yuan.',
    check: async ({ spending }) => {
      const row = (await spending()).at(-1);
      return judge({
        computed: { percent: 100 * (row?.share ?? 0), users: row?.users },
        published: { percent: '3.7' },
        definition: 'Users who spend 5,000 yuan or more / all users.',
      });
    },
  }),
  defineClaim({
    id: 'D-4.2.3-SUM',
    section: '4.2.3',
    kind: 'rule',
    published:
      'A summary in 3 points: most users are of low or medium value; a few account for much of the spending; 2 strategies, one for each group.',
    check: async ({ purchases, orderValues, spending }) => {
      const [freq, values, money] = [await purchases(), await orderValues(), await spending()];
      const first = (rows: readonly { readonly share: number }[]) =>
        100 * ((rows[0]?.share ?? 0) + (rows[1]?.share ?? 0));
      return implemented(
        {
          percentUpTo10Purchases: first(freq),
          percentUnder500AnOrder: first(values),
          percentUnder3000Spent: first(money),
        },
        'The three bands are findings of notebook 02-portrait. Actions for high-value and low-value users are in the catalog by segment (SEGMENT_ACTIONS), notebook 06-actions.',
      );
    },
  }),
];
