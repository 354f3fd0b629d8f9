import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineTable, id, load, loadEvents, open, sql, type Tally } from 'tally';
import { Files } from '../load/files.js';
import { numberTexts, timeTexts } from './random-texts.js';
import { decimalOf, doubleOf, timeOf, undressedOf, wholeOf } from './reference.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open();
});
afterAll(() => {
  tally.close();
  files.remove();
});

const quoted = (text: string) => `"${text}"`;
const NOON = 1511668800;

const everything = defineTable({
  name: 'everything',
  columns: {
    whole: { type: 'integer?', source: 'x', decimalMark: '.' },
    cents: { type: 'decimal?', source: 'x', decimalMark: '.' },
    exact: { type: 'double?', source: 'x', decimalMark: '.' },
    time: { type: 'timestamp?', source: 't' },
  },
  sentinels: [],
});

describe('a text is accepted for what a reference takes it for', () => {
  it('under a contract', async () => {
    const row = fc.tuple(numberTexts, timeTexts);
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 40, maxLength: 60 }), async (rows) => {
        const lines = rows.map((texts) => texts.map(quoted).join(','));
        const { unchecked } = await load(tally, files.lines('all.csv', 'x,t', ...lines), {
          contract: everything,
        });
        const found = await tally.engine.all(
          sql`SELECT CAST(whole AS VARCHAR) AS whole, CAST(cents AS VARCHAR) AS cents, exact, time
            FROM ${unchecked} ORDER BY file_row`,
          { whole: 'text?', cents: 'text?', exact: 'double?', time: 'timestamp?' },
        );
        const mixed = rows.some(([, time]) => /\d:\d\d.*(z|[+-]\d\d)/i.test(time));
        expect(mixed).toBe(true);
        expect(found.map(({ exact, ...row }) => ({ ...row, exact: exact === 0 ? 0 : exact }))).toEqual(
          rows
            .map(([text, time]) => [undressedOf(text)?.text ?? text, time] as const)
            .map(([number, time]) => ({
              whole: wholeOf(number)?.toString() ?? null,
              cents: decimalOf(number, 18, 2),
              exact: doubleOf(number),
              time: timeOf(time),
            })),
        );
      }),
      { numRuns: 6, endOnFailure: true },
    );
  });

  it('without one, where all of a column are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(numberTexts, { minLength: 30, maxLength: 40 }), async (texts) => {
        const names = texts.map((_, n) => `c${n}`);
        const path = files.lines('free.csv', names.join(','), texts.map(quoted).join(','));
        const loaded = await load(tally, path, { decimal: '.', header: true });
        const { rows } = await tally.query`SELECT * FROM ${loaded}`;
        for (const [n, text] of texts.entries()) {
          const value = rows[0]?.[`c${n}`];
          const { type, reading: found } = loaded.fields.at({ column: `c${n}` });
          const undressed = undressedOf(text);
          const bare = undressed?.isEvident === true ? undressed.text : text;
          const number = text.trim() === '5%' ? 0.05 : doubleOf(bare);
          const isId = ['leadingZeros', 'longNumber'].includes(String(found.raw));
          const taken = number !== null && !isId;
          expect({ text, taken: type.raw !== 'text' }).toEqual({ text, taken });
          expect({ text, value: value === 0 ? 0 : value }).toEqual({
            text,
            value: taken ? number : text.trim(),
          });
        }
      }),
      { numRuns: 4, endOnFailure: true },
    );
  });

  it('among the ids of events', async () => {
    const texts = numberTexts.filter((text) => !text.includes(','));
    await fc.assert(
      fc.asyncProperty(fc.array(texts, { minLength: 40, maxLength: 60 }), async (ids) => {
        const lines = ids.map((text) => `${text};1;1;pv;${NOON}`);
        const path = files.lines('ids.csv', ...lines, `77;1;1;pv;${NOON}`);
        const events = await loadEvents(tally, path, {
          ...{ ids: 'integer', timestamps: 'seconds', from: '2017-11-25', to: '2017-12-03', types: ['pv'] },
          header: false,
        });
        const found = await tally.engine.all(
          sql`SELECT CAST(user_id AS VARCHAR) AS user_id FROM ${events.events} ORDER BY 1`,
          { user_id: 'text' },
        );
        const expected = [...ids.flatMap((text) => wholeOf(text)?.toString() ?? []), '77'];
        expect(found.map((row) => row.user_id)).toEqual(expected.sort());
        expect(events.quarantined).toBe(ids.length + 1 - expected.length);
      }),
      { numRuns: 6, endOnFailure: true },
    );
  });
});

