import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { sampleShopFiles } from 'tally-studies';
import { afterAll, describe, expect, it } from 'vitest';
import { tellInProcess, textOf } from './in-process.js';

const folder = mkdtempSync(join(tmpdir(), 'tally-tiny-shop-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Rows = readonly (readonly string[])[];

/** Writes the files of a shop, each with the rows that are left of it. */
function shopOf(name: string, left: (file: string, rows: Rows) => Rows): string {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  for (const { name: file, columns, rows } of sampleShopFiles({ customers: 40, seed: 5 })) {
    const text = `${[columns, ...left(file, rows)].map((row) => row.join(',')).join('\n')}\n`;
    const compressed = file === 'fresh-orders';
    writeFileSync(join(path, `${file}.csv${compressed ? '.gz' : ''}`), compressed ? gzipSync(text) : text);
  }
  return path;
}

const ASIDE = [
  'fresh-coupons',
  'fresh-groups',
  'fresh-group-orders',
  'fresh-campaigns',
  'fresh-campaign-customers',
];

const SHOPS = {
  'forty customers': (_: string, rows: Rows) => rows,
  'no campaigns, coupons and groups': (file: string, rows: Rows) =>
    ASIDE.includes(file) ? rows.slice(0, 1) : rows,
  'two customers': (file: string, rows: Rows) => {
    if (file !== 'fresh-orders') return rows;
    const two = [...new Set(rows.map((row) => row[1]))].slice(0, 2);
    return rows.filter((row) => two.includes(row[1]));
  },
  'one product only': (file: string, rows: Rows) =>
    file === 'fresh-orders' ? rows.map((row) => row.map((value, at) => (at === 3 ? 'Eggs' : value))) : rows,
  'everybody with the same order': (file: string, rows: Rows) =>
    file === 'fresh-orders'
      ? rows
          .slice(0, 40)
          .map((row, n) => [
            `S${n}`,
            `U${String((n % 20) + 1).padStart(5, '0')}`,
            n < 20 ? '2024-05-01 10:00' : '2024-05-02 10:00',
            ...['Eggs', 'eggs', '1', '10.0', ''],
            row[8] ?? '',
            'completed',
          ])
      : rows,
} as const;

describe('15-operations.ipynb runs to its end', () => {
  it.each(Object.entries(SHOPS))('on %s', async (name, left) => {
    const path = shopOf(name.replaceAll(/\W/g, '-'), left);
    const found = await tellInProcess('15-operations.ipynb', {}, { folder: path });
    expect(found.error).toBeNull();
    expect(textOf(found)).not.toMatch(/\b(NaN|undefined|null|Infinity)\b|∞/);
  });
});
