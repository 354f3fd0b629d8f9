import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { tableFromIPC, tableToIPC, type Table as ArrowTable } from 'apache-arrow';
import { column, open, OptionsError, type Session, type Tally } from 'tally';
import { sql } from '../../../lib/src/engine/sql.js';
import { DISPLAY, type Displayable } from '../../../lib/src/core/display.js';
import { Result } from '../../../lib/src/core/result.js';
import { category } from '../../../lib/src/core/column.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ currency: 'EUR' });
});
afterAll(() => tally.close());

const PLAN = {
  free: { label: { en: 'Free', zh: '免费' } },
  paid: { label: { en: 'Paid', zh: '付费' }, color: '#111111' },
};

const schema = {
  plan: category('segment', PLAN),
  users: column.count('users'),
  share: column.percent('share', { base: 'users', interval: 'range' }),
  range: column.optional(column.interval('percent')),
  revenue: column.optional(column.money('revenue')),
} as const;

const result = (session: Session = tally) =>
  new Result({
    session,
    name: 'plans',
    title: { en: 'Plans', zh: '套餐' },
    schema,
    rows: [
      { plan: 'free', users: 1200, share: 0.8, range: { low: 0.75, high: 0.85 }, revenue: null },
      { plan: 'paid', users: 300, share: 0.2, range: null, revenue: 4500.5 },
    ],
    query: sql`SELECT ${'a'} AS plan, ${3} AS users`,
  });

