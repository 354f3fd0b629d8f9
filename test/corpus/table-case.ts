import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { defineTable, load, loadEvents, sql, type Tally } from 'tally';
import type { ColumnContracts } from '../../lib/src/data/contract.js';
import type { Case } from './cases.js';

type Values = Readonly<Record<string, unknown>>;

/** What the YAML file of a table says. */
export interface TableCase {
  readonly text?: string;
  readonly file?: string;
  readonly as?: 'table' | 'events';
  readonly contract?: { readonly columns: ColumnContracts; readonly key?: readonly string[] };
  readonly options?: object;
  readonly encoding?: string;
  readonly readings?: Readonly<Record<string, string>>;
  readonly told?: string;
  readonly asideFile?: string;
  readonly rows?: Readonly<Record<string, Values | string>>;
  readonly accepted?: readonly Values[];
  readonly aside?: readonly Values[];
  readonly refused?: string;
}

/** Loads the input of a case from a folder of its own and holds the result against what must come of it. */
export async function judgeTable(tally: Tally, folder: string, test: Case<TableCase>): Promise<void> {
  const { name, says, bytes } = test;
  const { file = `${name}.csv`, text, beside = {}, refused } = says;
  mkdirSync(join(folder, name));
  const path = join(folder, name, file);
  writeFileSync(path, bytes ?? text ?? '');
  for (const [other, content] of Object.entries(beside)) writeFileSync(join(folder, name, other), content);
  const judged = says.as === 'events' ? judgeEvents(tally, path, says) : judgeRows(tally, path, says);
  if (refused === undefined) await judged;
  else await expect(judged).rejects.toThrow(refused);
}

async function judgeRows(tally: Tally, path: string, says: TableCase): Promise<void> {
  const { contract, rows = {}, encoding, readings = {}, told, asideFile } = says;
  const quarantineFile = `${path}.aside`;
  const options = { ...says.options, ...(asideFile !== undefined && { quarantineFile }) };
  const loaded =
    contract === undefined
      ? await load(tally, path, options)
      : await load(tally, path, { ...options, contract: defineTable({ name: 'any', ...contract }) });
  const { rows: accepted } = await tally.query`SELECT * FROM ${loaded} ORDER BY file_row`;
  const { rows: aside } = await tally.query`SELECT line, reason FROM ${loaded.quarantine} ORDER BY line`;
  const expected = Object.entries(rows).map(([line, row], n) => ({ line: Number(line), row, n }));
  expect(accepted).toMatchObject(
    expected.flatMap(({ row, n }) => (typeof row === 'string' ? [] : [{ ...row, file_row: n }])),
  );
  expect(aside).toEqual(
    expected.flatMap(({ line, row }) =>
      typeof row === 'string' ? [{ line, reason: expect.stringContaining(row) as unknown }] : [],
    ),
  );
  expect(loaded.rows).toBe(expected.length);
  if (encoding !== undefined) expect(loaded.source.foundEncoding?.encoding).toBe(encoding);
  if (told !== undefined) {
    expect(loaded.account.note).toMatchObject({ en: expect.stringContaining(told) as unknown });
  }
  if (asideFile !== undefined) expect(readFileSync(quarantineFile, 'utf8')).toBe(asideFile);
  for (const [column, reading] of Object.entries(readings)) {
    expect({ column, reading: loaded.fields.at({ column }).reading.raw }).toEqual({ column, reading });
  }
}

async function judgeEvents(tally: Tally, path: string, says: TableCase): Promise<void> {
  const { options, accepted = [], aside = [] } = says;
  const events = await loadEvents(tally, path, options);
  const found = await tally.query`SELECT * FROM ${events.events} ORDER BY event_time, user_id`;
  const left = await tally.engine.all(
    sql`SELECT * FROM ${events.quarantine} ORDER BY line NULLS LAST, text`,
    {
      file: 'text',
      line: 'integer?',
      reason: 'text',
      text: 'text',
    },
  );
  expect(found.rows).toMatchObject(accepted);
  expect(left).toMatchObject(aside);
  expect(events.rows).toBe(accepted.length + aside.length);
}
