import type { Engine } from '../engine/engine.js';
import { shape } from '../engine/shape.js';
import { literal, sql, type Sql } from '../engine/sql.js';
import type { Table } from '../engine/table.js';
import type { Locale } from '../core/label.js';
import type { Part } from './ingest/store.js';
import { PROBLEM, type Problem } from './ingest/problems.js';

/**
 * One event that was not accepted: its file, its line where the file had to be read line by line or the row could not be
 * read (else null: look for the text), why, in English and Chinese, and its text.
 */
export const EVENT_QUARANTINE = shape({
  file: 'text',
  line: 'integer?',
  reason: 'text',
  reason_zh: 'text',
  text: 'text',
});
export type EventQuarantine = Table<typeof EVENT_QUARANTINE>;

/** Makes the view `<name>_quarantine` over the rows of all parts that have a problem. */
export async function quarantineView(
  engine: Engine,
  name: string,
  parts: readonly Part[],
  problems: readonly Problem[],
): Promise<EventQuarantine> {
  const view = { name: `${name}_quarantine`, columns: EVENT_QUARANTINE };
  const rows = parts.flatMap((part) => {
    const file = literal(part.facts.file);
    return [
      sql`SELECT ${file} AS file, CAST(NULL AS BIGINT) AS line, -code AS problem, text FROM ${part.piece('rows')} WHERE code < 0 AND code <> ${literal(-PROBLEM.ignored)}`,
      sql`SELECT ${file} AS file, line, problem, text FROM ${part.piece('rejected')}`,
    ];
  });
  const all = rows.reduce((some, one) => sql`${some} UNION ALL ${one}`);
  await engine.run(sql`CREATE OR REPLACE VIEW ${view} AS
    SELECT file, line, ${reason(problems, 'en')} AS reason, ${reason(problems, 'zh')} AS reason_zh,
      coalesce(text, '') AS text
    FROM (${all})`);
  return view;
}

function reason(problems: readonly Problem[], locale: Locale): Sql {
  const cases = problems.map(({ code, column, problem }) => {
    const separator = locale === 'zh' ? '：' : ': ';
    const words = column === null ? problem[locale] : `${column}${separator}${problem[locale]}`;
    return sql`WHEN ${literal(code)} THEN ${literal(words)}`;
  });
  return sql`CASE problem ${cases.reduce((some, one) => sql`${some} ${one}`)} ELSE '' END`;
}
