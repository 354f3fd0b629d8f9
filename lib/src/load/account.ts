import { basename } from 'node:path';
import * as column from '../core/column.js';
import type { Label } from '../core/label.js';
import { Result } from '../core/result.js';
import type { Session } from '../core/session.js';
import { term } from '../core/term.js';
import type { Account } from '../data/account.js';
import { howRead, type FileRead } from './how-read.js';

const ACCOUNT = {
  outcome: column.category('whereTo', {
    rows: { label: term('rowsInFile') },
    accepted: { label: term('accepted') },
    setAside: { label: term('setAside') },
  }),
  rows: column.count('rows'),
  share: column.percent('shareOfRows', { base: 'rows' }),
} as const;

/** What happened to the rows of a file: all rows, accepted rows, and rows set aside. */
export type AccountResult = Result<typeof ACCOUNT>;

/** share = rows / all rows of the file; accepted and set aside add up to all. */
export function accountResult(
  session: Session,
  { rows, accepted, quarantined }: Account,
  file: FileRead,
  nothing: Label | null = null,
): AccountResult {
  const name = basename(file.path);
  const read = howRead(file);
  const counts = [
    { outcome: 'rows', rows },
    { outcome: 'accepted', rows: accepted },
    { outcome: 'setAside', rows: quarantined },
  ] as const;
  return new Result({
    session,
    name: 'account',
    title: { en: `Rows of ${name}`, zh: `${name}的数据行` },
    schema: ACCOUNT,
    rows: counts.map((count) => ({ ...count, share: count.rows / rows })),
    chart: { mark: 'bar', x: 'rows', y: 'outcome' },
    note: nothing === null ? read : { en: `${read.en} ${nothing.en}`, zh: `${read.zh}${nothing.zh}` },
  });
}
