import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, tiers, type Tally } from 'tally';
import { xiaoxiang } from 'tally-studies';
import { Files } from '../../lib/load/files.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => {
  tally.close();
  files.remove();
});

const HEADER = 'order_id,customer_id,order_time,amount,status';
const studyOf = async (rows: readonly string[]) =>
  xiaoxiang.open(
    await xiaoxiang.loadOrders(tally, files.write('orders.csv', `${[HEADER, ...rows].join('\n')}\n`)),
  );

describe('the tiers as the document writes them', () => {
  it('leave three gaps and overlap in three cells, and take nobody as lost in the order of the document', () => {
    const grid = tiers.grid(tally, xiaoxiang.AS_WRITTEN);
    expect([grid.where({ matching: 0 }).length, grid.where({ matching: 2 }).length]).toEqual([3, 3]);
    const { lost, dormant, ...others } = xiaoxiang.AS_WRITTEN;
    expect(() => tiers.grid(tally, { ...others, dormant, lost })).toThrow(
      'Tier lost can have no customer: all whom it describes are in dormant before it.',
    );
  });
});

describe('the claims on orders of any shop', () => {
  it('find what the code for RFM counts that was not kept', async () => {
    // anna: one order kept and one canceled, so F and M differ. ben: one kept and a refund of its own, so F differs. carl: one
    // kept. dora: one canceled and nothing kept, so both differ.
    const study = await studyOf([
      'o1,anna,2024-05-01,10,completed',
      'o2,anna,2024-05-02,20,canceled',
      'o3,ben,2024-05-01,10,completed',
      'r3,ben,2024-05-03,-4,completed',
      'o4,carl,2024-05-01,10,completed',
      'o5,dora,2024-05-01,10,canceled',
    ]);
    const claim = await study.claim('X-3.1-RFM');
    expect(claim.verdict).toBe('contradicted');
    expect(claim.computed).toEqual({ customers: 4, otherFrequency: 3, otherMoney: 2 });
    expect(study.data).toEqual({ name: 'orders.csv', sample: false });
  });

  it('confirm it where every order was kept', async () => {
    const study = await studyOf(['o1,anna,2024-05-01,10,completed', 'o2,ben,2024-05-02,20,completed']);
    expect((await study.claim('X-3.1-RFM')).verdict).toBe('confirmed');
  });

  it('count who belongs to several tiers or to none', async () => {
    // Of 20 customers the one who spent most bought 40 days ago: too long for platinum, and gold begins below. One was last
    // seen 181 days ago: lost and dormant. All others bought today.
    const day = (n: number) => (n === 19 ? '2024-05-22' : n === 0 ? '2024-01-02' : '2024-07-01');
    const study = await studyOf(
      Array.from({ length: 20 }, (_, n) => `o${n},c${n},${day(n)},${n + 1},completed`),
    );
    const claim = await study.claim('X-2-SUM');
    expect(claim.verdict).toBe('confirmed-as-defined');
    expect(claim.computed).toEqual({ leastSum: 85, mostSum: 110, several: 1, none: 1 });
    expect((await study.claim('X-2-T5')).computed).toMatchObject({
      customers: 1,
      percent: 5,
      withinTarget: 'yes',
    });
  });
});
