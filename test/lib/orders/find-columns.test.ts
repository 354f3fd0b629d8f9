import { mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadOrders, open, type Tally } from 'tally';
import { DISPLAY } from '../../../lib/src/core/display.js';
import { findColumns } from '../../../lib/src/orders/find-columns.js';
import { Files } from '../load/files.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});
afterAll(() => {
  tally.close();
  files.remove();
});

/** Two lines an order, at the price times the pieces; dates have no marks. */
const BARE = [
  'a,b,bestellt am,d,e,f',
  ...Array.from({ length: 24 }, (_, line) => {
    const order = Math.floor(line / 2);
    const [pieces, cents] = [1 + (line % 3), 150 + 35 * (line % 5)];
    return `N${500 + order},C${order % 3},202401${order + 10},${pieces},${cents / 100},${(pieces * cents) / 100}`;
  }),
];

describe('orders whose names say too little', () => {
  it('are loaded by their contents, with a warning that says what was taken', async () => {
    const warn = vi.spyOn(console, 'warn').mockReset().mockReturnValue();
    const shop = await loadOrders(tally, files.lines('bare.csv', ...BARE), { columns: { discount: null } });
    expect(shop.content.rows).toMatchObject([{ customers: 3, purchases: 12 }]);
    expect([shop.proposal?.dateFormat, shop.from]).toEqual(['%Y%m%d', '2024-01-10']);
    expect(shop.proposal?.map).toMatchObject({ customer: 'b', amount: 'f', discount: null });
    expect((await shop[DISPLAY]()).data['text/plain']).toMatch(
      /^[^]*Column of the file[^]*Rows of bare\.csv[^]*What the orders cover/,
    );
    const chinese = await open({ engine: tally.engine, locale: 'zh' });
    await loadOrders(chinese, files.lines('bare.csv', ...BARE));
    const [english = '', other = ''] = warn.mock.calls.map(([text]) => String(text));
    expect(english).toMatch(
      /^bare\.csv: columns found by their contents\. .*, amount: f \(.*\), .*\. Check them, or say: .*customer=b.*discount=$/,
    );
    expect(other).toMatch(/^bare\.csv：部分列据内容推断。.*：?.*f.*。请核对，或直接指定：.*amount=f/);
  });

  it.each([
    [
      'en',
      'one.csv: columns found by their contents. order: each row is an order, customer: a (ids that occur in several rows). Check them, or say: order=,customer=a,time=date,amount=amount,discount=',
    ],
    [
      'zh',
      'one.csv：部分列据内容推断。order: 每行视为一个订单、customer: a (在多行中重复出现的编号)。请核对，或直接指定：order=,customer=a,time=date,amount=amount,discount=',
    ],
  ] as const)('are told of what names do not say alone: %s', async (locale, text) => {
    const warn = vi.spyOn(console, 'warn').mockReset().mockReturnValue();
    const lines = ['C1', 'C2', 'C1', 'C3', 'C2', 'C3'].map((id, n) => `${id},2024-01-0${n + 1},${n + 5}`);
    const session = await open({ engine: tally.engine, locale });
    const path = files.lines('one.csv', 'a,date,amount', ...lines);
    const { columns, proposal } = await findColumns(session, path, { discount: null }, {});
    expect(Object.fromEntries(columns)).toEqual({ customer: 'a', time: 'date', amount: 'amount' });
    expect(proposal?.guessed).toEqual(['customer']);
    expect(warn.mock.calls).toEqual([[text]]);
  });

  it('warn of nothing where they say enough', async () => {
    const warn = vi.spyOn(console, 'warn').mockReset().mockReturnValue();
    const lines = ['order,customer,date,amount', '1,a,2024-01-01,5'];
    const shop = await loadOrders(tally, files.lines('named.csv', ...lines));
    expect([shop.proposal, warn.mock.calls]).toEqual([null, []]);
    expect((await shop[DISPLAY]()).data['text/plain']).not.toContain('Column of the file');
  });

  it('are refused where contents do not say it either', async () => {
    const lines = ['name', 'Anna', 'Bert'];
    await expect(loadOrders(tally, files.lines('x.csv', ...lines))).rejects.toThrow(
      /x\.csv: no column is known to be the order, the customer, the time, the amount of an order\. In place of/,
    );
  });

  it('are split where the names that one gives are', async () => {
    const lines = [
      'o,id;c,id;note,x;day;sum,total',
      '1,0;a,b;x,y;2024-01-01;5,5',
      '2,0;a,b;x,y;2024-01-02;6,5',
    ];
    const columns = { order: 'o,id', customer: 'c,id', time: 'day', amount: 'sum,total' };
    const shop = await loadOrders(tally, files.lines('names.csv', ...lines), { columns });
    expect(shop.content.rows).toMatchObject([{ customers: 1, purchases: 2, revenue: 12 }]);
  });

  it('leave no files behind', async () => {
    const folder = mkdtempSync(join(files.folder, 'temporary-'));
    vi.stubEnv('TMPDIR', folder);
    const row = { order: '1', customer: 'a', date: '2024-01-01', amount: 5 };
    const shop = await loadOrders(tally, files.write('orders.json', JSON.stringify([row])));
    expect([shop.content.rows[0]?.revenue, readdirSync(folder)]).toEqual([5, []]);
  });
});
