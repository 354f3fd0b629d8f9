import { describe, expect, it } from 'vitest';
import { DISPLAY } from '../../../lib/src/core/display.js';
import { Table } from '../../../lib/src/core/table.js';
import type { Account, CheckCount } from '../../../lib/src/data/account.js';
import { defineTable, type ColumnContracts } from '../../../lib/src/data/contract.js';
import type { Source } from '../../../lib/src/data/source/source.js';
import { inferContract } from '../../../lib/src/load/infer-contract.js';
import { Loaded, SET_ASIDE } from '../../../lib/src/load/loaded.js';
import { schemaOf } from '../../../lib/src/load/schema.js';
import { WITHOUT_ENGINE as session } from './no-engine.js';

const source = {
  ...{ path: 'in/f.csv', format: 'csv' as const, encoding: null, foundEncoding: null, delimiter: null },
  ...{ columns: [], notes: [], unusedColumns: ['index'] },
} as const;

/** A file of four rows under a contract of these columns. */
async function loadedOf(columns: ColumnContracts, some: Partial<Account> = {}) {
  const contract = defineTable({ name: 'f', columns });
  const relation = { session, name: 'f', columns: contract.shape, roles: {} };
  const table = new Table(relation);
  return new Loaded({
    ...{ ...relation, contract, source, unchecked: table, readings: new Map() },
    account: { rows: 4, accepted: 3, quarantined: 1, checks: [], missing: [], ...some },
    schema: await schemaOf(session, contract, table),
    quarantine: new Table({ session, name: 'aside', columns: SET_ASIDE, roles: {} }),
  });
}

const check = (column: string, broken: number): CheckCount => ({
  ...{ column, kind: 'type', broken, rule: { en: 'is whole', zh: '为整数' } },
});

describe('what is shown of a loaded file', () => {
  const shown = async (loaded: Loaded) => {
    const { data, metadata } = await loaded[DISPLAY]();
    return { parts: String(data['text/plain']).split('\n\n'), metadata };
  };

  it('is its account, the rules that rows break, and its columns', async () => {
    const columns = { id: { type: 'text' }, spent: { type: 'integer', label: 'Money' } } as const;
    const loaded = await loadedOf(columns, { checks: [check('spent', 1), check('id', 0)] });
    expect([loaded.nothing, loaded.unusedColumns]).toEqual([null, ['index']]);
    const { parts, metadata } = await shown(loaded);
    expect(parts).toEqual([
      expect.stringMatching(/^Rows of f\.csv\n/),
      [
        'Broken rules',
        'Rule            Violations',
        '──────────────  ──────────',
        'Money is whole           1',
      ].join('\n'),
      expect.stringMatching(/^Columns\n/),
    ]);
    // A notebook translates what is not the name of a column.
    expect(metadata).toEqual({ texts: ['Money'] });
  });

  it('is every column, and nothing of rules that all rows keep', async () => {
    const names = Array.from({ length: 30 }, (_, n) => `c${n + 1}`);
    const columns = Object.fromEntries(names.map((name) => [name, { type: 'text' }] as const));
    const { parts, metadata } = await shown(await loadedOf(columns, { checks: [check('c1', 0)] }));
    expect(parts).toEqual([
      expect.stringMatching(/^Rows of/),
      expect.stringMatching(/^Columns\n[^]*\nc30 +text +0$/),
    ]);
    expect(metadata).toBeUndefined();
  });

  it('is why no row was accepted', async () => {
    const none = { accepted: 0, quarantined: 4, checks: [check('id', 4)] };
    const { nothing, account } = await loadedOf({ id: { type: 'text' } }, none);
    expect(nothing?.en).toMatch(
      /^None of the 4 rows of f\.csv was accepted\. All of them break the rule: id is/,
    );
    expect(account.note).toMatchObject({ en: `CSV. Columns not used: index. ${nothing?.en}` });
  });
});

describe('the schema of a table', () => {
  it('has what its contract says, the format of a role, and nothing else', async () => {
    const unit = { en: 'per year', zh: '每年' };
    const contract = defineTable({
      name: 'f',
      columns: {
        id: { type: 'text' },
        spent: { type: 'decimal', role: 'monetary', unit, label: { en: 'Spent', zh: '花费' } },
        rate: { type: 'double', role: 'frequency', format: 'percent', digits: 1 },
        arm: { type: 'text', values: { a: { label: 'A' } } },
      },
    });
    expect(
      await schemaOf(
        session,
        contract,
        new Table({ session, name: 'f', columns: contract.shape, roles: {} }),
      ),
    ).toStrictEqual({
      id: { kind: 'text', label: 'id' },
      spent: { kind: 'decimal', label: { en: 'Spent', zh: '花费' }, unit, format: 'money' },
      rate: { kind: 'double', label: 'rate', format: 'percent', digits: 1 },
      arm: { kind: 'text', label: 'arm', values: { a: { label: 'A' } } },
      file_row: { kind: 'integer', format: 'count', label: expect.anything() as unknown, hidden: true },
    });
  });
});

describe('a table of a database', () => {
  it('has the types that it has there', async () => {
    const rules = [
      { type: 'integer?', asStored: true },
      { type: 'text?', asStored: true },
    ] as const;
    const columns = () =>
      Promise.resolve([
        { rule: rules[0], reading: 'asIs', stored: 'int' } as const,
        { rule: rules[1], reading: 'longNumber', stored: 'bigint' } as const,
      ]);
    const table = { columns: ['no', ' id '] } as unknown as Source;
    const declared = { texts: new Set<number>(), columns };
    const found = await inferContract(session, 'f', { ...table, declared }, {});
    expect(found.contract).toMatchObject({
      name: 'f',
      columns: { no: { ...rules[0], source: 'no' }, id: { ...rules[1], source: ' id ' } },
    });
    expect(found.bindings).toEqual([
      { column: 'no', index: 0 },
      { column: 'id', index: 1 },
    ]);
    expect([...found.readings]).toEqual([
      ['no', { reading: 'asIs', unzoned: 0, stored: 'int' }],
      ['id', { reading: 'longNumber', unzoned: 0, stored: 'bigint' }],
    ]);
  });
});