describe('events', () => {
  const columns = { user: 'u', time: 't', type: 'e', amount: 'v' } as const;
  const load2 = (lines: readonly string[]) =>
    loadEvents(tally, files.lines('amounts.csv', 'u;t;e;v', ...lines), { columns, ids: 'integer' });

  it.each([
    ['1.5', false],
    ['1e3', false],
    ['0x10', false],
    ['0b11', false],
    ['1_000', false],
    ['+3', true],
    [' 4 ', true],
    ['5.0', true],
  ])('take the id %j for a whole number: %j', async (text, taken) => {
    const loaded = await load2([`1;${NOON};view;1`, `${text};${NOON};view;1`, `2;${NOON};view;1`]);
    expect(loaded.accepted).toBe(taken ? 3 : 2);
  });

  it.each([
    ['1.2345', true],
    ['1.23450', true],
    ['1.23456', false],
    ['1e3', false],
    ['1_0', false],
    ['', true],
  ])('take %j for an amount: %j', async (text, taken) => {
    const loaded = await load2([`1;${NOON};view;1`, `2;${NOON};view;${text}`]);
    expect(loaded.accepted).toBe(taken ? 2 : 1);
  });

  it('name the row whose number is none, a time of part of a second among them', async () => {
    const loaded = await load2([`1;${NOON};view;1`, `2;${NOON}.6;view;1`]);
    const { rows } = await tally.query`SELECT reason, text FROM ${loaded.quarantine}`;
    expect(rows).toEqual([
      {
        reason:
          'an id or the time is not a whole number, or the amount is not a number of at most 4 decimals',
        text: `2;${NOON}.6;view;1`,
      },
    ]);
  });
});

