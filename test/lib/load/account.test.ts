import { describe, expect, it } from 'vitest';
import type { Roles } from '../../../lib/src/core/roles.js';
import type { Schema } from '../../../lib/src/core/schema.js';
import { Table } from '../../../lib/src/core/table.js';
import { defineTable } from '../../../lib/src/data/contract.js';
import { rulesResult } from '../../../lib/src/data/rules.js';
import type { CheckCount, MissingCount } from '../../../lib/src/data/account.js';
import type { ColumnReading } from '../../../lib/src/data/reading/reading.js';
import { accountResult } from '../../../lib/src/load/account.js';
import { fieldsResult } from '../../../lib/src/load/fields.js';
import type { FileRead } from '../../../lib/src/load/how-read.js';
import { missingResult } from '../../../lib/src/load/missing.js';
import { nothingAccepted } from '../../../lib/src/load/nothing-accepted.js';
import { WITHOUT_ENGINE as session } from './no-engine.js';

const AGE = { en: 'Age', zh: '年龄' };
const schema: Schema = {
  age: { kind: 'integer', label: AGE, unit: { en: 'years', zh: '岁' } },
  city: { kind: 'text', label: 'city' },
};

const file: FileRead = {
  ...{ path: 'in/f.csv', format: 'csv', encoding: null, foundEncoding: null, delimiter: null },
  ...{ columns: [], notes: [], unusedColumns: [] },
};

describe('the account of a file', () => {
  const account = { rows: 8, accepted: 6, quarantined: 2, checks: [], missing: [] };

  it('adds up', () => {
    const result = accountResult(session, account, file);
    expect(result.rows).toEqual([
      { outcome: 'rows', rows: 8, share: 1 },
      { outcome: 'accepted', rows: 6, share: 0.75 },
      { outcome: 'setAside', rows: 2, share: 0.25 },
    ]);
    expect([result.title, result.note]).toEqual([
      { en: 'Rows of f.csv', zh: 'f.csv的数据行' },
      { en: 'CSV.', zh: 'CSV。' },
    ]);
    expect(result.chart).toEqual({ mark: 'bar', x: 'rows', y: 'outcome' });
  });

  it('says that nothing was accepted', () => {
    const { note } = accountResult(session, account, file, { en: 'None.', zh: '无。' });
    expect(note).toEqual({ en: 'CSV. None.', zh: 'CSV。无。' });
  });
});

describe('missing values', () => {
  const counts = [
    { column: 'age', nulls: 1, empty: 2, sentinels: 4 },
    { column: 'other', nulls: 0, empty: 0, sentinels: 0 },
  ];

  it('are those of each way, and their share of all rows', () => {
    const result = missingResult(session, schema, counts, 10);
    expect(result.rows).toEqual([
      { column: 'age', nulls: 1, empty: 2, sentinels: 4, missing: 7, share: 0.7 },
      { column: 'other', nulls: 0, empty: 0, sentinels: 0, missing: 0, share: 0 },
    ]);
    expect(result.schema.column.values).toEqual({ age: { label: AGE }, other: { label: 'other' } });
    expect(result.chart).toEqual({ mark: 'bar', x: 'missing', y: 'column' });
    expect(result.title).toEqual({ en: 'Missing values by column', zh: '各列缺失值' });
    expect(result.schema.share.of).toEqual({ base: 'missing' });
    expect(missingResult(session, schema, counts, 0).rows.map(({ share }) => share)).toEqual([null, null]);
  });
});

const check = (
  column: string | null,
  kind: CheckCount['kind'],
  broken: number,
  rule = `is ${kind}`,
): CheckCount => ({ column, kind, broken, rule: { en: rule, zh: `为${kind}` } });

describe('the rules of a contract', () => {
  it('have a key each, the words of their column, and the share of rows that break them', () => {
    const checks = [
      check(null, 'structure', 0, 'can be split'),
      check('age', 'derived', 1),
      check('age', 'derived', 2),
      check('age', 'derived', 3),
      check('paid', 'derived', 4),
    ];
    const result = rulesResult(session, { rows: 8, checks }, schema);
    expect(result.rows).toEqual([
      { rule: 'structure', column: '', kind: 'structure', broken: 0, share: 0 },
      { rule: 'age derived', column: 'age', kind: 'derived', broken: 1, share: 0.125 },
      { rule: 'age derived 2', column: 'age', kind: 'derived', broken: 2, share: 0.25 },
      { rule: 'age derived 3', column: 'age', kind: 'derived', broken: 3, share: 0.375 },
      { rule: 'paid derived', column: 'paid', kind: 'derived', broken: 4, share: 0.5 },
    ]);
    const words = result.schema.rule.values;
    expect(words['structure']).toEqual({ label: { en: 'can be split', zh: '为structure' } });
    expect(words['age derived 2']).toEqual({ label: { en: 'Age is derived', zh: '年龄为derived' } });
    expect(words['paid derived']).toEqual({ label: { en: 'paid is derived', zh: 'paid为derived' } });
    const columns = result.schema.column.values;
    expect(columns['age']).toEqual({ label: 'age' });
    expect(columns['']).toEqual({ label: { en: '(row)', zh: '（整行）' } });
    expect(result.chart).toEqual({ mark: 'bar', x: 'broken', y: 'rule' });
    expect(result.title).toEqual({ en: 'Rules and the rows that break them', zh: '规则与违反规则的行数' });
    expect(result.schema.share.of).toEqual({ base: 'broken' });
  });
});

