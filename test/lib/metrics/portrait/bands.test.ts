import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bind, open, OptionsError, portrait, type Column, type Tally } from 'tally';
import { Table } from '../../../../lib/src/core/table.js';
import { tableOf } from '../../table-of.js';

const { bandCounts, bandsOf } = portrait;

let tally: Tally;
beforeAll(async () => {
  tally = await open();
});
afterAll(() => tally.close());

const values = (numbers: readonly (number | null)[]) =>
  tableOf(
    tally,
    'kunden',
    { alter: 'decimal?' },
    numbers.map((x) => [x]),
    {},
  );

describe('bandCounts', () => {
  const edges = {
    low: { label: 'under 200', below: 200 },
    middle: { label: '200 to 400', from: 200, upTo: 400 },
    high: { label: 'over 400' },
  };

  it('says the currency of money beside the names of the bands', async () => {
    const rows = [[100], [300]];
    const spent = await tableOf(tally, 'umsatz', { umsatz: 'decimal' }, rows, {});
    const inEuro = await open({ currency: 'EUR', engine: tally.engine });
    const money = bind(await tableOf(inEuro, 'umsatz', { umsatz: 'decimal' }, rows, {}), {
      monetary: 'umsatz',
    });
    expect((await bandCounts(money, 'umsatz', edges)).schema.band).toMatchObject({
      unit: { en: '€', zh: '€' },
    });
    expect((await bandCounts(spent, 'umsatz', edges)).schema.band).not.toHaveProperty('unit');
    const plain = bind(spent, { monetary: 'umsatz' });
    expect((await bandCounts(plain, 'umsatz', edges)).schema.band).not.toHaveProperty('unit');
  });

  it('has the unit of the column, and the colors of bands that have some', async () => {
    const { name, columns, session } = await values([100]);
    const unit = { en: 'years', zh: '岁' };
    const alter = { kind: 'decimal?' as const, label: { en: 'Age', zh: '年龄' }, unit };
    const table = new Table({ session, name, columns, roles: {}, schema: { alter } });
    const found = await bandCounts(table, 'alter', {
      low: { label: 'low', color: '#123456', below: 200 },
      high: { label: 'high' },
    });
    expect(found.schema.band).toMatchObject({ label: alter.label, unit });
    expect(found.schema.band.values).toEqual({
      low: { label: 'low', color: '#123456' },
      high: { label: 'high' },
    });
    expect(Object.keys(found.schema.band.values.high)).toEqual(['label']);
    expect(found.title).toEqual({ en: 'Users by age', zh: '用户的年龄分布' });
    expect(found.chart).toEqual({ mark: 'bar', x: 'band', y: 'share' });
    expect(found.schema.share.of).toEqual({ base: 'users', interval: 'shareInterval' });
    const hidden = Object.entries<Column>(found.schema).filter(([, one]) => one.hidden === true);
    expect(hidden.map(([key]) => key)).toEqual(['shareInterval', 'from', 'below', 'upTo']);
  });

  it('puts every edge on its side, and a value into the first band that holds it', async () => {
    const found = await bandCounts(await values([199.99, 200, 400, 400.01, 5000]), 'alter', edges);
    expect(found.rows.map(({ band, users }) => [band, users])).toEqual([
      ['low', 1],
      ['middle', 2],
      ['high', 2],
    ]);
  });

  it('gives the edges of each band, so that a sentence can name them', async () => {
    const found = await bandCounts(await values([1]), 'alter', edges);
    expect(found.rows.map(({ from, below, upTo }) => [from, below, upTo])).toEqual([
      [null, 200, null],
      [200, null, 400],
      [null, null, null],
    ]);
    expect(found.at({ band: 'middle' }).upTo.en).toBe('400.00');
  });

  it('keeps empty bands, and its shares sum to one', async () => {
    const found = await bandCounts(await values([20, 21, 60]), 'alter', bandsOf([20, 30, 50]));
    expect(found.rows.map(({ band, users, share }) => [band, users, share])).toEqual([
      ['under20', 0, 0],
      ['20to30', 2, 2 / 3],
      ['30to50', 0, 0],
      ['from50', 1, 1 / 3],
    ]);
    expect(found.at({ band: '20to30' }).shareInterval.en).toBe('20.8%–93.9%');
  });

  it('counts closed bands from the other side', async () => {
    const found = await bandCounts(
      await values([20, 20.01, 30, 31]),
      'alter',
      bandsOf([20, 30], { closed: 'right' }),
    );
    expect(found.rows.map(({ band, users }) => [band, users])).toEqual([
      ['upTo20', 1],
      ['20to30', 2],
      ['over30', 1],
    ]);
  });

  it('refuses bands that leave values out', async () => {
    const bands = bandCounts(await values([20, 50]), 'alter', { young: { label: 'young', below: 30 } });
    await expect(bands).rejects.toThrow(OptionsError);
    await expect(bands).rejects.toThrow(/alter: 1 values fall into none/);
  });

  it('says how many values are missing and shares out the others', async () => {
    const found = await bandCounts(await values([10, 30, null]), 'alter', bandsOf([20]));
    expect(found.rows.map(({ users, share }) => [users, share])).toEqual([
      [1, 0.5],
      [1, 0.5],
    ]);
    expect(found.note).toEqual({ en: 'Missing values, not counted: 1.', zh: '缺失值（未计入）：1。' });
  });

  it.each([[[]], [[null, null]]])('has no shares where nobody has a value: %j', async (nobody) => {
    const found = await bandCounts(await values(nobody), 'alter', bandsOf([20]));
    expect(found.rows.map(({ users, share, shareInterval }) => [users, share, shareInterval])).toEqual([
      [0, null, null],
      [0, null, null],
    ]);
  });

  it('knows its columns and bands when it compiles', async () => {
    const found = await bandCounts(await values([1]), 'alter', bandsOf([20, 30]));
    // @ts-expect-error there is no such band
    expect(found.at({ band: 'from20' }).users.raw).toBeNull();
    // @ts-expect-error there is no such column
    await expect(bandCounts(await values([1]), 'age', edges)).rejects.toThrow('has no column "age"');
  });
});
