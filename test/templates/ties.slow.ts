import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { textOf } from '../notebooks/in-process.js';
import type { TemplateCase } from './data.js';
import { toldSoundly } from './told.js';

const folder = mkdtempSync(join(tmpdir(), 'tally-ties-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const EVENTS = { user: 'user_id', type: 'event_type', time: 'timestamp' };

/** What a template says of a few rows. */
async function toldOf(notebook: string, lines: readonly string[], parameters = {}): Promise<string> {
  const [kind = ''] = notebook.split('/');
  const data = join(folder, 'rows.csv');
  writeFileSync(data, [...lines, ''].join('\n'));
  const given = { kind: kind as TemplateCase['kind'], parameters: { data, ...parameters } };
  return textOf(await toldSoundly(`../templates/${notebook}.ipynb`, given));
}

describe('of hours with equally many views', () => {
  const viewed = (...times: readonly string[]) =>
    toldOf(
      'events/03-traffic',
      [
        'user_id,event_type,timestamp',
        ...times.map((time, user) => `${user},view,2024-05-01 ${time}:00`),
        '0,purchase,2024-05-01 10:30:00',
      ],
      { map: EVENTS },
    );

  it('none is called the busiest, nor another the runner-up', async () => {
    const two = await viewed('10:00', '11:00', '10:10', '11:10', '12:10');
    expect(two).toContain('Most views come at 10:00 and 11:00, equally many: neither is the busiest hour.');
    expect(await viewed('10:00', '11:00', '12:10')).toContain(
      '3 hours, 10:00 and 11:00 the first, have equally many views and more than the others',
    );
    const one = await viewed('10:00', '10:10', '11:10');
    expect(one).toMatch(/Most views come at 10:00, but .* The runner-up is 11:00\./);
  });
});

/** Orders of equal amounts, on these days, of customers who each order on all of them. */
const ordersOf = (customers: readonly string[], days: readonly string[]): readonly string[] => [
  'order_id,customer_id,order_date,amount',
  ...customers.flatMap((customer) => days.map((day) => `${customer}-${day},${customer},${day},10`)),
];

describe('of customers who all do the same', () => {
  it('the one step of the second order is told instead of a curve', async () => {
    const told = await toldOf(
      'orders/03-cohorts',
      ordersOf(['A', 'B', 'C'], ['2024-01-01', '2024-01-08', '2024-01-15']),
    );
    expect(told).toContain('Every second order came 7 days after the first one');
    expect(told).toContain('100.0% of the customers have placed it by then.');
    expect(told).toContain('differs from the first by the same amount, 0.00, for all 3 customers with both');
    const once = await toldOf('orders/03-cohorts', ordersOf(['A', 'B'], ['2024-01-01']));
    expect(once).toContain('Nobody has ordered a second time: there is no curve.');
    expect(once).toContain('Nobody has a first and a second order to compare.');
  });

  it('no segment is said to vary from a size to the same', async () => {
    const told = await toldOf('orders/02-rfm', [
      'order_id,customer_id,order_date,amount',
      ...['1,a,2024-01-01,10', '2,b,2024-01-02,20', '3,c,2024-01-03,30', '4,d,2024-01-04,40'],
      ...['5,d,2024-01-05,40', '6,c,2024-01-06,30', '7,c,2024-01-07,30'],
    ]);
    expect(told).toContain('Over random orders no segment changes in size.');
    expect(told).not.toMatch(/(\b\d+) to \1 /);
  });
});

describe('of what is best and worst', () => {
  const months = [1, 2, 3, 4, 5, 6, 7].map((month) => `2024-0${month}-10`);

  it('periods that bring the same are not called best or worst', async () => {
    const same = ordersOf(['A', 'B'], months);
    const told = await toldOf('orders/01-overview', [...same, '99,A,2023-12-31,10']);
    expect(told).toContain('All 6 whole periods brought the same, 20.');
    const more = await toldOf('orders/01-overview', [...same, '99,A,2023-12-31,10', '100,A,2024-03-11,10']);
    expect(more).toContain(
      'Of 6 whole periods the one that begins on 2024-03-01 brought most, 30, and 5, the first of them from 2024-01-01, least, 20.',
    );
  });

  it('pairs in as many orders are one of so many', async () => {
    const pairs = [
      ['cup', 'mat'],
      ['cup', 'tea'],
      ['mat', 'tea'],
    ];
    const lines = (counts: readonly number[]) => [
      'order_id,customer_id,order_date,product,amount',
      ...pairs.flatMap((pair, place) =>
        Array.from({ length: counts[place] ?? 0 }, (_, order) =>
          pair.map(
            (product, at) => `${place}-${order},c${order},2024-01-0${1 + order},${product},${10 + at}`,
          ),
        ).flat(),
      ),
    ];
    const tied = await toldOf('orders/04-products', lines([7, 7, 7]));
    expect(tied).toContain('cup and mat are one of 3 pairs that are in most orders, 7 each.');
    const two = await toldOf('orders/04-products', lines([6, 7, 7]));
    expect(two).toContain('cup and tea are one of 2 pairs that are in most orders, 7 each.');
    expect(await toldOf('orders/04-products', lines([8, 6, 7]))).toContain(
      'cup and mat are the pair in most orders, 8.',
    );
  });
});

describe('of customers who gave everything back', () => {
  const lines = [
    'order_id,customer_id,order_date,amount',
    ...Array.from({ length: 12 }, (_, n) => `${n},c${n},2024-01-${10 + n},10`),
    ...Array.from({ length: 12 }, (_, n) => `r${n},c${n},2024-02-${10 + n},${n % 2 === 0 ? -10 : -30}`),
  ];
  const NOTHING = /\bn\/a (bring|of)|of 0 |bring n\/a|−0\b/;

  it.each(['01-overview', '02-rfm', '03-cohorts', '04-products'])(
    '%s says no sentence over nothing',
    async (name) => {
      const sentences = (await toldOf(`orders/${name}`, lines))
        .split('\n')
        .filter((line) => line.endsWith('.'));
      expect(sentences.filter((line) => NOTHING.test(line) || / n\/a[ ,.;]/.test(line))).toEqual([]);
    },
  );

  it('no segment is said to bring most revenue', async () => {
    const told = await toldOf('orders/02-rfm', lines);
    expect(told).toContain('No segment brings revenue: nobody has spent anything.');
    const spent = (amounts: readonly number[]) =>
      toldOf('orders/02-rfm', [
        'order_id,customer_id,order_date,amount',
        ...amounts.map((amount, n) => `${n},c${n},2024-01-${[10, 18, 17, 11, 12][n] ?? 0},${amount}`),
      ]);
    expect(await spent([40, 30, 30, 1, 1])).toMatch(/The largest part of revenue .* brings 39\.2% of it/);
    expect(await spent([10, 10])).toMatch(/No segment brings more revenue than .* brings 50\.0% of it/);
    expect(await spent([90, 1, 1, 1, 1])).toMatch(/Most revenue comes from .* brings? 9\d\.\d% of it/);
  });
});

describe('of a segmentation without anomalies', () => {
  it('none are said to differ, and no action is advised that cannot be judged', async () => {
    const told = await toldOf(
      'audit/segment-audit',
      [
        'id,segment,outcome,visits',
        ...Array.from({ length: 20 }, (_, n) => `${n},${['a', 'b'][n] ?? 'c'},${(n * 7) % 5},${(n * 3) % 4}`),
      ],
      { segment: 'segment', outcome: 'outcome', threshold: 100, user: 'id', features: ['visits'] },
    );
    expect(told).toContain('There are no anomalies to compare with the others of their segments.');
    expect(told).not.toContain('Merge segments that do not differ');
  });
});

describe('of one of a kind', () => {
  it('numbers and words agree', async () => {
    const orders = await toldOf('orders/01-overview', ordersOf(['A'], ['2024-01-01']));
    expect(orders).toContain('Of 1 row of the file 1 counts, 100.0%.');
    expect(orders).toContain('A single customer has revenue above zero.');
    const events = await toldOf(
      'events/03-traffic',
      ['user_id,event_type,timestamp', 'a,view,2024-05-01 10:00:00', 'a,purchase,2024-05-01 10:30:00'],
      { map: EVENTS },
    );
    expect(events).toContain(
      'Over all days 1 user viewed 1 time and bought 1 time; 1 of them bought, 100.0%.',
    );
  });
});
