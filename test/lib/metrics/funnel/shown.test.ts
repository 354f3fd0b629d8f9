import { describe, expect, it } from 'vitest';
import { chart, funnel, sql, type Result } from 'tally';
import { eventColumns } from '../../../../lib/src/events/tables.js';
import { namedSteps, requireSteps } from '../../../../lib/src/metrics/funnel/steps.js';
import { STEPS, TYPES } from '../../events.js';
import { orderedFunnels, step, units, written } from './ordered-funnels.js';

const { eventsOf, resultOf, run } = orderedFunnels();
const SOME = written('pv 0, cart 60, buy 90');
const inBoth = {
  en: expect.stringMatching(/^[A-Z].*[a-z]/) as string,
  zh: expect.stringMatching(/\p{Script=Han}{2}/u) as string,
};

describe('the results of funnels', () => {
  it('are titled in both languages, and drawn', async () => {
    const events = await eventsOf(SOME);
    const [ordered, sets] = [await resultOf(SOME), await funnel.sets(events, { steps: STEPS })];
    const compared = await funnel.compare(events, { One: {}, Two: { window: null } }, { steps: STEPS });
    const drawn: readonly [{ readonly title: unknown }, string][] = [
      ...([
        [ordered, 'funnel'],
        [ordered.times, 'range'],
      ] as const),
      ...([
        [sets, 'funnel'],
        [sets.types, 'bar'],
        [sets.overlaps, 'bar'],
        [sets.byDay, 'line'],
      ] as const),
      ...([
        [compared, 'bar'],
        [compared.conversions, 'bar'],
        [compared.times, 'range'],
      ] as const),
    ].map(([result, mark]) => [result, mark]);
    for (const [shown, mark] of drawn) {
      const result = shown as unknown as Result;
      expect([result.title, result.chart?.mark], result.name).toEqual([inBoth, mark]);
      if (result.name !== 'time')
        expect(chart(result).alt, result.name).toContain((result.title as { en: string }).en);
    }
    const asCounted = await funnel.asCounted(events, { steps: STEPS });
    for (const { title } of [sets.summary, asCounted]) expect(title).toEqual(inBoth);
    const parts = [
      await resultOf(SOME, { breakdown: 'day' }),
      await resultOf(SOME, { unit: 'user+item', breakdown: 'category' }),
    ];
    expect(parts.map((result) => [result.chart, result.times.length, result.schema.part.label])).toEqual([
      [
        { mark: 'line', x: 'part', y: 'fromFirst', color: 'step' },
        0,
        expect.objectContaining({ en: 'Day of entry' }),
      ],
      [
        { mark: 'bar', x: 'fromFirst', y: 'part', color: 'step' },
        0,
        expect.objectContaining({ en: 'Category' }),
      ],
    ]);
  });

  it('say who, in what order, and within what time', async () => {
    const titleOf = async (options: Parameters<typeof resultOf>[1]) => {
      const { title, name, schema } = await resultOf(SOME, options);
      return [title, name, (schema.units.label as { en: string }).en];
    };
    expect(await titleOf({ unit: 'session', order: 'strict', window: null })).toEqual([
      {
        en: 'Sessions by how far they progressed, in order with nothing in between',
        zh: '漏斗：各步骤的会话数，严格相邻',
      },
      'ordered-funnel-session',
      'Sessions',
    ]);
    expect(await titleOf({ unit: 'user+item', window: 3600 })).toEqual([
      {
        en: 'Pairs of user and item by how far they progressed, in order, within 1 hour',
        zh: expect.stringMatching(/，有序，1小时内$/) as string,
      },
      'ordered-funnel-user-item',
      'Pairs of user and item',
    ]);
    expect(await titleOf({ order: 'any' })).toMatchObject([
      { en: 'Users by how far they progressed, in any order, within 1 day' },
      'ordered-funnel',
      'Users',
    ]);
  });

  it('have shares with two digits, and hide what figures need', async () => {
    const found = await resultOf([...SOME, ...written('pv 0', { user: 2 }), ...written('pv 0', { user: 3 })]);
    const { fromFirst, eligibleFromFirst, fromPrevious } = found.at({ step: 'cart+fav' });
    expect([fromFirst.en, eligibleFromFirst.en, fromPrevious.en]).toEqual(['33.33%', '33.33%', '33.3%']);
    expect([found.at({ step: 'buy' }).step.en, found.schema.fromPrevious.of]).toEqual([
      ...['Bought', { base: 'units' }],
    ]);
    const hidden = (schema: object) =>
      Object.entries(schema as Record<string, object>).flatMap(([name, column]) =>
        'hidden' in column ? [name] : [],
      );
    expect(hidden(found.schema)).toEqual([
      ...['part', 'fromFirstInterval', 'lower', 'upper', 'eligibleUnits'],
    ]);
    expect(hidden(found.times.schema)).toEqual(['middle']);
    const { median, lower, upper, middle } = found.times.at({ step: 'buy' });
    expect([median.en, lower.en, upper.en, middle.en]).toEqual(['90.0', '90.0', '90.0', '90.0–90.0']);
    const compared = await funnel.compare(await eventsOf(SOME), { One: {} }, { steps: STEPS });
    const one = compared.conversions.at({ definition: 'One' });
    expect([one.definition.en, one.rate.en, one.fromPrevious.en, one.median.en]).toEqual([
      ...['One', '100.00%', '100.0%', '90 sec'],
    ]);
    expect(compared.conversions.schema.definition.authored).toBe(true);
  });

  it('name the unit of all funnels compared, or say units', async () => {
    const events = await eventsOf(SOME);
    const labelOf = async (...all: ('user' | 'session')[]) => {
      const definitions = Object.fromEntries(all.map((unit, nth) => [`${nth}`, { unit }]));
      const { schema } = await funnel.compare(events, definitions, { steps: STEPS });
      return (schema.units.label as { en: string }).en;
    };
    expect([
      await labelOf('session', 'session'),
      await labelOf('user'),
      await labelOf('user', 'session'),
    ]).toEqual(['Sessions', 'Users', 'Units']);
  });

  it('have times of rows with a time alone, in the unit that suits the slowest', async () => {
    const found = await resultOf(written('pv 0, cart 30'));
    expect(found.times.rows).toMatchObject([{ step: 'cart+fav', median: 30 }]);
    expect((await resultOf(written('pv 0'))).times.rows).toEqual([]);
  });
});

