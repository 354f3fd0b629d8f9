import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { findingsOf, tellInProcess, textOf } from './in-process.js';
import { tinyData } from './tiny-data.js';
import { tinyShops } from './tiny-shop.js';

const { folder, users, events, orders, customers, withoutOrders } = tinyData();
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => vi.restoreAllMocks());

const { folder: shopFolder, shops } = tinyShops();
afterAll(() => rmSync(shopFolder, { recursive: true, force: true }));

const notebooks = readdirSync('notebooks')
  .filter((name) => name.endsWith('.ipynb'))
  .sort();
const asks = (variable: string) =>
  notebooks.filter((name) => readFileSync(join('notebooks', name), 'utf8').includes(variable));
const [ofUsers, ofEvents, ofOrders, ofShops, ofCustomers] = [
  'TALLY_USERS',
  'TALLY_EVENTS',
  'TALLY_ORDERS',
  'TALLY_SHOP',
  'TALLY_CUSTOMERS',
].map(asks) as [string[], string[], string[], string[], string[]];
/** What reads all files of a shop has shops of its own: `tiny-shop.slow.ts`. */
const ofFewFiles = ofShops.filter(
  (name) => !readFileSync(join('notebooks', name), 'utf8').includes('loadShop'),
);
const NOBODY = 'nobody, since all rows break a rule';

const told = async (notebook: string, path: string, parameters: Readonly<Record<string, unknown>> = {}) => {
  const variables = ['TALLY_USERS', 'TALLY_EVENTS', 'TALLY_ORDERS', 'TALLY_SHOP', 'TALLY_CUSTOMERS'];
  const files = Object.fromEntries(variables.map((variable) => [variable, path]));
  const found = await tellInProcess(notebook, files, parameters);
  expect(found.error).toBeNull();
  expect(textOf(found)).not.toMatch(/\b(NaN|undefined|null|Infinity)\b|∞/);
  return found;
};

describe.each(ofUsers)('%s runs to its end', (notebook) => {
  it.each(Object.keys(users).filter((name) => name !== NOBODY))('on %s', async (name) => {
    await told(notebook, users[name] ?? '');
  });

  it('on users without orders, once the rule against them is left out', async () => {
    await told(notebook, withoutOrders, { without: ['purchase_frequency range'] });
  });

  it('where all rows break a rule, and says which', async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const found = await told(notebook, users[NOBODY] ?? '');
    expect(warned.mock.calls).toEqual([
      [
        'None of the 12 rows of all_rows_break_aov.csv was accepted. All of them break the rule: Average order value equals ' +
          'total_spending / purchase_frequency within 0.0051. Fix the file, or skip the rule with without: ' +
          '["average_order_value derived"].',
      ],
    ]);
    const verdicts = new Set(findingsOf(found).map(({ verdict }) => verdict));
    // Where the rows went can be told of those that were set aside too.
    if (notebook !== '01-cleaning.ipynb') expect([...verdicts]).toEqual(['undefined']);
  });
});

describe.each(ofEvents)('%s runs to its end', (notebook) => {
  it.each(Object.keys(events))('on %s', async (name) => {
    await told(notebook, events[name] ?? '');
  });
});

describe.each(ofFewFiles)('%s runs to its end', (notebook) => {
  it.each(Object.keys(shops))('on %s', async (name) => {
    await told(notebook, shops[name] ?? '');
  });
});

describe.each(ofOrders)('%s runs to its end', (notebook) => {
  it.each(Object.keys(orders))('on %s', async (name) => {
    await told(notebook, orders[name] ?? '');
  });
});

describe.each(ofCustomers)('%s runs to its end', (notebook) => {
  it.each(Object.keys(customers))('on %s', async (name) => {
    await told(notebook, customers[name] ?? '');
  });

  it.each(['one customer', 'one segment', 'one retention'])(
    'and tells nothing of segments on %s',
    async (name) => {
      const found = await told(notebook, customers[name] ?? '');
      expect(findingsOf(found).filter(({ verdict }) => verdict === 'holds')).toEqual([]);
      expect(textOf(found)).toMatch(/an audit needs at least two|segments cannot differ/);
    },
  );
});

it('loads the rows once the rule that all of them break is left out', async () => {
  const warned = vi.spyOn(console, 'warn');
  const without = ['average_order_value derived'];
  const found = await told('01-cleaning.ipynb', users[NOBODY] ?? '', { without });
  expect(warned).not.toHaveBeenCalled();
  expect(textOf(found)).toContain('0 of 12 rows are set aside');
});

it('gives no verdict on a group that nobody is in', async () => {
  const found = await told('07-concentration.ipynb', events['nobody to wake'] ?? '');
  const lost = findingsOf(found).filter(({ text }) => text.startsWith('"Lost"'));
  expect(lost.map(({ verdict }) => verdict)).toEqual(['undefined']);
});
