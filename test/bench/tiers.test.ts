import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);
const bench = (...words: string[]) => run(process.execPath, ['bench/tiers/index.mjs', ...words]);

describe('bench:tiers', () => {
  it('prints three times, after batches that gave the tiers computed anew', async () => {
    const { stdout } = await bench('--orders', '3000', '--days', '60', '--rounds', '2');
    const [first, head, rule, ...rows] = stdout.trimEnd().split('\n');
    expect(first).toMatch(
      /^3,000 orders of 300 customers on 60 days, score spending, [\d,]+ stays, medians of 2 days$/,
    );
    expect([head, rule]).toEqual(['| | seconds | times the batch |', '| --- | ---: | ---: |']);
    expect(rows[0]).toMatch(/^\| a day's batch \| \d+\.\d{3} \| 1\.0 \|$/);
    expect(rows[1]).toMatch(/^\| the tiers of the day anew \| \d+\.\d{3} \| \d+\.\d \|$/);
    expect(rows[2]).toMatch(/^\| the history anew \| \d+\.\d{3} \| \d+\.\d \|$/);
    expect(rows[3]).toMatch(/^Customers looked at: \d+, of them with orders \d+; batches from /);
  });

  it.each(['0', 'many'])('refuses --orders %s', async (orders) => {
    await expect(bench(`--orders=${orders}`)).rejects.toThrow(
      `--orders is "${orders}": give a whole number above 0.`,
    );
  });
});
