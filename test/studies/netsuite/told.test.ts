import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit, chart, open, OptionsError, type Tally } from 'tally';
import { netsuite, sampleCustomersCsv } from 'tally-studies';

const folder = mkdtempSync(join(tmpdir(), 'tally-told-'));
let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 2 });
});
afterAll(() => {
  tally.close();
  rmSync(folder, { recursive: true });
});

async function customers(name: string, change: (csv: string) => string) {
  const path = join(folder, `${name}.csv`);
  writeFileSync(path, change(sampleCustomersCsv({ rows: 40 })));
  return netsuite.loadCustomers(tally, path);
}

/** Every row is of the segment Premium. */
const oneSegment = (csv: string) =>
  csv.replace(/,(Basic|Growing|Standard|High Value)(?=,(Gold|Silver|Basic),)/g, ',Premium');

describe('told', () => {
  it('is what the metric finds where it is defined', async () => {
    const table = await customers('sound', (csv) => csv);
    const found = await netsuite.told(table, netsuite.auditCustomers);
    expect(found.list('grade')).toEqual((await netsuite.auditCustomers(table)).list('grade'));
    expect(found.composition.at().rows.raw).toBe(40);
  });

  it('is empty where it is not, with all results and the reason in their notes', async () => {
    const table = await customers('one', oneSegment);
    await expect(netsuite.auditCustomers(table)).rejects.toThrow('has one segment only');
    const found = await netsuite.told(table, (one) => netsuite.auditCustomers(one, { halves: true }));
    const note = /^Cannot be told: .* has one segment only: an audit needs at least two\.$/;
    for (const result of [
      found,
      found.anomalies,
      found.periods,
      found.periods?.bySegment,
      found.drift?.summary,
    ]) {
      expect(result?.length).toBe(0);
      expect((result?.note as { en: string }).en).toMatch(note);
    }
    expect(found.anomalies.at({ segment: 'Premium' }).anomalies.raw).toBeNull();
    expect(chart(found.anomalies).alt).toContain('no data');
  });

  it('is empty for clusters and trees of too few rows', async () => {
    const table = await customers('two', (csv) => csv.split('\n').slice(0, 2).join('\n'));
    const features = netsuite.FEATURES;
    const [segment, outcome] = ['profitability_segment', 'retention_probability'] as const;
    const rivals = await netsuite.told(table, (one) => audit.rivals(one, { segment, features, outcome }));
    expect([rivals.length, rivals.labelings.length, rivals.clusters.means.length]).toEqual([0, 0, 0]);
    const rules = await netsuite.told(table, (one) => audit.tree(one, outcome, { features }));
    expect([rules.length, rules.nodes.length, rules.depths.length]).toEqual([0, 0, 0]);
  });

  it('throws what no table could mend', async () => {
    const table = await customers('wrong', (csv) => csv);
    const wrong = netsuite.told(table, (one) =>
      audit.markAnomalies(one, { ...netsuite.ANOMALIES, threshold: -1 }),
    );
    await expect(wrong).rejects.toThrow(OptionsError);
  });
});
