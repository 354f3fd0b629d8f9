import { afterAll, describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { loadOrders, open, readProject } from 'tally';
import { parseProject } from '../../../lib/src/project/parse.js';
import { PROJECT_KEY_NAMES, metaOf } from '../../../lib/src/project/schema.js';
import { Files } from '../load/files.js';

const files = new Files();
afterAll(() => files.remove());

const GERMAN = `kind: orders
data: kunden.csv # from the folder of this file
map:
  customer: KundenNr
  amount: Betrag, brutto
  discount: null
timeZone: Europe/Berlin
currency: eur
canceled: [storniert]
`;

describe('tally.yaml', () => {
  it('says where the data are and which column holds what', async () => {
    files.lines(
      'kunden.csv',
      'order,KundenNr,date,"Betrag, brutto",total,discount,status',
      '1,a,2024-01-31 23:30,5.00,4,1,ok',
      '2,b,2024-02-01 00:30,7.00,6,1,storniert',
    );
    const path = files.write('tally.yaml', GERMAN);
    const project = readProject(path, 'orders');
    expect(project).toEqual({
      kind: 'orders',
      data: relative(process.cwd(), `${files.folder}/kunden.csv`),
      map: { customer: 'KundenNr', amount: 'Betrag, brutto', discount: null },
      ...{ timeZone: 'Europe/Berlin', currency: 'EUR', asOf: null, locale: 'en' },
      ...{ views: [], interests: [], purchases: [] },
      options: { canceled: ['storniert'] },
    });
    const { data, map, timeZone, options } = project;
    const tally = await open({ timeZone, currency: 'EUR' });
    const shop = await loadOrders(tally, data, { columns: map, ...options });
    expect(shop.content.rows).toMatchObject([{ from: '2024-01-31', revenue: 5, currency: 'EUR' }]);
    tally.close();
  });

  it('is read for events and for customers', () => {
    const events = files.write(
      'e.yaml',
      'kind: events\ndata: [a.csv, b.csv]\nmap: { user: 1, time: 5, type: 4, item: }\nviews: [pv]\nfrom: 2017-11-25\n',
    );
    expect(readProject(events, 'events')).toMatchObject({
      data: [expect.stringMatching(/a\.csv$/), expect.stringMatching(/b\.csv$/)] as unknown,
      map: { user: 1, time: 5, type: 4 },
      views: ['pv'],
      options: { from: '2017-11-25' },
    });
    const users = files.write(
      'c.yaml',
      'kind: customers\ndata: /x/u.csv\nmap: { user: id, monetary: 3, income: }\ndecimal: ","\n',
    );
    expect(readProject(users, 'customers')).toMatchObject({
      map: { user: 'id', monetary: 'column_3' },
      options: { decimal: ',' },
    });
  });

  it('leaves addresses of databases as they are', () => {
    const path = files.write('db.yaml', 'kind: orders\ndata: mysql://me@localhost/shop?table=orders\n');
    expect(readProject(path, 'orders').data).toBe('mysql://me@localhost/shop?table=orders');
  });

  it.each([
    ['kind: orders\ndata: x.csv\ntimezone: UTC\n', 'line 3: timezone: unknown key. Did you mean timeZone?'],
    ['kind: order\ndata: x.csv\n', 'line 1: kind: Invalid option'],
    ['kind: orders\n', 'line 1: data: Invalid input'],
    [
      'kind: orders\ndata: x.csv\nmap:\n  order: a\n  custmer: b\n',
      'line 5: map.custmer: orders have no such field. Did you mean customer?',
    ],
    ['kind: orders\ndata: x.csv\nmap:\n  order: 0\n', 'line 4: map.order: Too small'],
    [
      'kind: events\ndata: x.csv\n\nrefunds: net\n',
      'line 4: refunds: is for orders, and the kind is events.',
    ],
    ['kind: orders\ndata: x.csv\nasOf: yesterday\n', 'line 3: asOf: write a day as YYYY-MM-DD'],
    ['kind: orders\ndata: x.csv\nrates:\n  USD: 0.9\n  CHF: -1\n', 'line 5: rates.CHF: Too small'],
    ['kind: orders\ndata: "x\n', ':3: not YAML'],
    ['kind: &a [*a]\n', 'not YAML: the alias *a stands inside of what it repeats'],
    ['- a\n', 'line 1: Invalid input: expected object'],
  ])('names the line of what is wrong in %j', (text, message) => {
    expect(() => parseProject(text, 'tally.yaml')).toThrow(message);
  });

  it('lists all problems', () => {
    expect(() => parseProject('kind: orders\ndata: x\nfoo: 1\ndecimal: x\n', 'tally.yaml')).toThrow(
      /tally\.yaml cannot be used:\n {2}line \d: .*\n {2}line \d: /,
    );
  });

  it('is refused where it is missing, of another kind, or names several files of orders', () => {
    expect(() => readProject('no-such.yaml', 'orders')).toThrow(/no-such\.yaml: no such file, here or above/);
    const path = files.write('k.yaml', 'kind: events\ndata: x.csv\n');
    expect(() => readProject(path, 'orders')).toThrow(/its data are events, and orders are needed here/);
    const two = files.write('two.yaml', 'kind: orders\ndata: [a, b]\n');
    expect(() => readProject(two, 'orders')).toThrow(/data names 2 files: only events can be in several/);
  });

  it('says in words what each key is', () => {
    for (const name of PROJECT_KEY_NAMES) expect(metaOf(name).description).toMatch(/^\w.{10,}[^.]$/);
  });
});

it('is documented key by key', () => {
  const page = readFileSync('docs/your-data.md', 'utf8').replaceAll(/ +/g, ' ');
  for (const name of PROJECT_KEY_NAMES) expect(page).toContain(`| \`${name}\` | ${metaOf(name).description}`);
});
