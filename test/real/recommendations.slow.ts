import { beforeAll, describe, expect, it } from 'vitest';
import { customersAt, recommendations, tiers, type Orders } from 'tally';
import { xiaoxiang } from 'tally-studies';
import { realShop, shopFile } from './shop.js';

describe.skipIf(shopFile === null)('recommendations in the real shop', () => {
  let shop: Orders;
  beforeAll(async () => {
    ({ shop } = await realShop());
  }, 180_000);

  it('foretell new products better by what goes with those of a customer, and worse by the four branches', async () => {
    const judged = await recommendations.evaluate(shop, {
      split: '2011-09-30',
      rules: xiaoxiang.RECOMMENDATION_RULES,
    });
    const four = (value: number | null) => (value === null ? null : Math.round(value * 1e4) / 1e4);
    expect(
      judged.rows.map(({ method, customers, hits, ndcg, verdict }) => [
        method,
        customers,
        hits,
        four(ndcg),
        verdict,
      ]),
    ).toEqual([
      ['popular', 1768, 503, 0.0433, 'baseline'],
      ['tierPopular', 1768, 518, 0.0457, 'better'],
      ['tierLift', 1768, 184, 0.0133, 'worse'],
      ['together', 1768, 604, 0.0651, 'better'],
      ['association', 1768, 606, 0.0638, 'better'],
      ['pairLift', 1768, 601, 0.0668, 'better'],
      ['rule:document', 1768, 380, 0.0311, 'worse'],
      ['rule:mended', 1768, 587, 0.0608, 'better'],
    ]);
    expect(judged.note).toMatchObject({
      en: 'Of 2,560 customers who bought from the day after 2011-09-30 to 2011-12-09, 722 had not bought before and 70 bought nothing new; judged on 1,768.',
    });
  }, 180_000);

  it('are worth less than what customers bought before, where that may be recommended', async () => {
    const judged = await recommendations.evaluate(shop, {
      split: '2011-09-30',
      repeats: true,
      methods: ['popular', 'own', 'association'],
    });
    expect(judged.rows.map(({ method, hits }) => [method, hits])).toEqual([
      ['popular', 964],
      ['own', 1532],
      ['association', 1163],
    ]);
  }, 180_000);

  it('treat 1,449 customers as new who are not, if the code of the document is followed', async () => {
    const tiered = await tiers.assign(shop.customers);
    const lapsed = async (rule: 'document' | 'mended') =>
      (
        await recommendations.forCustomers(shop, tiered, { rule: xiaoxiang.RECOMMENDATION_RULES[rule] })
      ).audience.total('treatedAsNew').raw;
    expect([await lapsed('document'), await lapsed('mended')]).toEqual([1449, 0]);
  }, 180_000);

  it('by tier go by what its customers buy more than all', async () => {
    const tiered = await tiers.assign(await customersAt(shop, '2011-09-30'));
    const typical = await recommendations.tierProducts(shop, tiered, { least: 30, top: 2 });
    expect(typical.rows.map(({ tier, item, customers }) => [tier, item, customers])).toEqual([
      ['platinum', '23172', 42],
      ['platinum', '23171', 49],
      ['gold', '21033', 35],
      ['gold', '22717', 30],
      ['silver', '22092', 35],
      ['silver', '23268', 35],
      ['dormant', '22925', 33],
      ['dormant', '22501', 48],
      ['lost', '72741', 37],
      ['lost', '21034', 68],
    ]);
    const together = await recommendations.tierPairs(shop, tiered, 'platinum', { least: 100, top: 1 });
    expect(together.rows.map(({ pair, orders }) => [pair, orders])).toEqual([['22697 + 22699', 182]]);
  }, 180_000);
});
