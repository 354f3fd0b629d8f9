import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, type Tally } from 'tally';
import { judgeRegister, netsuite, sampleCustomersCsv } from 'tally-studies';

const folder = mkdtempSync(join(tmpdir(), 'tally-sample-customers-'));
let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 2 });
});
afterAll(() => {
  tally.close();
  rmSync(folder, { recursive: true });
});

function written(name: string, csv: string): string {
  const path = join(folder, name);
  writeFileSync(path, csv);
  return path;
}

const audited = async (name: string, csv: string) =>
  netsuite.auditCustomers(await netsuite.loadCustomers(tally, written(name, csv)));

describe('sampleCustomersCsv', () => {
  it('is the committed sample, and gives the same bytes for the same seed', () => {
    expect(readFileSync('data/sample/customers.csv', 'utf-8')).toBe(sampleCustomersCsv());
    expect(sampleCustomersCsv({ rows: 30, seed: 7 })).not.toBe(sampleCustomersCsv({ rows: 30, seed: 8 }));
  });

  it('meets the contract in every row', async () => {
    const table = await netsuite.loadCustomers(
      tally,
      written('sound.csv', sampleCustomersCsv({ rows: 400 })),
    );
    expect(table).toMatchObject({ rows: 400, accepted: 400 });
  });

  it.each([
    [{ rows: 2.5 }, /customers must be a whole number of at least 20/],
    [{ seed: 0.5 }, /seed must be a whole number/],
  ])('refuses %j', (options, message) => {
    expect(() => sampleCustomersCsv(options)).toThrow(message);
  });
});

describe('the audit of the sample', () => {
  it('finds what is built in', async () => {
    const found = await audited('planted.csv', sampleCustomersCsv({ rows: 300, seed: 5 }));
    const relation = (column: string) =>
      found.relations.rows
        .filter((row) => row.column === column)
        .map(({ relation: kind, other }) => [kind, other] as const);
    expect(relation('customer_age_days')).toEqual([['constant', null]]);
    expect(relation('net_profit')).toEqual([['copy', 'total_revenue']]);
    expect(relation('profitability_segment')).toContainEqual(['cuts', 'total_revenue']);
    const rare = found.anomalies.where(({ anomalies }) => anomalies === 0).rows.map(({ segment }) => segment);
    expect(rare).toEqual(['Premium', 'Growing']);
    const { q, effect } = found.control.at({ property: 'transaction_value_volatility', control: 'segment' });
    expect(q.raw).toBeLessThan(0.01);
    expect(effect.raw).toBeGreaterThan(0.8);
    expect(found.match?.at({ group: 'anomalous' }).spearman.raw).toBeGreaterThan(0.9);
    expect(found.composition.at().repeated.raw).toBe(27);
  });

  it('does not find what is not: seasons, scores and sizes are like those of the others', async () => {
    const found = await audited('null.csv', sampleCustomersCsv({ rows: 300, seed: 5, effect: 0 }));
    const within = found.control.where(({ control, q }) => control === 'segment' && q !== null && q < 0.05);
    expect(within.rows).toEqual([]);
    expect(found.labels.rows.filter(({ helps }) => helps)).toEqual([]);
    expect(found.periods?.rows.filter(({ q }) => q !== null && q < 0.05)).toEqual([]);
  });
});

describe('the claims on the sample', () => {
  it('are all judged, and shown as the register judges them', async () => {
    const path = 'data/sample/customers.csv';
    const entries = (await judgeRegister(tally, { customers: path })).filter(
      ({ document }) => document === 'netsuite',
    );
    expect(entries).toHaveLength(20);
    expect(entries.every(({ note }) => !note.startsWith('not '))).toBe(true);
    expect(JSON.stringify(entries)).not.toMatch(/NaN|Infinity|undefined|null/);
    const study = await netsuite.open(await netsuite.loadCustomers(tally, path));
    const shown = await study.claim('A-2.1-C3');
    expect(shown.verdict).toBe(entries.find(({ id }) => id === 'A-2.1-C3')?.verdict);
    expect(shown.data).toEqual({ name: 'customers.csv', sample: true });
  });
});