describe('a column of', () => {
  const read = async (
    type: 'boolean' | 'date' | 'timestamp' | 'decimal',
    texts: readonly string[],
    dateFormat?: string,
  ) => {
    const contract = defineTable({
      name: 'one',
      columns: { x: { type, ...(dateFormat !== undefined && { dateFormat }) } },
    });
    const lines = texts.map((text) => `a;${text}`);
    const loaded = await load(tally, files.lines('one.csv', 'other;x', ...lines), { contract });
    const { rows } = await tally.query`SELECT ${id('x')} FROM ${loaded.unchecked} ORDER BY file_row`;
    return [loaded.fields.at({ column: 'x' }).reading.raw, ...rows.map((row) => row['x'])];
  };

  it.each([
    [
      ['True', 'false'],
      ['asIs', true, false],
    ],
    [
      ['1', '0'],
      ['truthWords', true, false],
    ],
    [
      ['ja', 'Nein', '1'],
      ['truthWords', true, false, null],
    ],
    [
      ['Sí', 'no', 'no'],
      ['truthWords', true, false, false],
    ],
    [
      ['是', '否'],
      ['truthWords', true, false],
    ],
    [
      ['Да', 'нет'],
      ['truthWords', true, false],
    ],
    [
      ['true', 'false', 'yes', 'true'],
      ['asIs', true, false, null, true],
    ],
  ])('booleans %j', async (texts, expected) => {
    expect(await read('boolean', texts)).toEqual(expected);
  });

  it.each<[readonly string[], string | undefined, readonly unknown[]]>([
    [['31/03/2024', '1/4/2024'], undefined, ['dayFirstSlash', '2024-03-31', '2024-04-01']],
    [['03/31/2024', '4/1/2024'], undefined, ['monthFirst', '2024-03-31', '2024-04-01']],
    [['31/03/2024', '03/31/2024'], undefined, ['severalDates', null, null]],
    [['2024/3/31', 'x'], undefined, ['yearFirst', '2024-03-31', null]],
    [['2024年3月31日'], undefined, ['yearFirst', '2024-03-31']],
    [['1/2/20245', '31.12.2024'], undefined, ['dayFirst', null, '2024-12-31']],
    [['11/8/17', 'infinity', '0999-01-01', '2024-02-30'], undefined, ['asIs', null, null, null, null]],
    [['11/8/17'], '%m/%d/%y', ['asIs', '2017-11-08']],
    [['31/03/2024', '2024-03-31'], '%d/%m/%Y', ['asIs', '2024-03-31', null]],
  ])('dates %j declared %j', async (texts, format, expected) => {
    expect(await read('date', texts, format)).toEqual(expected);
  });

  it.each<[readonly string[], readonly unknown[]]>([
    [
      ['3/31/2024 9:05:00 PM', '3/31/2024 12:00 am'],
      ['monthFirst', '2024-03-31T21:05:00.000000', '2024-03-31T00:00:00.000000'],
    ],
    [['2024-03-31 10:00 Europe/Berlin'], ['instants', '2024-03-31T08:00:00.000000']],
    [
      ['2024-03-31T23:59:60', '2024-03-31 24:00'],
      ['asIs', null, null],
    ],
  ])('times %j', async (texts, expected) => {
    expect(await read('timestamp', texts)).toEqual(expected);
  });

  it('instants has the times of one zone, and the days of the session', async () => {
    const berlin = await open({ engine: tally.engine, timeZone: 'Europe/Berlin' });
    const contract = defineTable({
      name: 'stays',
      columns: { t: { type: 'timestamp' }, day: { type: 'date', source: 't' } },
    });
    const path = files.lines(
      'stays.csv',
      't',
      '2024-03-31T23:30:00Z',
      '2024-04-01 01:30:00',
      '2024-04-01T07:30:00+0800',
    );
    const loaded = await load(berlin, path, { contract });
    const instant = { t: '2024-03-31T23:30:00.000000', day: '2024-04-01' };
    expect((await berlin.query`SELECT t, day FROM ${loaded}`).rows).toEqual([instant, instant, instant]);
    expect(loaded.fields.at({ column: 't' })).toMatchObject({
      reading: { raw: 'mixedZones' },
      unzoned: { raw: 1 },
    });
  });

  it('decimals keeps all digits, or none', async () => {
    expect(await read('decimal', ['1.25', '1.255', '1.2500', '9'])).toEqual(['asIs', 1.25, null, 1.25, 9]);
  });
});

describe('the decimal mark', () => {
  const marked = async (lines: readonly string[], options: { decimal?: ',' | '.' } = {}, header = 'a;b') => {
    const contract = defineTable({
      name: 'm',
      columns: { a: { type: 'decimal', scale: 3 }, b: { type: 'decimal' } },
    });
    const loaded = await load(tally, files.lines('m.csv', header, ...lines), { contract, ...options });
    return (await tally.query`SELECT a, b FROM ${loaded} ORDER BY file_row`).rows.map(({ a, b }) => [a, b]);
  };

  it('is that of other columns, of the option, or asked for', async () => {
    expect(await marked(['4,500;2,25', '1,250;10,5'])).toEqual([
      [4.5, 2.25],
      [1.25, 10.5],
    ]);
    expect(await marked(['4,500;2.25'])).toEqual([[4500, 2.25]]);
    expect(await marked(['4,500;2'], { decimal: ',' })).toEqual([[4.5, 2]]);
    expect(await marked(['4,500;2'], { decimal: '.' })).toEqual([[4500, 2]]);
    await expect(marked(['4,500;2'])).rejects.toThrow(
      /column "a" has numbers such as 4,500.*4500 or 4\.5.*decimal: ','/s,
    );
    expect(await marked(['"4,500",2'], {}, 'a,b')).toEqual([[4500, 2]]);
  });

  it('is one for a column: what has another is set aside', async () => {
    expect(await marked(['4,5;2,25', '4.5;1,5', '1.234,5;0'])).toEqual([
      [4.5, 2.25],
      [1234.5, 0],
    ]);
  });
});
