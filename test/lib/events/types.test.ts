import { describe, expect, it } from 'vitest';
import { isAnyOf, open, OptionsError, sql } from 'tally';
import { eventTypes } from '../../../lib/src/events/types.js';

describe('types of events', () => {
  it('have codes in their order, words and labels', () => {
    expect(
      eventTypes([
        'view',
        { key: 'purchase', aliases: ['order', '4'], label: { en: 'Purchase', zh: '购买' } },
      ]),
    ).toEqual([
      { key: 'view', code: 1, words: ['view'], label: { en: 'view', zh: 'view' } },
      {
        key: 'purchase',
        code: 2,
        words: ['purchase', 'order', '4'],
        label: { en: 'Purchase', zh: '购买' },
      },
    ]);
  });

  it.each([
    [[], /Name 1 to 62 types of events, not 0/],
    [Array.from({ length: 63 }, (_, n) => `type_${n}`), /not 63/],
    [[''], /has no name/],
    [['view', 'view'], /"view" means two types/],
    [['view', { key: 'look', aliases: ['view'] }], /"view" means two types/],
    [['View', 'view'], /Two columns of the rollups would be called "view"/],
    [['open', 'first_open'], /called "first_open"/],
    [['day'], /called "day"/],
  ])('refuse %j', (types, message) => {
    expect(() => eventTypes(types)).toThrow(OptionsError);
    expect(() => eventTypes(types)).toThrow(message);
  });

  it('are asked for by key, whatever letters it has', async () => {
    const types = eventTypes(["it's", 'b']);
    const tally = await open();
    const { found } = await tally.engine.one(
      sql`SELECT count(*) AS found FROM (VALUES (1), (2), (3)) AS events(code) WHERE ${isAnyOf(types, ["it's"])}`,
      { found: 'integer' },
    );
    tally.close();
    expect(found).toBe(1);
    expect(() => isAnyOf<string>(types, ['c'])).toThrow(
      /"c" is not a type of these events. Choose from it's, b/,
    );
  });
});
