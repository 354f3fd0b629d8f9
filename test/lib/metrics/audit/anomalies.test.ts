import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditSegmentation, open, type Tally } from 'tally';
import { customersOf, drawnRows, type CustomerRow } from './customers.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 2 });
});
afterAll(() => tally.close());

const OPTIONS = { outcome: 'outcome', threshold: 0.15, customer: 'customer', permutations: 19 } as const;

const audited = async (rows: readonly CustomerRow[]) =>
  auditSegmentation(await customersOf(tally, rows), OPTIONS);

const row = (customer: string, segment: string, outcome: number): CustomerRow =>
  [...[customer, segment, outcome, 1, 1, 'u']] as unknown as CustomerRow;

describe('anomalies', () => {
  it('are counted by hand, in rows and in customers', async () => {
    // Means 0.5 and 0.6; of wide, 0.2 and 0.8 are beyond the band, both of Ann.
    const found = await audited([
      row('Ann', 'wide', 0.2),
      row('Ann', 'wide', 0.8),
      row('Ben', 'wide', 0.5),
      row('Ann', 'narrow', 0.6),
      row('Cem', 'narrow', 0.61),
      row('Dee', 'narrow', 0.59),
    ]);
    expect(found.anomalies.rows).toMatchObject([
      { segment: 'narrow', rows: 3, customers: 3, anomalies: 0, anomalousCustomers: 0, share: 0 },
      { segment: 'wide', rows: 3, customers: 2, anomalies: 2, anomalousCustomers: 1, share: 2 / 3 },
    ]);
    // Two thirds of the rows of the segment, not of all rows.
    expect(found.anomalies.schema.share.label).toEqual({ en: 'Share of its rows', zh: '占本分层行数' });
    expect(found.anomalies.at({ segment: 'wide' }).sd.raw).toBeCloseTo(0.3, 12);
    expect(found.anomalies.note).toEqual({
      en: 'No anomaly, so nothing can be said of anomalies: narrow.',
      zh: '没有异常行，因此无从谈起其异常客户：narrow。',
    });
    expect(found.methods.at({ method: 'fixed' })).toMatchObject({
      rows: { raw: 2 },
      customers: { raw: 1 },
      segments: { raw: 1 },
    });
    expect(found.composition.rows).toEqual([
      {
        rows: 6,
        customers: 4,
        repeated: 1,
        rowsOfRepeated: 3,
        most: 3,
        inSeveral: 1,
        segments: 2,
        missing: 0,
      },
    ]);
  });

  it('are not what lies on the edge of the band', async () => {
    const found = await audited([
      row('a', 's', 0.35),
      row('b', 's', 0.65),
      row('c', 't', 0.3),
      row('d', 't', 0.7),
    ]);
    expect(found.anomalies.rows.map(({ anomalies }) => anomalies)).toEqual([0, 2]);
  });

  it('are those of a slow reference, by every rule', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 12, max: 60 }),
        async (seed, rows) => {
          const drawn = drawnRows(seed, { rows });
          const found = await audited(drawn);
          for (const { segment, anomalies, beyondZ, beyondMad, beyondQuantile } of found.anomalies) {
            const ys = drawn.filter((one) => one[1] === segment).map((one) => one[2] ?? NaN);
            const mean = ys.reduce((sum, y) => sum + y, 0) / ys.length;
            const sd = Math.sqrt(ys.reduce((sum, y) => sum + (y - mean) ** 2, 0) / (ys.length - 1));
            const quantile = (values: readonly number[], p: number) => {
              const sorted = values.toSorted((a, b) => a - b);
              const at = p * (sorted.length - 1);
              const low = Math.floor(at);
              const [from = NaN, to = from] = [sorted[low], sorted[low + 1] ?? sorted[low]];
              return from + (at - low) * (to - from);
            };
            const middle = quantile(ys, 0.5);
            const mad =
              1.4826 *
              quantile(
                ys.map((y) => Math.abs(y - middle)),
                0.5,
              );
            const beyond = (distance: (y: number) => number, band: number) =>
              ys.filter((y) => distance(y) > band + 1e-9).length;
            expect(anomalies).toBe(beyond((y) => Math.abs(y - mean), 0.15));
            expect(beyondZ).toBe(ys.length < 2 ? 0 : beyond((y) => Math.abs(y - mean), 2 * sd));
            expect(beyondMad).toBe(beyond((y) => Math.abs(y - middle), 3.5 * mad));
            const [low, high] = [quantile(ys, 0.025), quantile(ys, 0.975)];
            expect(beyondQuantile).toBe(ys.filter((y) => y < low - 1e-9 || y > high + 1e-9).length);
          }
        },
      ),
      { numRuns: 5 },
    );
  });

  it('are as many as the spread alone gives where values are normal', async () => {
    const found = await audited(drawnRows(11, { rows: 1500 }));
    const { anomalies, expected } = found.anomalies.at({ segment: 's3' });
    expect(Math.abs((anomalies.raw ?? 0) - (expected.raw ?? 0))).toBeLessThan(30);
  });
});
