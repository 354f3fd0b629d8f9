import { afterAll, beforeAll, expect, it } from 'vitest';
import { bind, load, open, OptionsError, portrait, roleContract, type Tally } from 'tally';
import { Files } from '../load/files.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 2, currency: 'EUR' });
});
afterAll(() => {
  tally.close();
  files.remove();
});

const COLUMNS = {
  user: 'KundenNr',
  monetary: 'Umsatz',
  region: 'Land',
  subscribed: 'Abo',
  time: 'Seit',
} as const;

it('makes columns of roles, and sets rows aside in which one cannot be read', async () => {
  const file = files.lines(
    'kunden.csv',
    'KundenNr;Umsatz;Land;Abo;Seit',
    '1;1.120,50;DE;ja;2024-01-05',
    '2;;FR;nein;',
    '3;viel;DE;ja;2024-01-07',
  );
  const customers = await load(tally, file, { contract: roleContract('customers', COLUMNS) });
  expect(customers).toMatchObject({ accepted: 2, quarantined: 1 });
  expect(Object.entries(customers.columns)).toEqual([
    ...[
      ['user', 'text?'],
      ['monetary', 'double?'],
      ['region', 'text?'],
      ['subscribed', 'boolean?'],
    ],
    ...[
      ['time', 'timestamp?'],
      ['file_row', 'integer'],
    ],
  ]);
  const areas = await portrait.groupMeans(bind(customers, { monetary: 'monetary' }), 'monetary', 'region');
  expect(areas.at({ group: 'DE' }).mean.en).toBe('€1,120.50');
  expect(customers.schema['monetary']?.label).toEqual({ en: 'Umsatz', zh: 'Umsatz' });
});

it('refuses a role that does not exist', () => {
  const columns = { users: 'KundenNr' } as unknown as typeof COLUMNS;
  expect(() => roleContract('customers', columns)).toThrow(OptionsError);
  expect(() => roleContract('customers', columns)).toThrow(
    '"users" is not a role of a column: did you mean user?',
  );
});