describe('the steps of a funnel', () => {
  it('are named after their types, unless they have a name of their own', () => {
    const [views, interest, own] = namedSteps(TYPES, [['pv'], ['cart', 'fav'], step('buy')]);
    expect([views?.types, interest?.types, own?.name]).toEqual([['pv'], ['cart', 'fav'], 'buy']);
    const label = (key: string) =>
      TYPES.find((type) => type.key === key)?.label as { en: string; zh: string };
    expect(interest?.name).toEqual({
      en: `${label('cart').en} or ${label('fav').en}`,
      zh: `${label('cart').zh}或${label('fav').zh}`,
    });
  });

  it('are two to eight', () => {
    const steps = (n: number) => Array.from({ length: n }, (_, nth) => ({ name: '', types: [`t${nth}`] }));
    expect(() => requireSteps(steps(8))).not.toThrow();
    expect(() => requireSteps(steps(9))).toThrow('A funnel needs 2 to 8 steps, not 9.');
    expect(() => requireSteps([...steps(2), { name: '', types: ['x', 't1'] }])).toThrow(
      'Step 3 repeats "t1" from an earlier step: list each type in one step only.',
    );
  });

  it('have exclusions after one of them, before the last', async () => {
    const steps = [step('pv'), step('cart'), step('buy')];
    const after = (place: number) => run(SOME, { steps, exclusions: [{ types: ['fav'], after: place }] });
    expect(units(await after(1))).toEqual([1, 1, 1]);
    expect(units(await after(2))).toEqual([1, 1, 1]);
    await expect(after(3)).rejects.toThrow(
      'An exclusion cannot come after step 3: use one of steps 1 to 2, those before the last.',
    );
    await expect(after(0)).rejects.toThrow('after step 0');
    await expect(after(1.5)).rejects.toThrow('after step 1.5');
    await expect(run(SOME, { steps, exclusions: [{ types: [] }] })).rejects.toThrow(
      '"exclusions" names no type',
    );
  });

  it('need columns for items and categories where these are asked for', async () => {
    const events = await eventsOf(SOME);
    const without = (...names: string[]) => {
      const all = Object.entries(events.events.columns);
      return Object.fromEntries(all.filter(([name]) => !names.includes(name)));
    };
    const lacking = async (columns: object, options: Parameters<typeof resultOf>[1]) =>
      funnel.ordered(
        { ...events, events: { ...events.events, columns } as never },
        { steps: STEPS, ...options },
      );
    const neither = without('item_id', 'category_id');
    await expect(lacking(neither, { unit: 'user+item' })).rejects.toThrow(
      'These events have no item: load them with a column for the item.',
    );
    await expect(
      lacking(without('category_id'), { unit: 'user+item', breakdown: 'category' }),
    ).rejects.toThrow('These events have no category');
    expect((await lacking(neither, {})).rows[0]?.units).toBe(1);
  });
});

