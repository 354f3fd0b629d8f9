import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, type Column, type Tally } from 'tally';
import * as column from '../../../../lib/src/core/column.js';
import { Table } from '../../../../lib/src/core/table.js';
import {
  categoriesFor,
  groupColumn,
  measured,
  orderedNames,
} from '../../../../lib/src/metrics/portrait/columns.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open();
});
afterAll(() => tally.close());

const tableWith = (schema: Readonly<Record<string, Column>>) => {
  const columns = Object.fromEntries(Object.keys(schema).map((name) => [name, 'text' as const]));
  return new Table({ session: tally, name: 't', columns, roles: {}, schema });
};
const label = 'x';
const KM = { en: 'km', zh: '公里' };

describe('columns of groups', () => {
  it('have the label, unit and values of the column, and yes and no where it has none', () => {
    const values = { a: { label: 'A' } };
    const table = tableWith({
      named: { kind: 'text', label: 'Named', values },
      far: { kind: 'integer', label: 'Far', unit: KM },
      flag: { kind: 'boolean?', label: 'Flag' },
      told: { kind: 'boolean', label: 'Told', values },
    });
    expect(groupColumn(table, 'named')).toEqual({ kind: 'text?', label: 'Named', values });
    expect(groupColumn(table, 'far')).toEqual({ kind: 'text?', label: 'Far', unit: KM });
    expect(Object.keys(groupColumn(table, 'flag').values ?? {})).toEqual(['false', 'true']);
    expect(groupColumn(table, 'told').values).toEqual(values);
  });

  it('have their categories first, then what else is found, by name', () => {
    const values = { b: { label: 'B' }, none: { label: 'None' } };
    expect(orderedNames({ values }, ['z', 'b', '10', '9', 'z'])).toEqual(['b', 'none', '9', '10', 'z']);
    expect(orderedNames({}, ['b', 'a'])).toEqual(['a', 'b']);
    expect(categoriesFor({ values }, ['toString', 'b'])).toEqual({
      toString: { label: 'toString' },
      b: { label: 'B' },
    });
    expect(categoriesFor({}, ['a'])).toEqual({ a: { label: 'a' } });
  });
});

describe('measured columns', () => {
  const table = tableWith({
    price: { kind: 'double', label, format: 'money', digits: 0 },
    fee: { kind: 'double', label, format: 'money', digits: 0 },
    cents: { kind: 'double', label, format: 'money', digits: 2 },
    way: { kind: 'double', label, format: 'decimal', unit: KM },
    visits: { kind: 'integer', label, format: 'count' },
    plain: { kind: 'integer', label },
    hour: { kind: 'integer', label, format: 'clock' },
    code: { kind: 'integer', label, format: 'plain' },
    word: { kind: 'text', label, format: 'text' },
  });
  const mean = column.decimal('mean');
  const like = (...names: readonly string[]) => {
    const { format, unit, digits } = measured(mean, table, ...names);
    return { format, unit, digits };
  };

  it('are written as what they measure, with its unit and digits', () => {
    expect(measured(mean, table, 'price')).toEqual({ ...mean, format: 'money', digits: 0 });
    expect(measured(mean, table, 'way')).toEqual({ ...mean, format: 'decimal', unit: KM });
    expect(like('price', 'fee')).toEqual({ format: 'money', digits: 0 });
  });

  it('are decimals of whole numbers, and where columns differ', () => {
    for (const name of ['visits', 'plain', 'hour', 'code', 'word']) {
      expect(measured(mean, table, name)).toEqual({ ...mean, format: 'decimal' });
    }
    expect(like('price', 'cents')).toEqual({ format: 'decimal' });
    expect(like('price', 'fee', 'way')).toEqual({ format: 'decimal' });
    expect(measured(mean, table)).toEqual({ ...mean, format: 'decimal' });
  });
});
