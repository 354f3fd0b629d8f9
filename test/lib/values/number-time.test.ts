import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineTable, load, loadOrders, open, type Tally } from 'tally';
import { Files } from '../load/files.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open();
});
afterAll(() => {
  tally.close();
  files.remove();
});

const fileOf = (name: string, texts: readonly string[]) =>
  files.lines('t.csv', `k;${name}`, ...texts.map((text) => `k;${text}`));

const read = async (name: string, texts: readonly string[], type?: 'date' | 'timestamp') => {
  const path = fileOf(name, texts);
  const loaded =
    type === undefined
      ? await load(tally, path)
      : await load(tally, path, { contract: defineTable({ name: 't', columns: { [name]: { type } } }) });
  const { rows } = await tally.query`SELECT * EXCLUDE (file_row) FROM ${loaded.unchecked} ORDER BY file_row`;
  return [loaded.fields.at({ column: name }).reading.raw, ...rows.map((row) => row[name])];
};

describe('numbers in a column of times are', () => {
  it.each<['date' | 'timestamp', readonly string[], readonly unknown[]]>([
    ['date', ['45356', '45357', '7'], ['excelDates', '2024-03-05', '2024-03-06', null]],
    [
      'timestamp',
      ['45356.5', '45357'],
      ['excelDates', '2024-03-05T12:00:00.000000', '2024-03-06T00:00:00.000000'],
    ],
    [
      'timestamp',
      ['1709640000', '1709640000.5'],
      ['epochSeconds', '2024-03-05T12:00:00.000000', '2024-03-05T12:00:00.500000'],
    ],
    ['timestamp', ['1709640000123'], ['epochMilliseconds', '2024-03-05T12:00:00.123000']],
    ['date', ['1709640000'], ['epochSeconds', '2024-03-05']],
    ['date', ['5', '6'], ['asIs', null, null]],
  ])('under a contract: %s %j', async (type, texts, expected) => {
    expect(await read('t', texts, type)).toEqual(expected);
  });

  it.each<[string, readonly string[], string]>([
    ['Order Date', ['45356', '45357'], 'excelDates'],
    ['Bestelldatum', ['45356', '45357'], 'excelDates'],
    ['下单时间', ['45356.25', '45357.5'], 'excelDates'],
    ['created_at', ['1709640000', '1709640001'], 'epochSeconds'],
    ['eventTime', ['1709640000123', '1709640000124'], 'epochMilliseconds'],
    ['Update', ['45356', '45357'], 'asIs'],
    ['loadTime', ['45356', '45357'], 'asIs'],
    ['停留时间', ['45356', '45357'], 'asIs'],
    ['amount', ['45356', '45357'], 'asIs'],
    ['date', ['45356', '12'], 'asIs'],
  ])('without one, by the name %s: %j is %s', async (name, texts, reading) => {
    expect((await read(name, texts))[0]).toBe(reading);
  });

  it('times of orders, on the clocks of their zone', async () => {
    const path = files.lines('o.csv', 'order_id;customer_id;date;amount', '1;a;45356.5;3', '2;b;45357;4');
    const orders = await loadOrders(tally, path, { timeZone: 'Asia/Shanghai' });
    const { rows } = await tally.query`SELECT time FROM ${orders.lines} ORDER BY time`;
    expect(rows).toEqual([{ time: '2024-03-05T12:00:00.000000' }, { time: '2024-03-06T00:00:00.000000' }]);
  });
});

describe('dates in several formats', () => {
  it('are reported with counts and examples, and the rarer ones set aside', async () => {
    const contract = defineTable({ name: 't', columns: { d: { type: 'date' } } });
    const path = fileOf('d', ['31.03.2024', '30.03.2024', '2024-04-01']);
    const loaded = await load(tally, path, { contract });
    expect(loaded).toMatchObject({ accepted: 2, quarantined: 1 });
    expect(loaded.fields.at({ column: 'd' }).reading.raw).toBe('severalDates');
    const said =
      'Dates of d are written in several ways: %d.%m.%Y 2, such as 30.03.2024; ISO 8601 1, such as 2024-04-01.';
    expect(loaded.account.note).toMatchObject({ en: expect.stringContaining(said) as unknown });
  });

  it('stay text without a contract, which is said', async () => {
    const loaded = await load(tally, fileOf('d', ['31/03/2024', '2024-04-01']));
    expect(loaded.fields.at({ column: 'd' })).toMatchObject({
      type: { raw: 'text' },
      reading: { raw: 'severalDates' },
    });
    expect(loaded.account.note).toMatchObject({ zh: expect.stringContaining('d的日期格式不一') as unknown });
  });

  it('are refused where two would fit all', async () => {
    const contract = defineTable({ name: 't', columns: { d: { type: 'date' } } });
    await expect(load(tally, fileOf('d', ['01/04/2024', '02/04/2024']), { contract })).rejects.toThrow(
      "written %d/%m/%Y or %m/%d/%Y. Specify which: dateFormat: '%d/%m/%Y' or dateFormat: '%m/%d/%Y'",
    );
  });
});
