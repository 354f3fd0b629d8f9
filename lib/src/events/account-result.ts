import { basename } from 'node:path';
import * as column from '../core/column.js';
import { Result } from '../core/result.js';
import type { Session } from '../core/session.js';
import { term } from '../core/term.js';
import type { EventAccount } from './account.js';

const accountSchema = (files: number) => ({
  outcome: column.category('whereTo', {
    rows: { label: term(files === 1 ? 'rowsInFile' : 'rowsInFiles') },
    accepted: { label: term('accepted') },
    setAside: { label: term('setAside') },
    ignored: { label: term('otherTypes') },
  }),
  rows: column.count('rows'),
  share: column.percent('shareOfRows', { base: 'rows' }),
});

/** Where the rows of files of events went. */
export type EventsAccount = Result<ReturnType<typeof accountSchema>>;

/** share = rows / all rows; accepted, set aside and those of types that were not asked for add up to all. */
export function accountResult(
  session: Session,
  { rows, accepted, quarantined, ignored, files }: EventAccount & { readonly files: readonly string[] },
): EventsAccount {
  const counts = [
    { outcome: 'rows' as const, rows },
    { outcome: 'accepted' as const, rows: accepted },
    { outcome: 'setAside' as const, rows: quarantined },
    ...(ignored === 0 ? [] : [{ outcome: 'ignored' as const, rows: ignored }]),
  ];
  const [only = '', ...others] = files;
  const name = basename(only);
  return new Result({
    session,
    name: 'event-account',
    title:
      others.length === 0
        ? { en: `Rows of ${name}`, zh: `${name}的数据行` }
        : { en: `Rows of ${files.length} files`, zh: `${files.length}个文件的数据行` },
    schema: accountSchema(files.length),
    rows: counts.map((count) => ({ ...count, share: count.rows / rows })),
    chart: { mark: 'bar', x: 'rows', y: 'outcome' },
  });
}
