import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bind, load, open, rfm, segmentSizes, type Tally } from 'tally';
import { DISPLAY } from '../../../lib/src/core/display.js';
import { Files } from './files.js';

const LANDS = ['Bayern', 'Berlin', 'Bremen', 'Hamburg', 'Hessen', 'Saarland', 'Sachsen', 'Thüringen'];
const REGIONS = [...LANDS, 'Niedersachsen', 'Brandenburg', 'Rheinland-Pfalz', 'Baden-Württemberg'];
const CUSTOMERS = 60;

const files = new Files();
let tally: Tally;
let path: string;
beforeAll(async () => {
  tally = await open({ currency: 'EUR' });
  // The n-th customer has spent 1,000 + n euros: revenue is 60 · 1,000 + 60 · 61 / 2 = 61,830.
  const lines = Array.from({ length: CUSTOMERS }, (_, index) => {
    const n = index + 1;
    const days = (7 * n) % CUSTOMERS;
    return [
      `0${100 + n}`,
      REGIONS[index % REGIONS.length],
      days,
      1 + (n % 9),
      `1.${String(n).padStart(3, '0')},00`,
    ];
  });
  path = files.lines(
    'kunden.csv',
    'Kunden-Nr;Bundesland;Tage seit Kauf;Käufe;Umsatz',
    ...lines.map((fields) => fields.join(';')),
  );
});
afterAll(() => {
  tally.close();
  files.remove();
});

describe('a table with German headers, euros and twelve regions', () => {
  it('is loaded, bound and scored in four lines', async () => {
    const loaded = await load(tally, path);
    const customers = bind(loaded, {
      ...{ user: 'Kunden-Nr', region: 'Bundesland', recency: 'Tage seit Kauf' },
      ...{ frequency: 'Käufe', monetary: 'Umsatz' },
    });
    const sizes = await segmentSizes(await rfm(customers));
    expect(loaded.accepted).toBe(CUSTOMERS);
    expect(sizes.total('users').raw).toBe(CUSTOMERS);
    expect(sizes.total('revenue').en).toBe('€61,830');
  });

  it('may come from a Western spreadsheet, which does not write UTF-8', async () => {
    const bytes = Buffer.from('Käufe;Straße;Größe\n1;Müllerstraße;2,5\n2;Am Bach;3\n', 'latin1');
    const loaded = await load(tally, files.write('excel.csv', bytes));
    expect(loaded.source.encoding).toBe('windows-1252');
    expect((await tally.query`SELECT "Straße" FROM ${loaded} ORDER BY file_row`).rows).toEqual([
      { Straße: 'Müllerstraße' },
      { Straße: 'Am Bach' },
    ]);
  });

  it('says what it took the columns for', async () => {
    const loaded = await load(tally, path);
    expect(loaded.fields.rows.map(({ column, type, reading }) => [column, type, reading])).toEqual([
      ['Kunden-Nr', 'text', 'leadingZeros'],
      ['Bundesland', 'text', 'asIs'],
      ['Tage seit Kauf', 'integer', 'asIs'],
      ['Käufe', 'integer', 'asIs'],
      ['Umsatz', 'decimal', 'decimalComma'],
    ]);
    const text = String((await loaded[DISPLAY]()).data['text/plain']);
    expect(text).toContain('CSV in utf-8, separated by semicolons.');
    expect(text).toMatch(/Umsatz +decimal number +0 +decimal comma/);
  });
});