describe('a file of which no row is accepted', () => {
  const contract = defineTable({
    name: 't',
    columns: { age: { type: 'integer', min: 0 }, city: { type: 'text', values: ['Rome'] } },
    derived: [],
  });
  const said = (rows: number, ...checks: readonly CheckCount[]) =>
    nothingAccepted('f.csv', rows, rulesResult(session, { rows, checks }, schema), contract);

  it('names the rules that all rows break, and how to leave them out', () => {
    expect(
      said(1200, check('age', 'range', 1200), check('city', 'values', 1200), check('age', 'type', 3)),
    ).toEqual({
      en:
        'None of the 1,200 rows of f.csv was accepted. All of them break the rule: Age is range; city is values. ' +
        'Fix the file, or skip the rule with without: ["age range","city values"].',
      zh:
        'f.csv共1,200行，没有一行可用。所有行都违反规则：年龄为range；city为values。' +
        '请修正文件，或以without: ["age range","city values"]载入，不检查该规则。',
    });
  });

  it('names the rule that most rows break, which may be one that stays', () => {
    const most = said(5, check('city', 'values', 1), check('age', 'type', 3), check('age', 'missing', 2));
    expect(most).toEqual({
      en: 'None of the 5 rows of f.csv was accepted. Most of them (3) break the rule: Age is type. Fix the file.',
      zh: 'f.csv共5行，没有一行可用。其中3行违反规则：年龄为type。请修正文件。',
    });
  });

  it('names a rule once that is there several times', () => {
    const twice = defineTable({
      name: 't',
      columns: { age: { type: 'integer' } },
      derived: [{ column: 'age', equals: undefined as never, formula: 'x', tolerance: 0 }],
    });
    const broken = (...rows: readonly number[]) => {
      const checks = rows.map((n) => check('age', 'derived', n));
      return nothingAccepted('f.csv', 2, rulesResult(session, { rows: 2, checks }, schema), twice).en;
    };
    expect(broken(2, 2)).toContain('without: ["age derived"].');
    expect(broken(...Array<number>(10).fill(0), 2)).toContain('without: ["age derived"].');
  });

  it('names a rule of a column whose name has a number', () => {
    const week = defineTable({ name: 't', columns: { 'week 1': { type: 'integer', min: 0 } } });
    const rules = rulesResult(session, { rows: 2, checks: [check('week 1', 'range', 2)] }, schema);
    expect(nothingAccepted('f.csv', 2, rules, week).en).toContain('without: ["week 1 range"].');
  });
});

describe('the columns of a file', () => {
  const fieldsOf = (
    readings: Readonly<Record<string, ColumnReading>> = {},
    {
      roles = {},
      checks = [],
      source = 'AGE',
      known = {},
    }: { roles?: Roles; checks?: readonly CheckCount[]; source?: string; known?: Schema } = {},
  ) => {
    const columns = { age: 'integer?', city: 'text' } as const;
    const contract = defineTable({
      name: 't',
      columns: { age: { type: 'integer?', source }, city: { type: 'text' } },
    });
    const missing: readonly MissingCount[] = [{ column: 'age', nulls: 1, empty: 2, sentinels: 4 }];
    const table = new Table({ session, name: 't', columns, roles, schema: known });
    return fieldsResult(table, contract, { missing, checks }, new Map(Object.entries(readings)));
  };
  const hidden = (result: ReturnType<typeof fieldsOf>) =>
    Object.entries(result.schema)
      .filter(([, column]) => column.hidden)
      .map(([name]) => name);

  it('are told with what is missing, and hide what says nothing', () => {
    const plain = fieldsOf();
    expect(plain.rows).toEqual([
      {
        ...{ column: 'age', meaning: 'age', source: 'AGE', type: 'integer', stored: null },
        ...{ missing: 7, unkept: 0, role: null, reading: 'asIs', unzoned: 0 },
      },
      {
        ...{ column: 'city', meaning: 'city', source: 'city', type: 'text', stored: null },
        ...{ missing: 0, unkept: 0, role: null, reading: 'asIs', unzoned: 0 },
      },
    ]);
    expect(plain.title).toEqual({ en: 'Columns', zh: '列一览' });
    expect(hidden(plain)).toEqual(['meaning', 'source', 'stored', 'unkept', 'role', 'reading', 'unzoned']);
  });

  it('show what one of them has', () => {
    const told = fieldsOf(
      { age: { reading: 'mixedZones', unzoned: 3, stored: 'INT' } },
      {
        roles: { age: 'age' },
        checks: [check('age', 'range', 9), check('city', 'kept', 0), check('age', 'kept', 5)],
        source: 'Years',
        known: schema,
      },
    );
    expect(hidden(told)).toEqual([]);
    expect(told.rows).toMatchObject([
      {
        ...{ source: 'Years', stored: 'INT', unkept: 5, role: 'age', reading: 'mixedZones', unzoned: 3 },
      },
      { source: 'city', stored: null, unkept: 0, role: null, reading: 'asIs', unzoned: 0 },
    ]);
    expect(told.schema.meaning.values).toEqual({
      age: { label: { en: 'Age (years)', zh: '年龄（岁）' } },
      city: { label: 'city' },
    });
  });

  it('have no name in the file where the file has none', () => {
    expect(hidden(fieldsOf({}, { source: '' }))).toContain('source');
  });
});
