import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadOrders, open, proposeMapping, type Tally } from 'tally';
import { realFile } from './files.js';

const REAL = [
  [
    'retail/online_retail_uci.csv.gz',
    'orders',
    {
      order: 'InvoiceNo',
      customer: 'CustomerID',
      time: 'InvoiceDate',
      quantity: 'Quantity',
      price: 'UnitPrice',
    },
  ],
  ['retail/CDNOW_sample.txt', 'orders', { order: null, customer: 1, time: 3, amount: 5, quantity: 4 }],
  ['taobao/UserBehavior_814users.csv', 'events', { user: 1, item: 2, category: 3, type: 4, time: 5 }],
  [
    'netsuite/netsuite2_customer_analytics.csv',
    'customers',
    { user: 'customer_id', monetary: 'total_revenue', frequency: 'transaction_count' },
  ],
  [
    'douyin/user_personalized_features.csv',
    'customers',
    {
      user: 'User_ID',
      recency: 'Last_Login_Days_Ago',
      frequency: 'Purchase_Frequency',
      monetary: 'Total_Spending',
    },
  ],
] as const;

describe('what real files are taken for', () => {
  let tally: Tally;
  beforeAll(async () => {
    tally = await open({ threads: 2 });
  });
  afterAll(() => tally.close());

  it.each(REAL)(
    '%s',
    async (name, kind, map) => {
      const file = realFile(name);
      if (file === null) return;
      expect(await proposeMapping(tally, file, { sample: 20_000 })).toMatchObject({ kind, map, missing: [] });
    },
    180_000,
  );

  const cdnow = realFile('retail/CDNOW_sample.txt');
  it.skipIf(cdnow === null)(
    'CDNOW is loaded as it is, without a header',
    async () => {
      const shop = await loadOrders(tally, cdnow ?? '');
      expect(shop.content.rows).toMatchObject([
        { from: '1997-01-01', to: '1998-06-30', customers: 2_349, purchases: 6_911, emptyOrders: 8 },
      ]);
      expect(shop.content.rows[0]?.revenue).toBeCloseTo(244_091.94, 2);
    },
    180_000,
  );
});
