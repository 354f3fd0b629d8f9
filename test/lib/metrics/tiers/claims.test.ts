import { afterAll, beforeAll, expect, it } from 'vitest';
import { open, tiers, type Tally } from 'tally';
import { tableOf } from '../../table-of.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => tally.close());

/** As the document writes its tiers: whoever is lost is dormant too, and the best who bought long ago are in none. */
const PLAN = {
  platinum: { label: 'Platinum', top: 0.2, within: 30 },
  silver: { label: 'Silver', below: 0.2, within: 90 },
  lost: { label: 'Lost', after: 180 },
  dormant: { label: 'Dormant', after: 90 },
} satisfies tiers.TierPlan;

it('customers whom several tiers claim are in the first of them, and those whom none does fall through; both are counted', async () => {
  // Days since purchase, spending; the best of five is the one with 100.
  const people = [
    [200, 10],
    [200, 20],
    [100, 30],
    [10, 40],
    [60, 100],
    [null, 0],
  ] as const;
  const table = await tableOf(
    tally,
    'customers',
    { customer: 'integer', recency: 'integer?', spent: 'double' },
    people.map(([recency, spent], n) => [n, recency, spent]),
    { user: 'customer', recency: 'recency', monetary: 'spent' },
  );
  const tiered = await tiers.assign(table, { plan: PLAN });
  const claims = await tiers.claims(tiered);
  expect(
    claims.rows.map(({ tier, matching, which, customers }) => [tier, matching, which, customers]),
  ).toEqual([
    ['silver', 1, 'Silver', 1],
    ['lost', 2, 'Lost, Dormant', 2],
    ['dormant', 1, 'Dormant', 1],
    ['unassigned', 0, null, 2],
  ]);
  expect(claims.rows.map(({ share }) => share)).toEqual([1 / 6, 2 / 6, 1 / 6, 2 / 6]);
  expect(claims.where(({ matching }) => matching > 1).total('customers').raw).toBe(2);
  // Who falls through: the best customer of 60 days ago, and the one without a purchase.
  const { rows } =
    await tally.query`SELECT customer FROM ${tiered} WHERE tier = 'unassigned' ORDER BY customer`;
  expect(rows).toEqual([{ customer: 4 }, { customer: 5 }]);
  const order = { ...PLAN, lost: PLAN.dormant, dormant: PLAN.lost };
  await expect(tiers.assign(table, { plan: order })).rejects.toThrow('Tier dormant can have no customer');
});

it('customers of a tier come by how many claim them first, and a day is after the ones before it', async () => {
  const days = [10, 50, 70, 200];
  const table = await tableOf(
    tally,
    'customers',
    { customer: 'integer', recency: 'integer?', spent: 'double' },
    days.map((recency, n) => [n, recency, 1]),
    { user: 'customer', recency: 'recency', monetary: 'spent' },
  );
  const plan = { new: { label: 'New', within: 100 }, old: { label: 'Old', after: 50 } };
  const claims = await tiers.claims(await tiers.assign(table, { plan }));
  expect(claims.rows.map(({ tier, which, customers }) => [tier, which, customers])).toEqual([
    ['new', 'New, Old', 1],
    ['new', 'New', 2],
    ['old', 'Old', 1],
  ]);
});
