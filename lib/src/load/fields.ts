import * as column from '../core/column.js';
import { withUnit } from '../core/heading.js';
import { Result } from '../core/result.js';
import type { Categories, Category } from '../core/schema.js';
import type { Table } from '../core/table.js';
import { normalize } from '../core/closest.js';
import { term } from '../core/term.js';
import type { Account } from '../data/account.js';
import type { TableContract } from '../data/contract.js';
import { parseKind, type Kind } from '../engine/shape.js';
import type { Reading, Readings } from '../data/reading/reading.js';
import { entryOf } from '../core/entry-of.js';

export const KINDS = {
  integer: { label: term('kindInteger') },
  decimal: { label: term('kindDecimal') },
  double: { label: term('kindDouble') },
  text: { label: term('kindText') },
  boolean: { label: term('kindBoolean') },
  date: { label: term('kindDate') },
  timestamp: { label: term('kindTimestamp') },
} as const satisfies Readonly<Record<Kind, Category>>;

const READINGS = {
  asIs: { label: term('readAsIs') },
  decimalComma: { label: term('readDecimalComma') },
  leadingZeros: { label: term('readLeadingZeros') },
  longNumber: { label: term('readLongNumber') },
  dayFirst: { label: term('readDayFirst') },
  dayFirstSlash: { label: term('readDayFirstSlash') },
  monthFirst: { label: term('readMonthFirst') },
  yearFirst: { label: term('readYearFirst') },
  instants: { label: term('readInstants') },
  mixedZones: { label: term('readMixedZones') },
  unclearDates: { label: term('readUnclearDates') },
  truthWords: { label: term('readTruthWords') },
  mixed: { label: term('readMixed') },
  mixedMarks: { label: term('readMixedMarks') },
  mixedPercents: { label: term('readMixedPercents') },
  severalCurrencies: { label: term('readSeveralCurrencies') },
  currencySigns: { label: term('readCurrencySigns') },
  currencyComma: { label: term('readCurrencyComma') },
  percents: { label: term('readPercents') },
  percentComma: { label: term('readPercentComma') },
  chineseNumbers: { label: term('readChineseNumbers') },
  signedDigits: { label: term('readSignedDigits') },
  severalDates: { label: term('readSeveralDates') },
  excelDates: { label: term('readExcelDates') },
  epochSeconds: { label: term('readEpochSeconds') },
  epochMilliseconds: { label: term('readEpochMilliseconds') },
  noValues: { label: term('readNoValues') },
} as const satisfies Readonly<Record<Reading, Category>>;

interface Hidden {
  readonly meaning: boolean;
  readonly source: boolean;
  readonly role: boolean;
  readonly reading: boolean;
  readonly unzoned: boolean;
  readonly stored: boolean;
  readonly unkept: boolean;
}

function fieldsSchema(labels: Categories, hidden: Hidden) {
  return {
    column: column.text('column'),
    meaning: { ...column.category('meaning', labels), hidden: hidden.meaning },
    source: column.text('nameInFile', { hidden: hidden.source }),
    type: column.category('type', KINDS),
    stored: column.optional(column.text('typeInDatabase', { hidden: hidden.stored })),
    missing: column.count('missing'),
    unkept: column.count('valuesNotKept', { hidden: hidden.unkept }),
    role: column.optional(column.text('role', { hidden: hidden.role })),
    reading: { ...column.category('reading', READINGS), hidden: hidden.reading },
    unzoned: column.count('timesWithoutZone', { hidden: hidden.unzoned }),
  };
}

/** The columns of a loaded file: their names, meanings, contents, and how they were read. */
export type Fields = Result<ReturnType<typeof fieldsSchema>>;

/** One row per column of the table. Columns of the result that add no information are hidden. */
export function fieldsResult(
  table: Table,
  contract: TableContract,
  { missing, checks }: Pick<Account, 'missing' | 'checks'>,
  readings: Readings,
): Fields {
  const { session, schema } = table;
  const roles = new Map(Object.entries(table.roles).map(([role, name]) => [name, role]));
  const rows = Object.entries(contract.columns).map(([name, rule]) => {
    const found = missing.find((count) => count.column === name);
    return {
      column: name,
      meaning: name,
      source: rule.source ?? name,
      type: parseKind(rule.type).kind,
      stored: readings.get(name)?.stored ?? null,
      unkept: checks.find(({ column: of, kind }) => of === name && kind === 'kept')?.broken ?? 0,
      missing: found === undefined ? 0 : found.nulls + found.empty + found.sentinels,
      role: roles.get(name) ?? null,
      reading: readings.get(name)?.reading ?? 'asIs',
      unzoned: readings.get(name)?.unzoned ?? 0,
    };
  });
  const labels = Object.fromEntries(
    rows.map(({ column: name }) => [name, { label: withUnit(entryOf(schema, name) ?? { label: name }) }]),
  );
  return new Result({
    session,
    name: 'columns',
    title: { en: 'Columns', zh: '列一览' },
    schema: fieldsSchema(labels, {
      meaning: rows.every(({ column: name }) => entryOf(labels, name)?.label === name),
      source: rows.every(
        ({ column: name, source }) => source === '' || normalize(source) === normalize(name),
      ),
      role: rows.every(({ role }) => role === null),
      reading: rows.every(({ reading }) => reading === 'asIs'),
      unzoned: rows.every(({ unzoned }) => unzoned === 0),
      stored: rows.every(({ stored }) => stored === null),
      unkept: rows.every(({ unkept }) => unkept === 0),
    }),
    rows,
  });
}
