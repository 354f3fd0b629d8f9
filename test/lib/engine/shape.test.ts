import { describe, expect, expectTypeOf, it } from 'vitest';
import { defineTable, shape, type LoadedAs, type RowOf } from 'tally';
import { parseKind, type Row } from '../../../lib/src/engine/shape.js';

describe('shapes give row types', () => {
  it('with null only where it is declared', () => {
    const result = shape({ band: 'text', users: 'integer', share: 'double?' });
    expectTypeOf<Row<typeof result>>().toEqualTypeOf<{
      readonly band: string;
      readonly users: number;
      readonly share: number | null;
    }>();
    expect(Object.keys(result)).toEqual(['band', 'users', 'share']);
    expect(parseKind('double?')).toEqual({ kind: 'double', nullable: true });
    expect(parseKind('text')).toEqual({ kind: 'text', nullable: false });
  });

  it('and contracts give theirs', () => {
    const orders = defineTable({
      name: 'orders',
      columns: { order_id: { type: 'text' }, units: { type: 'integer?' }, paid: { type: 'boolean' } },
      key: ['order_id'],
    });
    expectTypeOf<RowOf<LoadedAs<typeof orders>>>().toEqualTypeOf<{
      readonly order_id: string;
      readonly units: number | null;
      readonly paid: boolean;
      readonly file_row: number;
    }>();
    expect(orders.shape).toEqual({ order_id: 'text', units: 'integer?', paid: 'boolean' });
  });

  it('and mistakes do not compile', () => {
    // @ts-expect-error there is no such kind
    shape({ users: 'number' });
    // @ts-expect-error a key must be a column
    expect(() => defineTable({ name: 't', columns: { a: { type: 'text' } }, key: ['b'] })).toThrow();
  });
});
