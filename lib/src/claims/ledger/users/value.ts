import { bandOf } from '../../../metrics/bands.js';
import { inequality } from '../../../metrics/inequality.js';
import { FREQUENCY_BANDS } from '../../../metrics/userBands.js';
import { id, sql } from '../../../engine/sql.js';
import { cells } from '../cells.js';
import { implemented, judge } from '../finding.js';
import type { UserCheck } from './study.js';

const shares = {
  users: (row: { readonly users: number }) => row.users,
  percent: (row: { readonly share: number }) => 100 * row.share,
};

/** A mean that exceeds its median by less than this factor is not pulled up by a few. */
const PULLED_UP = 1.1;

/** Section 4.2.3: what the users are worth. */
export const VALUE_CHECKS: Readonly<Record<string, UserCheck>> = {
  'D-4.2.3-FREQ-D': async ({ summaries }) => {
    const { purchase_frequency: purchases } = await summaries();
    return judge({
      computed: { mean: purchases.mean, min: purchases.min, max: purchases.max, median: purchases.median },
      published: { mean: '7' },
      definition: 'Purchases per user.',
    });
  },
  'D-4.2.3-AOV-D': async ({ summaries, orderValue }) => {
    const { average_order_value: value } = await summaries();
    const worth = await orderValue();
    return judge({
      computed: {
        meanOfUsers: worth.meanOfUsers,
        min: value.min,
        max: value.max,
        spendingPerOrder: worth.perOrder,
        median: worth.median,
      },
      published: { meanOfUsers: '838' },
      definition:
        'Mean over users of their own average order value: each user counts once. Spending / orders is another number.',
      onlyAsDefined: true,
      note: {
        'confirmed-as-defined':
          'An order brings in {spendingPerOrder} yuan, and the median user has {median}.',
      },
    });
  },
  'D-4.2.3-SPEND-D': async ({ summaries }) => {
    const { total_spending: spending } = await summaries();
    return judge({
      computed: { mean: spending.mean, min: spending.min, max: spending.max, median: spending.median },
      published: { mean: '2437' },
      definition: 'Total spending per user, in yuan.',
    });
  },
  'D-4.2.3-C1': async ({ summaries, orderValue }) => {
    const { purchase_frequency: purchases, total_spending: spending } = await summaries();
    const worth = await orderValue();
    return judge({
      computed: {
        purchases: purchases.mean,
        perOrder: worth.perOrder,
        meanOfUsers: worth.meanOfUsers,
        spending: spending.mean,
        purchasesTimesMeanOfUsers: purchases.mean * worth.meanOfUsers,
      },
      published: { purchases: '7', perOrder: '838', spending: '2437' },
      definition: 'What a purchase costs on average: total spending / total purchases.',
      note: {
        contradicted:
          "The three do not fit together: {purchases} purchases at {meanOfUsers} would be {purchasesTimesMeanOfUsers}. The mean of users' averages is not the price of a purchase.",
      },
    });
  },
  'D-4.2.3-C2': async ({ engine, users, summaries }) => {
    const { total_spending: spending, purchase_frequency: purchases } = await summaries();
    const spread = await inequality(engine, users, 'total_spending', { top: 0.2 });
    const ratios = [spending.mean / spending.median, purchases.mean / purchases.median];
    return judge({
      computed: {
        meanSpending: spending.mean,
        medianSpending: spending.median,
        meanPurchases: purchases.mean,
        medianPurchases: purchases.median,
        gini: spread.gini,
        percentOfSpendingByTop20Percent: spread.topShare === null ? null : 100 * spread.topShare,
      },
      words: spending.max > 10 * spending.min,
      concludes: ratios.every((ratio) => ratio >= PULLED_UP),
      definition: `A few pull the mean up where it exceeds the median by a factor of ${PULLED_UP} or more.`,
      note: {
        unsupported:
          'The range is wide, but the mean of spending, {meanSpending}, is close to the median, {medianSpending}; for purchases {meanPurchases} and {medianPurchases}. The top fifth holds {percentOfSpendingByTop20Percent} percent.',
      },
    });
  },
  'D-4.2.3-FREQ-BIN': async ({ purchases }) => {
    const rows = await purchases();
    return judge({
      computed: cells(rows, (row) => row.label, shares),
      published: { percent_over_15: { below: 10 } },
      definition:
        'Bands of purchases: under 5, 5-10, 11-15, over 15; the picture is judged by what the text quotes.',
    });
  },
  'D-4.2.3-FREQ-C1': async ({ purchases }) => {
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
  'D-4.2.3-FREQ-C2': async ({ engine, users, purchases }) => {
    const most = (await purchases()).at(-1);
    const groups = await engine.one(
      sql`WITH banded AS (SELECT total_spending, ${bandOf(id('purchase_frequency'), FREQUENCY_BANDS)} AS band FROM ${users})
      SELECT CAST(avg(total_spending) FILTER (WHERE band = 3) AS DOUBLE) AS frequent,
        CAST(avg(total_spending) FILTER (WHERE band < 3) AS DOUBLE) AS others,
        100 * CAST(sum(total_spending) FILTER (WHERE band = 3) AS DOUBLE) / nullif(sum(total_spending), 0) AS revenue
      FROM banded`,
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
      definition:
        'Users with more than 15 purchases; the core of high value would spend more than the others.',
      note: {
        unsupported:
          'Few they are, but no core of value: they spend {meanSpending} on average, the others {meanSpendingOfOthers}, and bring {percentOfRevenue} percent of revenue.',
      },
    });
  },
  'D-4.2.3-AOV-BIN': async ({ orderValues }) => {
    const rows = await orderValues();
    const under500 = 100 * ((rows[0]?.share ?? 0) + (rows[1]?.share ?? 0));
    return judge({
      computed: { ...cells(rows, (row) => row.label, shares), percent_under_500: under500 },
      published: { percent_under_500: { above: 60 } },
      definition: 'Bands of average order value in yuan; the picture is judged by what the text quotes.',
    });
  },
  'D-4.2.3-AOV-C1': async ({ orderValues }) => {
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
  'D-4.2.3-AOV-C2': async ({ orderValues }) => {
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
  'D-4.2.3-SPEND-BIN': async ({ spending }) => {
    const rows = await spending();
    return judge({
      computed: cells(rows, (row) => row.label, shares),
      published: { percent_5000_and_over: '3.7' },
      definition: 'Bands of total spending in yuan; the picture is judged by what the text quotes.',
    });
  },
  'D-4.2.3-SPEND-C1': async ({ spending }) => {
    const row = (await spending())[1];
    return judge({
      computed: { percent: 100 * (row?.share ?? 0), users: row?.users },
      published: { percent: { about: 50, within: 2.5 } },
      words: (row?.share ?? 0) < 0.5,
      definition:
        'Users who spend from 1,000 to under 3,000 yuan / all users; nearly half: below 50 by at most 2.5 points.',
    });
  },
  'D-4.2.3-SPEND-C2': async ({ spending }) => {
    const row = (await spending()).at(-1);
    return judge({
      computed: { percent: 100 * (row?.share ?? 0), users: row?.users },
      published: { percent: '3.7' },
      definition: 'Users who spend 5,000 yuan or more / all users.',
    });
  },
  'D-4.2.3-SUM': async ({ purchases, orderValues, spending }) => {
    const [freq, values, money] = [await purchases(), await orderValues(), await spending()];
    const first = (rows: readonly { readonly share: number }[]) =>
      100 * ((rows[0]?.share ?? 0) + (rows[1]?.share ?? 0));
    return implemented(
      {
        percentUpTo10Purchases: first(freq),
        percentUnder500AnOrder: first(values),
        percentUnder3000Spent: first(money),
      },
      'The three bands are findings of notebook 02-portrait. What to do for users of high and of low value is in the catalogue of actions by segment (SEGMENT_ACTIONS), notebook 06-actions.',
    );
  },
};
