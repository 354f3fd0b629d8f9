import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { realFile } from '../real/files.js';
import { runNotebooks, type Ran } from './run.js';

const file = realFile('netsuite/netsuite2_customer_analytics.csv');

describe.skipIf(file === null)('the notebook of the segment audit on the real customers', () => {
  let ran: Ran;
  let text: string;
  beforeAll(() => {
    ran = runNotebooks(['notebooks/11-segment-audit.ipynb'], ['-p', `customers=${resolve(file ?? '')}`]);
    text = ran.read('11-segment-audit.md');
  }, 300_000);
  afterAll(() => ran.remove());

  it('runs to its end, and judges the claims as the register does', () => {
    expect(ran.code).toBe(0);
    expect(text.match(/Published claim `A-/g)).toHaveLength(20);
    expect(text).toContain('Published claim `A-1-MEAN-1..5`: **confirmed**');
    expect(text).toContain('Published claim `A-1-N47`: **confirmed as defined**');
    expect(text).not.toMatch(/Published claim .*(\n>.*)*The notebook expects a different verdict/);
  });

  it('finds rows counted as customers, segments cut from revenue, and anomalies where segments spread', () => {
    expect(text).toContain('149 rows are 107 customers, 6 of whom have several');
    expect(text).toContain('The segments are steps of a number in the table, Total revenue');
    expect(text).toContain('every segment with anomalies (High Value, Standard, Basic) varies more');
    expect(text).toContain('47 in all, against 35.8');
  });

  it('does not find there what is built into the sample alone', () => {
    expect(text).toMatch(/✗ \*\*Does not hold\.\*\* Anomalies do differ from others of their segments/);
    expect(text).toContain('anomalies differ from all other rows in none');
  });

  it('draws every row', () => {
    expect(text).toContain('149 points, 47 marked: Anomaly');
    expect(ran.read('figures/11-segment-audit/outcome.svg')).toContain('Anomaly: 47');
  });
});