describe('a result', () => {
  it('gives values with their text by a key', () => {
    const paid = result().at({ plan: 'paid' });
    expect([paid.plan.zh, paid.users.en, paid.share.en, paid.revenue.en]).toEqual([
      '付费',
      '300',
      '20.0%',
      '€4,500.50',
    ]);
    expect(result().at({ plan: 'free' }).range.en).toBe('75.0%–85.0%');
    expectTypeOf(paid.users.raw).toEqualTypeOf<number | null>();
    expectTypeOf(result().rows.map((row) => row.plan)).toEqualTypeOf<('free' | 'paid')[]>();
  });

  it('lists the texts of a column', () => {
    expect(result().list('plan')).toEqual({ raw: 'Free, Paid', en: 'Free, Paid', zh: '免费、付费' });
    expect(result().list('users').en).toBe('1,200, 300');
    const nothing = result().where({ users: 7 }).list('plan');
    expect([nothing.en, nothing.zh]).toEqual(['none', '没有']);
  });

  it('sets the values of a column side by side, written as their measure is', () => {
    const measures = {
      age: { label: 'Age', written: { format: 'decimal', digits: 1 } },
      income: { label: 'Income', written: { format: 'money', digits: 0 } },
    } as const;
    const means = new Result({
      session: tally,
      name: 'means',
      title: 'Means',
      schema: {
        plan: category('segment', PLAN),
        measure: category('measure', measures),
        mean: column.decimal('mean', { measure: 'measure' }),
      },
      rows: [
        { plan: 'free', measure: 'income', mean: 51000 },
        { plan: 'free', measure: 'age', mean: 30 },
        { plan: 'paid', measure: 'age', mean: 41.25 },
      ],
    });
    const wide = means.pivot('measure', 'mean');
    expect(wide.rows).toEqual([
      { plan: 'free', age: 30, income: 51000 },
      { plan: 'paid', age: 41.25, income: null },
    ]);
    expect(Object.keys(wide.schema)).toEqual(['plan', 'age', 'income']);
    expect([wide.at({ plan: 'free' }).income.en, wide.at({ plan: 'paid' }).age.en]).toEqual([
      '€51,000',
      '41.3',
    ]);
    expect(wide.at({ plan: 'paid' }).income.en).toBe('n/a');
    expectTypeOf(wide.rows.map((row) => row.age)).toEqualTypeOf<(number | null)[]>();
  });

  it('refuses to set two values into one cell, or a value beside a column of its name', () => {
    const twice = result().with({ kind: [column.text('column'), () => 'same'] });
    expect(() =>
      twice
        .select('kind', 'users')
        .with({ other: [column.text('column'), () => ''] })
        .pivot('kind', 'users'),
    ).toThrow('plans: several rows have kind "same"; select fewer columns or rows.');
    const named = result().with({ kind: [column.text('column'), () => 'plan'] });
    expect(() => named.select('plan', 'kind', 'users').pivot('kind', 'users')).toThrow(
      'plans already has a column "plan".',
    );
  });

  it('writes the numbers of a measure row by row, in values and tables', () => {
    const measures = {
      age: { label: 'Age', written: { format: 'decimal', digits: 1 } },
      income: { label: 'Income', written: { format: 'money', digits: 0 } },
    } as const;
    const means = new Result({
      session: tally,
      name: 'means',
      title: 'Means',
      schema: { measure: category('column', measures), mean: column.decimal('mean', { measure: 'measure' }) },
      rows: [
        { measure: 'age', mean: 31.25 },
        { measure: 'income', mean: 52000.4 },
      ],
    });
    expect(means.at({ measure: 'age' }).mean.en).toBe('31.3');
    expect(means.output().data['text/plain']).toMatch(/Age +31\.3\nIncome +€52,000$/);
    expect(means.select('mean').at({ mean: 31.25 }).mean.en).toBe('31.25');
  });

  it('gives undefined values for a row that is not there, and refuses an ambiguous key', () => {
    expect(result().where({ users: 7 }).at({ plan: 'free' }).share).toMatchObject({
      raw: null,
      en: 'n/a',
      zh: '无',
    });
    expect(() => result().at({})).toThrow(OptionsError);
    // @ts-expect-error there is no such column
    expect(() => result().at({ plann: 'free' })).toThrow('plans has no column "plann"');
  });

  it('finds extremes and totals without counting nulls', () => {
    expect(result().max('users').plan.raw).toBe('free');
    expect(result().min('revenue').plan.raw).toBe('paid');
    expect(result().total('revenue').en).toBe('€4,500.50');
    expect(result().where({ plan: 'free' }).total('revenue').raw).toBeNull();
    // @ts-expect-error a typing error is a compile error
    expect(() => result().max('user')).toThrow('no column "user"');
  });

  it('keeps order, columns and rows that are asked for', () => {
    expect(
      result()
        .sort('users')
        .rows.map((row) => row.plan),
    ).toEqual(['paid', 'free']);
    expect(
      result()
        .sort('revenue', 'descending')
        .rows.map((row) => row.plan),
    ).toEqual(['paid', 'free']);
    expect(result().head(1).length).toBe(1);
    expect([...result().select('plan', 'users')]).toEqual([
      { plan: 'free', users: 1200 },
      { plan: 'paid', users: 300 },
    ]);
    const doubled = result().with({ twice: [column.count('orders'), (row) => row.users * 2] });
    expect(doubled.at({ plan: 'paid' }).twice.en).toBe('600');
  });

  it('shows itself in the language of its session', async () => {
    expect(result().output().data['text/plain']).toBe(
      [
        'Plans',
        'Segment  Users  Share  95% interval    Revenue',
        '───────  ─────  ─────  ────────────  ─────────',
        'Free     1,200  80.0%   75.0%–85.0%        n/a',
        'Paid       300  20.0%           n/a  €4,500.50',
      ].join('\n'),
    );
    const chinese = await open({ locale: 'zh', engine: tally.engine });
    const shown = result(chinese);
    expect(String(shown.output({ limit: 1 }).data['text/markdown'])).toContain('| 免费 | 1,200 |');
    expect(String(shown.output({ limit: 1 }).data['text/markdown'])).toContain('……另有1行，共2行');
  });

  it('can be read as SQL, CSV, Arrow and a DataFrame', async () => {
    expect(result().sql()).toBe(`SELECT 'a' AS plan, 3 AS users`);
    expect(result().toCsv()).toBe(
      'plan,users,share,range_low,range_high,revenue\nfree,1200,0.8,0.75,0.85,\npaid,300,0.2,,,4500.5\n',
    );
    expect(result().toCsv({ header: 'labels' }).split('\n')[0]).toBe(
      'Segment,Users,Share,95% interval low,95% interval high,Revenue',
    );
    const arrow = tableFromIPC(tableToIPC(await result().toArrow<ArrowTable>()));
    expect(arrow.toArray().map((row) => (row as { users: number }).users)).toEqual([1200, 300]);
    expect((await result().toDataFrame()).shape).toEqual([2, 6]);
  });

  it('shows a DataFrame, and what danfo makes of it, as a table', async () => {
    const frame = (await result().toDataFrame()).describe() as unknown as Displayable;
    const { data } = await frame[DISPLAY]();
    expect(String(data['text/markdown']).split('\n').slice(0, 4)).toEqual([
      '|  | users | share | range\\_low | range\\_high | revenue |',
      '| --- | ---: | ---: | ---: | ---: | ---: |',
      '| count | 2 | 2 | 1 | 1 | 1 |',
      '| mean | 750 | 0.5 |  |  |  |',
    ]);
  });

  it('escapes what a page or a spreadsheet would read as its own', () => {
    const odd = new Result({
      session: tally,
      name: 'odd',
      title: '<b>|',
      schema: { word: column.text({ en: 'W', zh: '词' }) },
      rows: [{ word: 'a"b,c\n<script>' }],
    });
    expect(String(odd.output().data['text/html'])).toContain('a&quot;b,c\n&lt;script&gt;');
    expect(odd.toCsv()).toBe('word\n"a""b,c\n<script>"\n');
  });
});
