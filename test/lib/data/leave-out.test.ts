import { describe, expect, it } from 'vitest';
import { sql } from '../../../lib/src/engine/sql.js';
import { defineTable } from '../../../lib/src/data/contract.js';
import { rulesToLeaveOut, withoutRules } from '../../../lib/src/data/leave-out.js';

const NAMES = { y: { label: 'Yes' }, n: { label: 'No' } };
const equal = { column: 'net', equals: sql`gross`, formula: 'gross', tolerance: 0 };
const contract = defineTable({
  name: 'sales',
  columns: {
    gross: { type: 'decimal', min: 0 },
    net: { type: 'decimal', max: 9, digits: 1 },
    paid: { type: 'text', values: NAMES },
    code: { type: 'text', pattern: 'x+', values: ['x', 'xx'] },
    note: { type: 'text', label: 'Note' },
  },
  key: ['code', 'paid'],
  derived: [equal, { ...equal, column: 'gross' }, equal],
});

describe('rules that can be left out of a contract', () => {
  it('are those of columns, derived values and the key, each once', () => {
    expect(rulesToLeaveOut(contract)).toEqual([
      ...['gross range', 'net range', 'paid values', 'code values', 'code pattern'],
      ...['net derived', 'gross derived', 'code, paid unique'],
    ]);
    expect(rulesToLeaveOut(defineTable({ name: 't', columns: { a: { type: 'text' } } }))).toEqual([]);
  });

  it('leave everything else as it is', () => {
    const { columns, derived, key } = withoutRules(contract, ['net range', 'gross derived']);
    expect(columns).toEqual({ ...contract.columns, net: { type: 'decimal', digits: 1 } });
    expect(derived).toEqual([equal, equal]);
    expect(key).toEqual(['code', 'paid']);
    expect(withoutRules(contract, [])).toEqual(contract);
  });

  it('leave the names of values, but allow others', () => {
    const { columns, key } = withoutRules(contract, [
      ...['paid values', 'code values', 'code pattern', 'code, paid unique'],
    ]);
    expect(columns.paid).toEqual({ type: 'text', categories: NAMES });
    expect(columns.code).toEqual({ type: 'text', categories: { x: { label: 'x' }, xx: { label: 'xx' } } });
    expect(columns.note).toBe(contract.columns.note);
    expect(key).toEqual([]);
  });

  it('are told where a key is none of them', () => {
    expect(() => withoutRules(contract, ['net range', 'gross values'])).toThrow(
      'Table sales: there is no rule "gross values" that can be left out. These can be: "gross range", "net range",',
    );
    expect(() =>
      withoutRules(defineTable({ name: 't', columns: { a: { type: 'text' } } }), ['a type']),
    ).toThrow('These can be: none.');
  });
});
