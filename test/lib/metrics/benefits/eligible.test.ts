import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { benefits, open, OptionsError, tiers, type Tally } from 'tally';
import { tableOf } from '../../table-of.js';
import { CATALOG, PLAN, rowsOf, tieredOf, usesOf } from './few.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1, currency: 'CNY' });
});
afterAll(() => tally.close());

const ON = '2025-07-01';
const summaryOf = async (uses: Parameters<typeof usesOf>[1]) =>
  (
    await benefits.eligible(await tieredOf(tally), CATALOG, {
      ...{ on: ON, used: await usesOf(tally, uses) },
    })
  ).summary;

describe('benefits by tier', () => {
  it('are added up over customers: what is left and its cost are of those who may use it', async () => {
    const summary = await summaryOf([
      // More uses than allowed leave none, and not fewer than none.
      ...Array.from({ length: 3 }, () => ['anna', '2025-06-20', 'delivery'] as const),
      ['cora', '2025-06-30', 'delivery'],
    ]);
    // The tasting was over with June.
    expect(summary.rows).toEqual([
      {
        ...{ tier: 'gold', benefit: 'delivery', customers: 2, available: 1, usedUp: 1, outside: 0 },
        ...{ used: 3, left: 2, cost: 8 },
      },
      {
        ...{ tier: 'gold', benefit: 'tasting', customers: 2, available: 0, usedUp: 0, outside: 2 },
        ...{ used: 0, left: 0, cost: 0 },
      },
      {
        ...{ tier: 'silver', benefit: 'delivery', customers: 1, available: 0, usedUp: 1, outside: 0 },
        ...{ used: 1, left: 0, cost: 0 },
      },
    ]);
    expect(summary.title).toEqual({ en: 'Benefits by tier', zh: '各层级权益' });
    const { tier, benefit } = summary.at({ tier: 'gold', benefit: 'tasting' });
    expect([tier.en, benefit.en, summary.note]).toEqual(['Gold', 'Tasting', null]);
  });

  it('count each customer who may use them, and each who has', async () => {
    const four = ['a', 'b', 'c', 'd'].map((name) => [name, 1, 10] as const);
    const used = await usesOf(
      tally,
      ['a', 'a', 'b', 'b'].map((name) => [name, ON, 'delivery'] as const),
    );
    const may = await benefits.eligible(await tieredOf(tally, four), CATALOG, { on: ON, used });
    expect(may.summary.rows[0]).toMatchObject({ available: 2, usedUp: 2, used: 4, left: 4, cost: 16 });
  });

  it('are there with zeros where a tier has nobody', async () => {
    const may = await benefits.eligible(await tieredOf(tally, [['cora', 60, 50]]), CATALOG, { on: ON });
    expect(may.summary.rows[0]).toEqual({
      ...{ tier: 'gold', benefit: 'delivery', customers: 0, available: 0, usedUp: 0, outside: 0 },
      ...{ used: 0, left: 0, cost: 0 },
    });
  });

  it('say what is not counted: what comes after the day, and what the tier does not have', async () => {
    expect((await summaryOf([['anna', '2025-07-02', 'delivery']])).note).toEqual({
      en: "Not counted: uses after 2025-07-01, 1; uses of benefits that the customer's tier does not have, 0.",
      zh: '未计入：2025-07-01之后的使用1次，客户所在层级没有的权益0次。',
    });
    const later = await summaryOf([
      ['anna', '2025-07-02', 'delivery'],
      ['bert', '2025-07-03', 'delivery'],
    ]);
    expect(later.note).toMatchObject({ en: expect.stringContaining('2025-07-01, 2;') as string });
    // The tasting of silver, on the day itself and before it; of gold it is counted, though it is over.
    const foreign = await summaryOf([
      ['cora', '2025-07-01', 'tasting'],
      ['cora', '2025-05-01', 'tasting'],
      ['anna', '2025-05-01', 'tasting'],
    ]);
    expect(foreign.note).toMatchObject({
      en: expect.stringMatching(/2025-07-01, 0; .* have, 2\.$/) as string,
    });
    expect(foreign.at({ tier: 'gold', benefit: 'tasting' }).used.raw).toBe(1);
  });
});

describe('the table of who may have what', () => {
  it('describes what it adds, and keeps the rest', async () => {
    const may = await benefits.eligible(await tieredOf(tally), CATALOG, { on: ON });
    expect(may.roles).toEqual({ user: 'customer', recency: 'recency', monetary: 'margin', segment: 'tier' });
    expect(may.schema).toMatchObject({
      margin: { format: 'money' },
      tier: { values: { gold: { label: 'Gold' } } },
      benefit: { values: { delivery: { label: 'Free delivery' }, tasting: { label: 'Tasting' } } },
      benefit_cost: { kind: 'decimal', format: 'money', label: { en: 'Cost of a use' } },
      benefit_cap: { format: 'count' },
      benefit_used: { format: 'count' },
      benefit_left: { format: 'count' },
      benefit_state: {
        values: {
          available: { label: { en: 'Available' } },
          usedUp: { label: { en: 'Used up' } },
          notYet: { label: { en: 'Not yet' } },
          over: { label: { en: 'Over' } },
        },
      },
    });
    const { rows } = await tally.query`SELECT benefit_cost AS cost, benefit_cap AS cap, margin FROM ${may}
      WHERE customer = 'bert' ORDER BY benefit`;
    expect(rows.map((row) => Object.values(row).map(Number))).toEqual([
      [4, 2, 200],
      [10, 1, 200],
    ]);
  });

  it('takes customers and uses by numbers', async () => {
    const customers = await tableOf(
      tally,
      'numbered',
      { customer: 'integer', recency: 'integer', margin: 'double' },
      [
        [7, 1, 10],
        [8, 1, 10],
      ],
      { user: 'customer', recency: 'recency', monetary: 'margin' },
    );
    const used = await usesOf(tally, [['7', ON, 'delivery']]);
    const may = await benefits.eligible(await tiers.assign(customers, { plan: PLAN }), CATALOG, {
      on: ON,
      used,
    });
    expect((await rowsOf(tally, may)).filter(([, what]) => what === 'delivery')).toEqual([
      [7, 'delivery', 1, 1, 'available'],
      [8, 'delivery', 0, 2, 'available'],
    ]);
    expect(may.summary.note).toBeNull();
  });

  it('is refused for a name that is taken, a day that is none and an option that there is not', async () => {
    const tiered = await tieredOf(tally);
    const may = await benefits.eligible(tiered, CATALOG, { on: ON });
    const taken = Object.assign(may as unknown as typeof tiered, { tiers: PLAN });
    await expect(benefits.eligible(taken, CATALOG, { on: ON })).rejects.toThrow(
      new RegExp(`^${may.name} has a column "benefit" already: rename it\\.$`),
    );
    await expect(benefits.eligible(tiered, CATALOG, { on: 'today' })).rejects.toThrow(OptionsError);
    await expect(benefits.eligible(tiered, CATALOG, { on: ON, use: 1 } as { on: string })).rejects.toThrow(
      /use/,
    );
  });
});
