import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { open, portrait, regions, rfm, segments, segmentSizes, type Tally } from 'tally';
import { douyin } from 'tally-studies';

const folder = mkdtempSync(join(tmpdir(), 'tally-no-orders-'));
let tally: Tally;
beforeAll(async () => (tally = await open({ currency: 'CNY' })));
afterAll(() => {
  tally.close();
  rmSync(folder, { recursive: true });
});

const HEADER =
  'User_ID,Age,Gender,Location,Income,Interests,Last_Login_Days_Ago,Purchase_Frequency,Average_Order_Value,' +
  'Total_Spending,Product_Category_Preference,Time_Spent_on_Site_Minutes,Pages_Viewed,Newsletter_Subscription';
const PLACES = ['Urban', 'Suburban', 'Rural'];

/** A file of users by what they bought: purchases, order value, spending. */
function file(name: string, bought: readonly (readonly [number, number | '', number])[]): string {
  const path = join(folder, `${name}.csv`);
  const rows = bought.map(
    ([orders, value, spent], n) =>
      `#${n},${20 + n},Male,${PLACES[n % 3] ?? ''},${30_000 + n},Sports,${n},${orders},${value},${spent},Books,${100 + n},${n},TRUE`,
  );
  writeFileSync(path, `${[HEADER, ...rows].join('\n')}\n`);
  return path;
}

const BUYERS = [
  [1, 10, 10],
  [2, 20, 40],
  [3, 30, 90],
  [4, 40, 160],
] as const;

describe('users without orders', () => {
  it('are set aside unless they are carried', async () => {
    const path = file('none', [...BUYERS, [0, '', 0], [0, 0, 0]]);
    expect((await douyin.loadUsers(tally, path)).accepted).toBe(4);
    expect((await douyin.loadUsers(tally, path, { withoutOrders: true })).accepted).toBe(6);
  });

  it('alone may lack an order value', async () => {
    const path = file('lacking', [...BUYERS, [0, '', 0], [5, '', 100]]);
    const { accepted, rules } = await douyin.loadUsers(tally, path, { withoutOrders: true });
    expect(accepted).toBe(5);
    expect(rules.where(({ broken }) => broken > 0).rows.map(({ rule }) => rule)).toEqual([
      'purchase_frequency derived',
    ]);
  });

  it('may have an order value of its own where the rule is left out', async () => {
    const path = file('own', [
      [1, 77, 10],
      [0, 55, 0],
      [2, 33, 40],
    ]);
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    expect((await douyin.loadUsers(tally, path)).accepted).toBe(0);
    expect(warned.mock.calls.flat().join()).toContain('without: ["average_order_value derived"]');
    warned.mockRestore();
    const without = ['average_order_value derived'];
    expect((await douyin.loadUsers(tally, path, { without, withoutOrders: true })).accepted).toBe(3);
  });

  it('leave the means of order values to those who have one', async () => {
    const path = file('means', [...BUYERS, [0, '', 0], [0, '', 0]]);
    const users = await douyin.loadUsers(tally, path, { withoutOrders: true });
    const [row] = (await portrait.orderValue(users)).rows;
    // 300 yuan in 10 orders; the four averages 10, 20, 30 and 40.
    expect(row).toMatchObject({ users: 6, orders: 10, revenue: 300, perOrder: 30, meanOfUsers: 25 });
  });

  it('make no number of a metric NaN', async () => {
    for (const bought of [
      [...BUYERS, [0, '', 0], [0, '', 0]],
      [
        [0, '', 0],
        [0, '', 0],
        [0, '', 0],
      ],
    ] as const) {
      const users = await douyin.loadUsers(tally, file('some', bought), { withoutOrders: true });
      const scored = await rfm(users, { segments: douyin.SEGMENTS, ties: douyin.MYSQL_TIES });
      const results: readonly { readonly rows: readonly object[] }[] = [
        await portrait.summarize(users, ['purchase_frequency', 'average_order_value', 'total_spending']),
        await portrait.orderValue(users),
        await portrait.inequality(users, 'total_spending'),
        await regions(users),
        await segmentSizes(scored),
        await segments.profiles(scored),
        await segments.byRegion(scored),
      ];
      const values = results.flatMap(({ rows }) => rows.flatMap((row) => Object.values(row) as unknown[]));
      const numbers = values.filter((value) => typeof value === 'number');
      expect(numbers.filter((value) => !Number.isFinite(value))).toEqual([]);
    }
  });
});