describe('the categories of a funnel', () => {
  it('are the twenty with the most units, of equal ones those with the smallest numbers', async () => {
    const events = Array.from({ length: 22 }, (_, n) =>
      written('pv 0', { item: n, category: 100 - n }),
    ).flat();
    const rows = await run(events, { unit: 'user+item', breakdown: 'category' });
    expect([...new Set(rows.map(({ part }) => part))]).toEqual(
      Array.from({ length: 20 }, (_, n) => String(79 + n)),
    );
  });

  /** Three items of the categories 3, 2 and 1, of which the first comes to the second step. */
  const ITEMS = [
    ...written('pv 0, cart 5', { item: 1, category: 3 }),
    ...written('pv 0', { item: 2, category: 2 }),
    ...written('pv 0', { item: 3, category: 1 }),
  ];

  it('may be texts', async () => {
    const events = await eventsOf(ITEMS);
    const named = {
      name: 'events_of_named',
      columns: { ...events.events.columns, category_id: 'text' as const },
    };
    await events.session.engine.run(
      sql`CREATE OR REPLACE VIEW ${named} AS SELECT * REPLACE ('c' || category_id AS category_id) FROM ${events.events}`,
    );
    const of = async (options: object) =>
      (await funnel.ordered({ ...events, events: named }, { steps: STEPS, unit: 'user+item', ...options }))
        .rows;
    const rows = await of({ breakdown: 'category', categories: 2 });
    expect(rows.map(({ part, units: n }) => [part, n])).toEqual([
      ...[1, 0, 0].map((n) => ['c1', n]),
      ...[1, 0, 0].map((n) => ['c2', n]),
    ]);
    expect(units(await of({}))).toEqual([3, 1, 0]);
  });

  it('are not needed where they are not asked for', async () => {
    const events = await eventsOf(ITEMS);
    const columns = eventColumns({ user: 'integer', item: 'integer', category: null, amount: false });
    const bare = { name: 'events_without_category', columns };
    await events.session.engine.run(
      sql`CREATE OR REPLACE VIEW ${bare} AS SELECT * EXCLUDE (category_id) FROM ${events.events}`,
    );
    const { rows } = await funnel.ordered({ ...events, events: bare }, { steps: STEPS, unit: 'user+item' });
    expect(units(rows)).toEqual([3, 1, 0]);
  });
});

describe('audiences', () => {
  it('are named after the step, the set, or as they are asked to be', async () => {
    const events = await eventsOf(SOME);
    const left = await funnel.dropOuts(events, { steps: STEPS }, 'buy');
    const named = await funnel.dropOuts(events, { steps: STEPS }, 'buy', { label: 'Left' });
    const set = await funnel.setAudience(events, { steps: STEPS }, 'buyers');
    expect([left.label, named.label, set.label]).toEqual([
      ...[{ en: 'Not reached: buy', zh: '未到达：buy' }, 'Left', 'buyers'],
    ]);
    const unknown = funnel.setAudience(events, { steps: STEPS }, 'toString' as 'buyers');
    await expect(unknown).rejects.toThrow('Unknown set "toString": use one of viewers, interested, buyers,');
  });
});
