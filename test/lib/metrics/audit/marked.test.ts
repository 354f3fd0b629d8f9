import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit, auditSegmentation, open, portrait, sql, type Tally } from 'tally';
import { customersOf, drawnRows, type CustomerRow } from './customers.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 2 });
});
afterAll(() => tally.close());

const RULE = { outcome: 'outcome', threshold: 0.15 } as const;
const row = (
  segment: string | null,
  outcome: number | null,
  customer: string | null = 'Ann',
): CustomerRow => [...([customer, segment, outcome, 1, 1, 'u'] as const)];

describe('markAnomalies', () => {
  it('marks rows beyond the band, beside the mean of their segment; the edge is within', async () => {
    // The mean of wide is 0.5: 0.2 and 0.8 are beyond, 0.35 and 0.65 on the edge.
    const rows = [0.2, 0.35, 0.65, 0.8].map((outcome) => row('wide', outcome));
    const table = await customersOf(tally, [...rows, row('one', 0.9), row(null, 0.9), row('wide', null)]);
    const marked = await audit.markAnomalies(table, RULE);
    const found = await portrait.points(marked, [
      'segment',
      'outcome',
      'anomaly',
      'segment_mean',
      'anomaly_group',
    ]);
    expect(found.rows.map((one) => [one.outcome, one.anomaly, one.anomaly_group])).toEqual([
      [0.9, false, 'one other'],
      [0.2, true, 'wide anomaly'],
      [0.35, false, 'wide other'],
      [0.65, false, 'wide other'],
      [0.8, true, 'wide anomaly'],
    ]);
    expect(found.at({ outcome: 0.2 }).segment_mean.raw).toBeCloseTo(0.5, 12);
    expect(found.at({ outcome: 0.2 }).anomaly_group).toMatchObject({
      en: 'wide: anomalies',
      zh: 'wide：异常行',
    });
    const boxes = await portrait.summarizeBy(marked, 'outcome', 'anomaly_group');
    expect(boxes.rows.map(({ group, n }) => [group, n])).toEqual([
      ['one other', 1],
      ['wide anomaly', 2],
      ['wide other', 2],
    ]);
  });

  it('marks the anomalies of the audit, in every segment', async () => {
    const table = await customersOf(tally, drawnRows(5));
    const { anomalies } = await auditSegmentation(table, { ...RULE, permutations: 19 });
    const marked = await audit.markAnomalies(table, RULE);
    const counts = await tally.engine.all(
      sql`SELECT segment, count(*) FILTER (WHERE anomaly) AS n FROM ${marked} GROUP BY segment ORDER BY segment`,
      { segment: 'text', n: 'integer' },
    );
    expect(counts.map(({ n }) => n)).toEqual(anomalies.rows.map((one) => one.anomalies));
    expect(Math.max(...counts.map(({ n }) => n))).toBeGreaterThan(5);
  });

  it('refuses what it cannot mark', async () => {
    const table = await customersOf(tally, [row('a', 1)]);
    await expect(audit.markAnomalies(table, { ...RULE, threshold: 0 })).rejects.toThrow('above 0');
    await expect(audit.markAnomalies(table, { ...RULE, outcome: 'outcom' as never })).rejects.toThrow(
      'Did you mean',
    );
    const marked = await audit.markAnomalies(table, RULE);
    await expect(audit.markAnomalies(marked, RULE)).rejects.toThrow('has a column "anomaly" already');
  });
});

describe('halves', () => {
  it('deals customers out in turn, with all their rows', async () => {
    const names = ['Ann', 'Ann', 'Ben', 'Cem', 'Dee', null];
    const table = await customersOf(
      tally,
      names.map((name) => row('a', 0.5, name)),
    );
    const halved = await audit.halves(table, { customer: 'customer' });
    const found = await portrait.points(halved, ['customer', 'half']);
    expect(found.rows.map(({ customer, half }) => [customer, half])).toEqual([
      ['Ann', '1'],
      ['Ann', '1'],
      ['Ben', '2'],
      ['Cem', '1'],
      ['Dee', '2'],
      [null, '1'],
    ]);
    expect(Object.keys(halved.schema)).toEqual([...Object.keys(table.schema), 'half']);
    expect(halved.schema['half']).toMatchObject({
      label: { en: 'Half', zh: '所属部分' },
      values: {
        1: { label: { en: 'Half 1', zh: '第一部分' } },
        2: { label: { en: 'Half 2', zh: '第二部分' } },
      },
    });
    await expect(audit.halves(halved, { customer: 'customer' })).rejects.toThrow('"half" already');
    await expect(audit.halves(table)).rejects.toThrow('no column for the role user');
  });

  it('are what the audit compares', async () => {
    const halved = await audit.halves(await customersOf(tally, drawnRows(7)), { customer: 'customer' });
    const found = await auditSegmentation(halved, {
      ...RULE,
      customer: 'customer',
      halves: 'half',
      permutations: 19,
    });
    expect(found.drift?.total('first').raw).toBeGreaterThan(60);
    expect(found.drift?.schema.shareFirst.label).toEqual({ en: 'Share: Half 1', zh: '占比：第一部分' });
    // Two halves of one table differ by chance alone: PSI is near (segments - 1) (1/n + 1/m), here 3 * (1/75 + 1/75) = 0.08.
    expect(found.drift?.summary.at().psi.raw).toBeLessThan(0.25);
    expect(found.at({ criterion: 'drift' })).toMatchObject({
      grade: { raw: 'unknown' },
      value: { raw: null },
    });
  });
});
