import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findingsOf, tellInProcess, textOf } from '../notebooks/in-process.js';
import { canceledOrders, smallCases } from './data.js';
import { FOLDER, templatesOf, toldSoundly } from './told.js';

const folder = mkdtempSync(join(tmpdir(), 'tally-templates-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const cases = smallCases(folder);
const named = (name: string) => {
  const found = cases[name];
  if (found === undefined) throw new Error(`no case ${name}`);
  return found;
};

/** The awkward ones; all others, and real ones, are for the slow tests. */
const AWKWARD = [
  'German orders of one customer',
  'Chinese orders of one day',
  'customers of one group',
  'a segmentation of few rows',
];

describe.each(AWKWARD)('on %s', (name) => {
  const data = named(name);
  it.each(templatesOf(data.kind))('%s runs to its end', async (notebook) => {
    await toldSoundly(notebook, data);
  });
});

describe('the templates', () => {
  it('say what a file does not have', async () => {
    const products = textOf(
      await toldSoundly('../templates/orders/04-products.ipynb', named('a single order')),
    );
    expect(products).toContain('These orders name no product with revenue');
    const single = textOf(
      await toldSoundly('../templates/orders/04-products.ipynb', named('Chinese orders of one day')),
    );
    expect(single).toContain('it takes the only product with any');
    expect(single).toContain('which product to show beside another cannot be told');
    expect(single).not.toContain('What to do: take a pair');
    const funnel = textOf(
      await toldSoundly('../templates/events/01-funnel.ipynb', named('events of ten days')),
    );
    expect(funnel).toContain('No type of event shows interest');
    const segments = textOf(
      await toldSoundly('../templates/customers/02-segments.ipynb', named('customers without spending')),
    );
    expect(segments).toContain('This needs columns with the roles user and monetary');
  });

  it('say where a change in revenue comes from, by groups that add up to it', async () => {
    const told = textOf(await toldSoundly('../templates/orders/01-overview.ipynb', named('many orders')));
    const [, , all, ...parts] =
      /brought ([$−\d,.]+), as many days before them ([$\d,.]+), a change of ([$−\d,.]+)\. New customers account for ([$−\d,.]+) of it, those who are back after a pause for ([$−\d,.]+), those who bought in both stretches for ([$−\d,.]+), those who did not come back for ([$−\d,.]+)\./
        .exec(told)
        ?.slice(1)
        .map((text) => Number(text.replace('−', '-').replaceAll(/[$,]/g, ''))) ?? [];
    const sum = parts.reduce((one, other) => one + other, 0);
    expect(Math.abs(sum - (all ?? NaN))).toBeLessThan(parts.length);
  });

  it('say what of the revenue is in no segment', async () => {
    const told = await toldSoundly(
      '../templates/orders/02-rfm.ipynb',
      named('orders whose refunds exceed them'),
    );
    expect(textOf(told)).toContain('1 customer got back more than was paid in these orders, −2.00 net.');
    expect(textOf(told)).toContain('Customers without a purchase in these orders got −4.00 back.');
  });

  it('say how many rows repeat a customer, equal rows among them', async () => {
    const repeating = named('customers of several rows');
    const portrait = textOf(await toldSoundly('../templates/customers/01-portrait.ipynb', repeating));
    expect(portrait).toContain('20 rows repeat the id of another row');
    expect(portrait).toContain('count each as a customer of its own, 24 instead of 4.');
    expect(portrait).toContain('Of 25 rows the top fifth');
    const segments = textOf(await toldSoundly('../templates/customers/02-segments.ipynb', repeating));
    expect(segments).toContain('20 of these rows repeat the id of another');
    const unique = named('customers of one row');
    const told = textOf(await toldSoundly('../templates/customers/01-portrait.ipynb', unique));
    expect(told).toContain('No customer is in the file twice.');
    expect(told).toContain('Of 4 customers the top fifth');
  });

  it('describe segments by the columns that a file has', async () => {
    const told = await toldSoundly(
      '../templates/customers/02-segments.ipynb',
      named('customers without days'),
    );
    expect(textOf(told)).toContain('set apart from all users by');
  });

  it('say that no order is left after cleaning', async () => {
    const told = await tellInProcess(
      '../templates/orders/01-overview.ipynb',
      {},
      { data: canceledOrders(folder) },
    );
    expect(told.error).toMatch(/none of the 30 rows counts as part of an order:\n {2}- Canceled: 30/);
  });

  it('ask which events are views and purchases where their names do not say so', async () => {
    const { parameters } = named('events of ten days');
    const types = {
      ...parameters,
      options: {
        types: [
          { key: 'a', aliases: ['浏览'] },
          { key: 'b', aliases: ['购买'] },
        ],
      },
    };
    const told = await tellInProcess('../templates/events/03-traffic.ipynb', {}, types);
    expect(told.error).toMatch(/Say which are: views: \['…'\], purchases: \['…'\], from a, b\./);
    const given = await tellInProcess(
      '../templates/events/03-traffic.ipynb',
      {},
      { ...types, views: ['a'], purchases: ['b'] },
    );
    expect(given.error).toBeNull();
  });

  it('word findings by what the data say', async () => {
    const verdicts = async (name: string) =>
      findingsOf(await toldSoundly('../templates/orders/01-overview.ipynb', named(name))).map(
        ({ verdict }) => verdict,
      );
    expect(await verdicts('Chinese orders of one day')).toEqual(['undefined']);
    expect(await verdicts('many orders')).toEqual(['holds']);
  });
});

interface Notebook {
  readonly cells: readonly {
    readonly cell_type: string;
    readonly id: string;
    readonly source: readonly string[];
    readonly outputs?: readonly unknown[];
    readonly metadata: { readonly tags?: readonly string[] };
  }[];
}

/** Cells are read by people who have never seen the library. */
const [MOST_LINES, MOST_PARAMETERS] = [8, 12];

describe.each(readdirSync(FOLDER).flatMap((kind) => templatesOf(kind as 'orders')))('%s', (notebook) => {
  const { cells } = JSON.parse(readFileSync(join('notebooks', notebook), 'utf8')) as Notebook;

  it('has short cells', () => {
    const long = cells
      .filter(({ cell_type: type }) => type === 'code')
      .filter(
        ({ source, metadata: { tags = [] } }) =>
          source.length > (tags.includes('parameters') ? MOST_PARAMETERS : MOST_LINES),
      );
    expect(long.map(({ id }) => id)).toEqual([]);
  });

  it('is committed without outputs', () => {
    expect(cells.flatMap(({ outputs = [] }) => outputs)).toEqual([]);
  });

  it('has no typed number in its prose', () => {
    const prose = cells
      .filter(({ cell_type: type }) => type === 'markdown')
      .map(({ source }) => source.join(''));
    expect(prose.filter((text) => /\d/.test(text))).toEqual([]);
  });
});
