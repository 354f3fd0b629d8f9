import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadEvents, open, sql, type Tally } from 'tally';
import { Files } from '../load/files.js';
import { numberTexts } from '../values/random-texts.js';
import { decimalOf } from '../values/reference.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open({ timeZone: 'Asia/Shanghai' });
});
afterAll(() => {
  tally.close();
  files.remove();
});

const columns = { user: 'u', time: 't', type: 'e', amount: 'v' } as const;
// A leap year of a century.
const days = { from: '1999-12-31', to: '2001-01-01' } as const;

/** Formats by what they make of a date and a time of day, both in plain TypeScript. */
const FORMATS: Readonly<Record<string, (date: readonly string[], clock: string) => string>> = {
  '%m/%d/%Y': ([y = '', m = '', d = ''], clock) => `${m}/${d}/${y} ${clock}`,
  '%d/%m/%Y': ([y = '', m = '', d = ''], clock) => `${d}/${m}/${y} ${clock}`,
  '%d.%m.%Y': ([y = '', m = '', d = ''], clock) => `${Number(d)}.${Number(m)}.${y} ${clock}`,
  '%Y/%m/%d': ([y = '', m = '', d = ''], clock) => `${y}/${Number(m)}/${Number(d)} ${clock}`,
  '%Y年%m月%d日': ([y = '', m = '', d = ''], clock) => `${y}年${m}月${d}日${clock}`,
  '%Y%m%d%H%M%S': (date, clock) => `${date.join('')}${clock.replaceAll(':', '')}`,
};

const instants = fc.integer({ min: Date.UTC(2000, 0, 1) / 1000, max: Date.UTC(2000, 11, 31) / 1000 });
/** What clocks eight hours ahead show. */
const shown = (instant: number) => {
  const [date = '', clock = ''] = new Date((instant + 28_800) * 1000).toISOString().slice(0, 19).split('T');
  return { date: date.split('-'), clock };
};

async function found(events: { readonly events: Parameters<typeof sql>[1] }) {
  return tally.engine.all(
    sql`SELECT user_id, event_time, CAST(amount AS VARCHAR) AS amount FROM ${events.events} ORDER BY user_id`,
    { user_id: 'integer', event_time: 'integer', amount: 'text?' },
  );
}

describe('times of events', () => {
  it.each(Object.keys(FORMATS))(
    'written %s are found to be, and read as a reference writes them',
    async (format) => {
      const write = FORMATS[format] ?? (() => '');
      await fc.assert(
        fc.asyncProperty(fc.array(instants, { minLength: 40, maxLength: 60 }), async (times) => {
          // The 25th day shows which number is the month.
          const all = [...times, Date.UTC(2000, 10, 25) / 1000];
          const lines = all.map((time, n) => {
            const { date, clock } = shown(time);
            return `${n};${write(date, clock)};view;1`;
          });
          const path = files.lines('times.csv', 'u;t;e;v', ...lines, `${all.length};13/32/2000 08:00;view;1`);
          for (const said of [{}, { dateFormat: format }, { timestamps: 'iso' }] as const) {
            const loaded = await loadEvents(tally, path, { columns, ...days, ...said });
            expect((await found(loaded)).map((row) => row.event_time)).toEqual(all);
            expect(loaded).toMatchObject({ timestamps: 'iso', dateFormat: format, quarantined: 1 });
            expect(loaded.content.rows[0]).toMatchObject({ times: 'format', dateFormat: format });
          }
        }),
        { numRuns: 2, endOnFailure: true },
      );
    },
  );

  const timed = (lines: readonly string[], options: object = {}, name = 'some.csv') =>
    loadEvents(tally, files.lines(name, 'u;t;e', ...lines.map((time, n) => `${n};${time};view`)), {
      columns: { user: 'u', time: 't', type: 'e' },
      ...options,
    });

  it('are asked for where days and months may be meant', async () => {
    await expect(timed(['05/06/2017 08:00', '07/08/2017 09:00'])).rejects.toThrow(
      /nothing shows whether its times are written %d\/%m\/%Y or %m\/%d\/%Y.*dateFormat: '%d\/%m\/%Y'/s,
    );
    const loaded = await timed(['05/06/2017 08:00'], { dateFormat: '%d/%m/%Y' });
    expect(loaded.content.rows[0]?.from).toBe('2017-06-05');
  });

  it('are told by rows after the first ten thousand where those do not tell', async () => {
    const first = Array.from({ length: 10_001 }, () => '05/06/2017 08:00');
    expect(await timed([...first, '05/31/2017 08:00'])).toMatchObject({
      dateFormat: '%m/%d/%Y',
      accepted: 10_002,
    });
  });

  it('are refused where they are in two orders, unless one is named', async () => {
    const lines = ['31/05/2017 08:00', '05/31/2017 08:00'];
    await expect(timed(lines)).rejects.toThrow('written in more than one way');
    expect(await timed(lines, { dateFormat: '%d/%m/%Y' })).toMatchObject({ accepted: 1, quarantined: 1 });
  });

  it('in ISO 8601 stay so where a few others are not', async () => {
    expect(await timed(['2017-05-31 08:00', '2017-05-31 09:00', '31/05/2017 08:00'])).toMatchObject({
      dateFormat: null,
      accepted: 2,
    });
  });

  it('agree among files, or are refused', async () => {
    const paths = [['05/06/2017 08:00'], ['31/05/2017 08:00'], ['05/31/2017 09:00']].map((times, n) =>
      files.lines(`part-${n}.csv`, 'u;t;e', ...times.map((time) => `${n};${time};view`)),
    );
    const load = (...some: number[]) =>
      loadEvents(
        tally,
        some.map((n) => paths[n] ?? ''),
        { columns: { user: 'u', time: 't', type: 'e' } },
      );
    expect((await load(0, 1)).dateFormat).toBe('%d/%m/%Y');
    expect((await load(0, 2)).dateFormat).toBe('%m/%d/%Y');
    await expect(load(1, 2)).rejects.toThrow(/Times are written %d\/%m\/%Y in .*part-1.csv and %m\/%d\/%Y/);
  });

  it('have a format or a unit, not both', async () => {
    await expect(timed(['1511668800'], { timestamps: 'seconds', dateFormat: '%d/%m/%Y' })).rejects.toThrow(
      'give one of them',
    );
  });
});

describe('amounts of events', () => {
  const NOON = 1511668800;
  const rows = (texts: readonly string[], mark = ';') => [
    ['u', 't', 'e', 'v'].join(mark),
    ...texts.map((text, n) => [n, NOON, 'view', mark === ',' ? `"${text}"` : text].join(mark)),
  ];
  const amounts = (path: string, options: object = {}) => loadEvents(tally, path, { columns, ...options });
  const swapped = (text: string) => text.replace(/[.,]/g, (mark) => (mark === '.' ? ',' : '.'));

  it.each(['.', ','] as const)('with the mark %j are what a reference takes them for', async (decimal) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(numberTexts, { minLength: 40, maxLength: 60 }),
        fc.constantFrom(';', ',', '\t'),
        async (texts, delimiter) => {
          const written = texts.map((text) => (decimal === ',' ? swapped(text) : text));
          const path = files.lines('amounts.csv', ...rows([...written, '1'], delimiter));
          const loaded = await amounts(path, { decimal });
          const expected = [...texts, '1'].flatMap((text, n) => {
            const amount = decimalOf(text, 18, 4);
            return amount === null ? [] : [{ user_id: n, event_time: NOON, amount }];
          });
          expect(await found(loaded)).toEqual(expected);
          expect(loaded.quarantined).toBe(texts.length + 1 - expected.length);
        },
      ),
      { numRuns: 4, endOnFailure: true },
    );
  });

  it.each<[readonly string[], string | null, readonly string[]]>([
    [['4,5', '1.234,50', '1.500'], ',', ['4.5000', '1234.5000', '1500.0000']],
    [['4.5', '1,234.50'], '.', ['4.5000', '1234.5000']],
    [['4.5', '12'], null, ['4.5000', '12.0000']],
    [['4.5', '1.500'], null, ['4.5000', '1.5000']],
  ])('%j have the mark %j', async (texts, decimal, expected) => {
    const loaded = await amounts(files.lines('few.csv', ...rows(texts)));
    expect(loaded.decimal).toBe(decimal);
    expect((await found(loaded)).map(({ amount }) => amount)).toEqual(expected);
    expect(loaded.content.rows[0]?.decimal).toBe(decimal);
  });

  it('are asked for where 4,500 may be 4.5', async () => {
    const path = files.lines('unclear.csv', ...rows(['4.500', '2']));
    await expect(amounts(path)).rejects.toThrow(/decimal: '\.' or decimal: ','/);
    expect((await found(await amounts(path, { decimal: ',' })))[0]?.amount).toBe('4500.0000');
    expect((await found(await amounts(path, { decimal: '.' })))[0]?.amount).toBe('4.5000');
  });

  it('are told by rows after the first ten thousand where those do not tell', async () => {
    const whole = Array.from({ length: 10_000 }, () => '7');
    const path = files.lines('late.csv', ...rows([...whole, '4.500', '2,25']));
    expect(await amounts(path)).toMatchObject({ decimal: ',', quarantined: 0 });
  });

  it('have one mark in all files', async () => {
    const paths = ['4,5', '4.5'].map((text, n) => files.lines(`mark-${n}.csv`, ...rows([text])));
    await expect(loadEvents(tally, paths, { columns })).rejects.toThrow('Amounts have decimal points in');
  });

  it('and dates of Parquet are read alike', async () => {
    const path = join(files.folder, 'texts.parquet');
    await tally.engine.run(
      sql`COPY (SELECT 1 AS u, 20171125080000 AS t, 'view' AS e, '1.234,5' AS v) TO ${path}`,
    );
    const loaded = await amounts(path);
    expect(loaded).toMatchObject({ dateFormat: '%Y%m%d%H%M%S', decimal: ',' });
    expect(await found(loaded)).toEqual([{ user_id: 1, event_time: 1511568000, amount: '1234.5000' }]);
  });
});
